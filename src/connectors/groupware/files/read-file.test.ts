import { describe, expect, test } from 'vitest'
import { OUTLOOK } from '../../../../test/groupware/calendars.ts'
import { readEvents } from '#kernel/groupware/ical/read-events.ts'
import { outlookMessage } from '../../../../test/groupware/outlook-message.ts'
import { SETS } from './outlook-msg/open-msg.ts'
import { readFile } from './read-file.ts'
import { fc } from '../../../../test/properties.ts'
import { SEED } from '../../../../test/seed.ts'

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

  test('of many years is read bit by bit, so that others have their turn meanwhile', async () => {
    const events = Array.from(
      { length: 3000 },
      (_, at) =>
        `BEGIN:VEVENT\r\nUID:u${at}\r\nDTSTART:20261121T080000Z\r\nSUMMARY:Nr. ${at}\r\nEND:VEVENT\r\n`,
    )
    const ics = `BEGIN:VCALENDAR\r\n${events.join('')}END:VCALENDAR\r\n`
    let [turns, reading] = [0, true]
    const others = () => {
      turns += 1
      if (reading) setImmediate(others)
    }
    setImmediate(others)
    const read = await readFile('Kalender.ics', latin(ics), reader)
    reading = false
    expect(turns).toBeGreaterThan(50)
    const atOnce = readEvents(ics, reader)
    expect(read.events).toEqual(atOnce.items)
    expect(read.events.map(({ title }) => title)).toEqual(events.map((_, at) => `Nr. ${at}`))
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

describe(`a broken file (KONTOR_TEST_SEED=${SEED})`, () => {
  const message = outlookMessage({
    properties: [
      { tag: 0x00_1a, value: 'IPM.Appointment' },
      { tag: 0x00_37, value: 'Jour fixe' },
      { set: SETS.appointment, id: 0x82_0d, value: new Date('2026-11-21T08:00:00Z') },
      { name: 'Keywords', value: { list: ['Kunde', 'VIP'] } },
    ],
    attachments: [[{ tag: 0x37_01, value: new Uint8Array(5000) }]],
  })
  const mail =
    'From: a@x.de\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n' +
    '<p>x</p>\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: y\r\n\r\nz\r\n--b--\r\n'
  const files: [name: string, bytes: Uint8Array][] = [
    ['a.msg', message],
    ['a.eml', latin(mail)],
    ['a.csv', latin('"Betreff","Beginnt am","Endet am"\r\n"a","21.11.2026","22.11.2026"\r\n')],
    ['a.vcf', latin('BEGIN:VCARD\r\nN:a;b\r\nADR:;;x;y;;1;DE\r\nPHOTO;ENCODING=b:AAAA\r\nEND:VCARD\r\n')],
    ['a.ics', new TextEncoder().encode(OUTLOOK)],
  ]

  test.each(files)('%s is read as far as it goes, or not at all, but never for ever', async (name, bytes) => {
    const at = fc.nat(bytes.length - 1)
    const edits = fc.array(fc.tuple(at, fc.nat(255), fc.constantFrom('set', 'cut', 'twice')), {
      minLength: 1,
      maxLength: 6,
    })
    await fc.assert(
      fc.asyncProperty(edits, async (list) => {
        let broken = Uint8Array.from(bytes)
        for (const [place, byte, how] of list) {
          if (how === 'set') broken[place % broken.length] = byte
          else if (how === 'cut') broken = broken.slice(0, Math.max(20, place))
          else
            broken = Uint8Array.from([
              ...broken.subarray(0, place),
              ...broken.subarray(Math.max(0, place - 50)),
            ])
        }
        const read = await readFile(name, broken, reader)
        expect(Array.isArray(read.warnings)).toBe(true)
      }),
      { seed: SEED, numRuns: 100 },
    )
  })

  test('whose chain leads back into itself is none', async () => {
    const looping = Uint8Array.from(message)
    // The first table of chains: each sector is followed by the first.
    const table = (new DataView(looping.buffer).getInt32(0x4c, true) + 1) * 512
    looping.fill(0, table, table + 512)
    const read = await readFile('a.msg', looping, reader)
    expect(read.warnings).toEqual([{ code: 'unreadable', uid: '', detail: 'a.msg' }])
  })
})
