import { describe, expect, test } from 'vitest'
import { readFile } from './read-file.ts'

const reader = { zone: 'Europe/Berlin', language: 'de' as const, self: ['anna@kontor.example'] }
const latin = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))

describe('a calendar, a book, a mail', () => {
  test('with many events, in the letters of Windows, a character cut by a fold', async () => {
    const event = (uid: string, title: string) =>
      `BEGIN:VEVENT\r\nUID:${uid}\r\nDTSTART:20261121T080000Z\r\nSUMMARY:${title}\r\nEND:VEVENT\r\n`
    const ics = `BEGIN:VCALENDAR\r\n${event('a', 'Bu\u00DFe')}${event('b', 'x')}BEGIN:VTODO\r\nUID:c\r\nSUMMARY:y\r\nEND:VTODO\r\nEND:VCALENDAR\r\n`
    const read = await readFile('Kalender.ics', latin(ics), reader)
    expect(read.events.map(({ uid, title }) => [uid, title])).toEqual([
      ['a', 'Buße'],
      ['b', 'x'],
    ])
    expect(read.todos.map(({ uid }) => uid)).toEqual(['c'])
    const cut = `\u00EF\u00BB\u00BFBEGIN:VCALENDAR\r\n${event('a', 'M\u00C3\r\n \u00BCller')}END:VCALENDAR\r\n`
    expect((await readFile('x', latin(cut), reader)).events[0]?.title).toBe('Müller')
  })

  test('with many cards, and no lists of them', async () => {
    const cards = [
      'FN:Eva Berg\r\nPHOTO;ENCODING=b;TYPE=PNG:iVBORw0KGgo=',
      'FN:J\u00F6rg M\u00FCller\r\nUID:u2',
      'FN:Liste\r\nX-ADDRESSBOOKSERVER-KIND:group',
    ]
    const vcf = cards.map((lines) => `BEGIN:VCARD\r\nVERSION:3.0\r\n${lines}\r\nEND:VCARD\r\n`).join('')
    const read = await readFile('Kontakte.vcf', latin(vcf), reader)
    expect(read.cards.map(({ item }) => item.lastName)).toEqual(['Berg', 'Müller'])
    expect(read.cards[0]?.item.uid).toMatch(/^vcf-[\da-f]{24}$/)
    expect(read.cards[0]?.photo?.type).toBe('image/png')
    expect(read.cards[1]?.item.uid).toBe('u2')
  })

  test('whatever it is called', async () => {
    const mail = latin(
      'From: anna@kontor.example\r\nSubject: Gr\u00FC\u00DFe\r\nContent-Type: text/plain; charset=windows-1252\r\n\r\n100 \u0080',
    )
    const read = await readFile('unbenannt', mail, reader)
    expect(read.mails[0]).toMatchObject({ text: '100 €', outgoing: true })
  })

  test('of nothing known is a warning', async () => {
    for (const [name, text] of [
      ['a.pdf', '%PDF-1.7'],
      ['a.csv', 'Artikel;Preis\r\nx;1'],
      ['a.msg', '\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1 broken'],
      ['leer', ''],
    ] as const) {
      const read = await readFile(name, latin(text), reader)
      expect(read).toEqual({
        mails: [],
        events: [],
        todos: [],
        cards: [],
        warnings: [{ code: 'unreadable', uid: '', detail: name }],
      })
    }
  })
})
