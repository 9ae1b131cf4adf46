import { describe, expect, test } from 'vitest'
import type { CardItem } from '#kernel/groupware/card-item.ts'
import { readFile } from '../read-file.ts'
import { contactHead, contactLine } from './write-contacts.ts'

const reader = { zone: 'Europe/Berlin', language: 'de' as const }
const latin = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
const table = (...rows: string[][]) =>
  latin(rows.map((row) => `${row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`).join(''))

describe('the tables of Outlook', () => {
  test('a calendar in German', async () => {
    const head = (
      'Betreff|Beginnt am|Beginnt um|Endet am|Endet um|Ganzt\u00E4giges Ereignis|' +
      'Erinnerung Ein/Aus|Erinnerung am|Erinnerung um|Besprechungsplanung|' +
      'Erforderliche Teilnehmer|Optionale Teilnehmer|Besprechungsressourcen|' +
      'Abrechnungsinformationen|Beschreibung|Kategorien|Ort|Priorit\u00E4t|Privat|Reisekilometer|' +
      'Vertraulichkeit|Zeitspanne zeigen als'
    ).split('|')
    const meeting = (
      'Jour fixe|21.11.2026|09:00:00|21.11.2026|10:30:00|Aus|Ein|21.11.2026|08:45:00|' +
      'Haas, J\u00F6rg|Kuhl, Oliver; eva@example.de||||Preise\r\nf\u00FCr \u0080|Kunde;A|' +
      'K\u00F6ln|Normal|Aus||Normal|1'
    ).split('|')
    const holiday =
      'Ferien|24.12.2026|00:00:00|27.12.2026|00:00:00|Ein|Aus|||||||||||Normal|Ein||Privat|3'.split('|')
    const read = await readFile('Kalender.CSV', table(head, meeting, holiday, ['', '', '']), reader)
    expect(read.warnings).toEqual([])
    expect(read.events).toMatchObject([
      {
        title: 'Jour fixe',
        start: '2026-11-21T09:00',
        end: '2026-11-21T10:30',
        allDay: false,
        reminderMinutes: 15,
        busy: 'tentative',
        private: false,
        place: 'Köln',
        description: 'Preise\nfür €',
        categories: ['Kunde', 'A'],
        attendees: [
          { name: 'Kuhl, Oliver', email: '' },
          { name: '', email: 'eva@example.de' },
        ],
      },
      {
        title: 'Ferien',
        allDay: true,
        start: '2026-12-24',
        end: '2026-12-27',
        busy: 'free',
        private: true,
        reminderMinutes: null,
      },
    ])
    const again = await readFile('Kalender.CSV', table(head, meeting), reader)
    expect(again.events[0]?.uid).toBe(read.events[0]?.uid)
    expect(read.events[0]?.uid).not.toBe(read.events[1]?.uid)
  })

  test('a calendar in English, the month first', async () => {
    const head = 'Subject|Start Date|Start Time|End Date|End Time|All day event|Show time as'.split('|')
    const rows = [
      'Noon|11/2/2026|12:00:00 PM|11/2/2026|1:00:00 PM|False|2'.split('|'),
      'Midnight|11/21/2026|12:00:00 AM|11/21/2026|12:30:00 AM|False|4'.split('|'),
    ]
    const read = await readFile('calendar.csv', table(head, ...rows), { ...reader, language: 'de' })
    expect(read.events).toMatchObject([
      { start: '2026-11-02T12:00', end: '2026-11-02T13:00', busy: 'busy' },
      { start: '2026-11-21T00:00', end: '2026-11-21T00:30', busy: 'away' },
    ])
  })

  test('tasks', async () => {
    const head = (
      'Betreff|Beginnt am|F\u00E4llig am|Erinnerung Ein/Aus|Erinnerung am|Erinnerung um|' +
      'Erledigt am|% erledigt|Kategorien|Notizen|Priorit\u00E4t|Privat|Status|Vertraulichkeit'
    ).split('|')
    const rows = [
      (
        'Angebot|20.11.2026|21.11.2026|Ein|20.11.2026|09:00:00||0,5|Kunde|Text|Hoch|Aus|' +
        'In Bearbeitung|Normal'
      ).split('|'),
      'Anruf|||Aus|||19.11.2026|1|||Niedrig|Aus|Erledigt|Normal'.split('|'),
    ]
    const read = await readFile('Aufgaben.csv', table(head, ...rows), reader)
    expect(read.todos).toMatchObject([
      {
        title: 'Angebot',
        startDay: '2026-11-20',
        dueDay: '2026-11-21',
        reminderMinutes: 900,
        priority: 'high',
        status: 'started',
        description: 'Text',
      },
      { title: 'Anruf', dueDay: null, reminderMinutes: null, priority: 'low', status: 'closed' },
    ])
    const english = table(
      'Subject|Start Date|Due Date|Reminder On/Off|% Complete|Priority|Private|Status'.split('|'),
      'Call||11/30/2026|False|0|Normal|True|Not Started'.split('|'),
    )
    expect((await readFile('tasks.csv', english, { ...reader, language: 'en' })).todos).toMatchObject([
      { title: 'Call', dueDay: '2026-11-30', status: 'open', private: true },
    ])
  })

  test('contacts', async () => {
    const head = (
      'Anrede|Vorname|Nachname|Firma|Abteilung|Position|Stra\u00DFe gesch\u00E4ftlich|' +
      'Ort gesch\u00E4ftlich|Postleitzahl gesch\u00E4ftlich|Land/Region gesch\u00E4ftlich|' +
      'Telefon gesch\u00E4ftlich|Mobiltelefon|Fax gesch\u00E4ftlich|E-Mail-Adresse|' +
      'E-Mail 2: Adresse|Geburtstag|Kategorien|Notizen|Webseite|Privat'
    ).split('|')
    const rows = [
      (
        'Frau|\u00C4nne|M\u00FCller|Gr\u00F6\u00DFe GmbH|Einkauf|Leitung|K\u00F6nigstr. 12|' +
        'K\u00F6ln|50667|Deutschland|0221 1|0170 1|0221 2|Aenne@Example.de|/o=First/cn=x|' +
        '24.12.1975|Kunde;VIP|Zeile 1\r\nZeile 2|www.example.de|Falsch'
      ).split('|'),
      '|||Nur Firma AG||||||||||||0.0.00||||'.split('|'),
      '||||||||||||||||x|||'.split('|'),
    ]
    const read = await readFile('Kontakte.csv', table(head, ...rows), reader)
    expect(read.cards.map(({ item }) => item)).toMatchObject([
      {
        title: 'Frau',
        firstName: 'Änne',
        lastName: 'Müller',
        displayName: 'Frau Änne Müller',
        company: 'Größe GmbH',
        emails: [{ category: 'work', value: 'aenne@example.de' }],
        phones: [
          { category: 'work', value: '0221 1' },
          { category: 'mobile', value: '0170 1' },
          { category: 'fax', value: '0221 2' },
        ],
        addresses: [
          { category: 'work', street: 'Königstr. 12', postalCode: '50667', city: 'Köln', country: 'DE' },
        ],
        birthday: '1975-12-24',
        categories: ['Kunde', 'VIP'],
        note: 'Zeile 1\nZeile 2',
        websites: ['www.example.de'],
      },
      { displayName: 'Nur Firma AG', company: 'Nur Firma AG', birthday: null },
    ])
    expect(read.warnings).toEqual([{ code: 'unreadable', uid: '', detail: 'x' }])
  })

  test.each(['de', 'en'] as const)('that are written (%s) are read as they were', async (language) => {
    const card: CardItem = {
      uid: '',
      title: 'Dr.',
      firstName: 'Änne',
      middleName: '',
      lastName: 'Müller, geb. "Groß"',
      suffix: '',
      displayName: '',
      company: '=1+1 GmbH',
      department: '',
      position: 'Leitung',
      emails: [
        { category: 'work', value: 'aenne@example.de' },
        { category: 'work', value: 'a@example.org' },
      ],
      phones: [
        { category: 'work', value: '+49 221 1' },
        { category: 'mobile', value: '+49 (170) 1' },
        { category: 'fax', value: '0221 2' },
      ],
      websites: ['www.example.de'],
      addresses: [
        {
          category: 'work',
          street: 'Königstr. 12',
          postalCode: '50667',
          city: 'Köln',
          state: '',
          country: 'DE',
        },
      ],
      birthday: '1975-02-04',
      note: 'Zeile 1\nZeile 2 für 100 €',
      categories: ['Kunde', 'VIP'],
      photo: null,
      kontorId: null,
    }
    for (const letters of ['windows', 'utf8'] as const) {
      const style = { language, letters }
      const bytes = Buffer.concat([contactHead(style), contactLine(card, style)])
      expect(bytes.includes(`"'=1+1 GmbH"`)).toBe(true)
      const { cards, warnings } = await readFile('Kontakte.csv', bytes, { ...reader, language })
      expect(warnings).toEqual([])
      const { uid: _, displayName: __, ...said } = card
      expect(cards.map(({ item }) => item)).toMatchObject([said])
    }
  })
})
