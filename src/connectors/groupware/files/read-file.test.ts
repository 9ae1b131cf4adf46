import { describe, expect, test } from 'vitest'
import { outlookMessage } from '../../../../test/groupware/outlook-message.ts'
import { SETS } from './outlook-msg/open-msg.ts'
import { readFile } from './read-file.ts'

const reader = { zone: 'Europe/Berlin', language: 'de' as const, self: ['anna@kontor.example'] }
const latin = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
const table = (...rows: string[][]) =>
  latin(rows.map((row) => `${row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`).join(''))

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

describe('the tables of Outlook', () => {
  test('a calendar in German', async () => {
    const head = [
      'Betreff',
      'Beginnt am',
      'Beginnt um',
      'Endet am',
      'Endet um',
      'Ganzt\u00E4giges Ereignis',
      'Erinnerung Ein/Aus',
      'Erinnerung am',
      'Erinnerung um',
      'Besprechungsplanung',
      'Erforderliche Teilnehmer',
      'Optionale Teilnehmer',
      'Besprechungsressourcen',
      'Abrechnungsinformationen',
      'Beschreibung',
      'Kategorien',
      'Ort',
      'Priorit\u00E4t',
      'Privat',
      'Reisekilometer',
      'Vertraulichkeit',
      'Zeitspanne zeigen als',
    ]
    const meeting = [
      'Jour fixe',
      '21.11.2026',
      '09:00:00',
      '21.11.2026',
      '10:30:00',
      'Aus',
      'Ein',
      '21.11.2026',
      '08:45:00',
      'Haas, J\u00F6rg',
      'Kuhl, Oliver; eva@example.de',
      '',
      '',
      '',
      'Preise\r\nf\u00FCr \u0080',
      'Kunde;A',
      'K\u00F6ln',
      'Normal',
      'Aus',
      '',
      'Normal',
      '1',
    ]
    const holiday = [
      'Ferien',
      '24.12.2026',
      '00:00:00',
      '27.12.2026',
      '00:00:00',
      'Ein',
      'Aus',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      'Normal',
      'Ein',
      '',
      'Privat',
      '3',
    ]
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
    const head = [
      'Subject',
      'Start Date',
      'Start Time',
      'End Date',
      'End Time',
      'All day event',
      'Show time as',
    ]
    const rows = [
      ['Noon', '11/2/2026', '12:00:00 PM', '11/2/2026', '1:00:00 PM', 'False', '2'],
      ['Midnight', '11/21/2026', '12:00:00 AM', '11/21/2026', '12:30:00 AM', 'False', '4'],
    ]
    const read = await readFile('calendar.csv', table(head, ...rows), { ...reader, language: 'de' })
    expect(read.events).toMatchObject([
      { start: '2026-11-02T12:00', end: '2026-11-02T13:00', busy: 'busy' },
      { start: '2026-11-21T00:00', end: '2026-11-21T00:30', busy: 'away' },
    ])
  })

  test('tasks', async () => {
    const head = [
      'Betreff',
      'Beginnt am',
      'F\u00E4llig am',
      'Erinnerung Ein/Aus',
      'Erinnerung am',
      'Erinnerung um',
      'Erledigt am',
      '% erledigt',
      'Kategorien',
      'Notizen',
      'Priorit\u00E4t',
      'Privat',
      'Status',
      'Vertraulichkeit',
    ]
    const rows = [
      [
        'Angebot',
        '20.11.2026',
        '21.11.2026',
        'Ein',
        '20.11.2026',
        '09:00:00',
        '',
        '0,5',
        'Kunde',
        'Text',
        'Hoch',
        'Aus',
        'In Bearbeitung',
        'Normal',
      ],
      ['Anruf', '', '', 'Aus', '', '', '19.11.2026', '1', '', '', 'Niedrig', 'Aus', 'Erledigt', 'Normal'],
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
      ['Subject', 'Start Date', 'Due Date', 'Reminder On/Off', '% Complete', 'Priority', 'Private', 'Status'],
      ['Call', '', '11/30/2026', 'False', '0', 'Normal', 'True', 'Not Started'],
    )
    expect((await readFile('tasks.csv', english, { ...reader, language: 'en' })).todos).toMatchObject([
      { title: 'Call', dueDay: '2026-11-30', status: 'open', private: true },
    ])
  })

  test('contacts', async () => {
    const head = [
      'Anrede',
      'Vorname',
      'Nachname',
      'Firma',
      'Abteilung',
      'Position',
      'Stra\u00DFe gesch\u00E4ftlich',
      'Ort gesch\u00E4ftlich',
      'Postleitzahl gesch\u00E4ftlich',
      'Land/Region gesch\u00E4ftlich',
      'Telefon gesch\u00E4ftlich',
      'Mobiltelefon',
      'Fax gesch\u00E4ftlich',
      'E-Mail-Adresse',
      'E-Mail 2: Adresse',
      'Geburtstag',
      'Kategorien',
      'Notizen',
      'Webseite',
      'Privat',
    ]
    const rows = [
      [
        'Frau',
        '\u00C4nne',
        'M\u00FCller',
        'Gr\u00F6\u00DFe GmbH',
        'Einkauf',
        'Leitung',
        'K\u00F6nigstr. 12',
        'K\u00F6ln',
        '50667',
        'Deutschland',
        '0221 1',
        '0170 1',
        '0221 2',
        'Aenne@Example.de',
        '/o=First/cn=x',
        '24.12.1975',
        'Kunde;VIP',
        'Zeile 1\r\nZeile 2',
        'www.example.de',
        'Falsch',
      ],
      ['', '', '', 'Nur Firma AG', '', '', '', '', '', '', '', '', '', '', '', '0.0.00', '', '', '', ''],
      ['', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', 'x', '', '', ''],
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
})

describe('messages of Outlook', () => {
  const at = (text: string) => new Date(text)

  test('a mail with its recipients, a file and a picture inside of it', async () => {
    const bytes = outlookMessage({
      properties: [
        { tag: 0x001a, value: 'IPM.Note' },
        { tag: 0x0037, value: 'Grüße für 100 €' },
        { tag: 0x1000, value: 'Hallo\r\nWelt' },
        { tag: 0x1013, value: new Uint8Array(Buffer.from('<p>Hallo <img src="cid:img1"></p>')) },
        { tag: 0x3fde, value: 65_001 },
        { tag: 0x1035, value: '<ABC@Mail.Example>' },
        { tag: 0x1042, value: '<r1@x>' },
        { tag: 0x0c1a, value: 'Jörg Müller' },
        { tag: 0x0c1f, value: '/O=EXCHANGE/CN=JM' },
        { tag: 0x5d01, value: 'JM@Example.de' },
        { tag: 0x0039, value: at('2026-11-21T08:00:00Z') },
      ],
      recipients: [
        [
          { tag: 0x0c15, value: 1 },
          { tag: 0x3001, value: 'Anna' },
          { tag: 0x39fe, value: 'Anna@Kontor.example' },
        ],
        [
          { tag: 0x0c15, value: 2 },
          { tag: 0x3001, value: "'eva@x.de'" },
          { tag: 0x3003, value: 'eva@x.de' },
        ],
      ],
      attachments: [
        [
          { tag: 0x3707, value: 'Angebot.pdf' },
          { tag: 0x370e, value: 'application/pdf' },
          { tag: 0x3701, value: new Uint8Array([1, 2, 3]) },
        ],
        [
          { tag: 0x3707, value: 'p.png' },
          { tag: 0x3712, value: 'img1' },
          { tag: 0x3701, value: new Uint8Array([4]) },
        ],
      ],
    })
    const { mails, warnings } = await readFile('Nachricht.msg', bytes, reader)
    expect(warnings).toEqual([])
    expect(mails).toMatchObject([
      {
        messageId: 'ABC@mail.example',
        inReplyTo: 'r1@x',
        from: { name: 'Jörg Müller', email: 'jm@example.de' },
        to: [{ name: 'Anna', email: 'anna@kontor.example' }],
        cc: [{ name: '', email: 'eva@x.de' }],
        subject: 'Grüße für 100 €',
        sentAt: '2026-11-21T08:00:00.000Z',
        text: 'Hallo\nWelt',
        html: '<p>Hallo <img src="cid:img1"></p>',
        hasAttachments: true,
        outgoing: false,
        invitation: false,
        size: bytes.length,
      },
    ])
    expect(mails[0]?.attachments).toEqual([
      {
        name: 'Angebot.pdf',
        type: 'application/pdf',
        size: 3,
        contentId: null,
        bytes: new Uint8Array([1, 2, 3]),
      },
      {
        name: 'p.png',
        type: 'application/octet-stream',
        size: 1,
        contentId: 'img1',
        bytes: new Uint8Array([4]),
      },
    ])
  })

  test('an older mail in the letters of one code page', async () => {
    const bytes = outlookMessage({
      properties: [
        { tag: 0x001a, value: { ansi: latin('IPM.Note') } },
        { tag: 0x0037, value: { ansi: latin('100 \u0080 f\u00FCr') } },
        { tag: 0x3ffd, value: 1252 },
      ],
    })
    expect((await readFile('alt.msg', bytes, reader)).mails).toMatchObject([{ subject: '100 € für' }])
  })

  const appointment = [
    { tag: 0x001a, value: 'IPM.Appointment' },
    { tag: 0x0037, value: 'Jour fixe' },
    { tag: 0x1000, value: 'Preise' },
    { set: SETS.appointment, id: 0x820d, value: at('2026-11-02T08:00:00Z') },
    { set: SETS.appointment, id: 0x820e, value: at('2026-11-02T09:00:00Z') },
    { set: SETS.appointment, id: 0x8208, value: 'Köln' },
    { set: SETS.appointment, id: 0x8205, value: 3 },
    { set: SETS.appointment, id: 0x8217, value: 1 },
    { set: SETS.appointment, id: 0x8234, value: '(UTC+01:00) Amsterdam, Berlin, Bern, Rom, Stockholm, Wien' },
    { set: SETS.common, id: 0x8503, value: true },
    { set: SETS.common, id: 0x8501, value: 15 },
    { set: SETS.common, id: 0x8506, value: true },
    { name: 'Keywords', value: { list: ['Kunde', 'Aufgabe mit einundzwanzig'] } },
  ]

  test('an appointment with people', async () => {
    const bytes = outlookMessage({
      properties: [
        ...appointment,
        {
          set: SETS.meeting,
          id: 0x03,
          value: new Uint8Array(
            Buffer.from(`040000008200E00074C5B7101A82E00807EA0B02${'00'.repeat(36)}`, 'hex'),
          ),
        },
        { tag: 0x0c1a, value: 'Anna' },
        { tag: 0x5d01, value: 'anna@kontor.example' },
      ],
      recipients: [
        [
          { tag: 0x0c15, value: 1 },
          { tag: 0x3001, value: 'Anna' },
          { tag: 0x39fe, value: 'anna@kontor.example' },
        ],
        [
          { tag: 0x0c15, value: 1 },
          { tag: 0x3001, value: 'Eva' },
          { tag: 0x39fe, value: 'eva@example.de' },
        ],
        [
          { tag: 0x0c15, value: 3 },
          { tag: 0x3001, value: 'Raum 1' },
          { tag: 0x39fe, value: 'raum1@kontor.example' },
        ],
      ],
    })
    const { events, warnings } = await readFile('Termin.msg', bytes, reader)
    expect(warnings).toEqual([])
    expect(events).toEqual([
      {
        uid: `040000008200E00074C5B7101A82E00800000000${'00'.repeat(36)}`,
        title: 'Jour fixe',
        description: 'Preise',
        place: 'Köln',
        categories: ['Kunde', 'Aufgabe mit einundzwanzig'],
        allDay: false,
        start: '2026-11-02T09:00',
        end: '2026-11-02T10:00',
        timeZone: 'Europe/Berlin',
        rrule: null,
        exceptions: [],
        busy: 'away',
        private: true,
        reminderMinutes: 15,
        cancelled: false,
        organizer: { name: 'Anna', email: 'anna@kontor.example' },
        attendees: [{ name: 'Eva', email: 'eva@example.de', response: 'open' }],
        own: true,
        response: null,
        kontorId: null,
      },
    ])
  })

  test('a series with a day left out and one that is another', async () => {
    const bytes = outlookMessage({
      properties: [...appointment, { set: SETS.appointment, id: 0x8216, value: weekly }],
    })
    const { events } = await readFile('Serie.msg', bytes, reader)
    expect(events).toMatchObject([
      {
        rrule: 'FREQ=WEEKLY;BYDAY=MO;UNTIL=20261214T080000Z',
        exceptions: [
          { original: '2026-11-09T09:00', cancelled: true, changes: {} },
          {
            original: '2026-11-16T09:00',
            cancelled: false,
            changes: { start: '2026-11-16T14:00', end: '2026-11-16T15:30', title: 'Anders' },
          },
        ],
      },
    ])
  })

  test('a task', async () => {
    const bytes = outlookMessage({
      properties: [
        { tag: 0x001a, value: 'IPM.Task' },
        { tag: 0x0037, value: 'Angebot' },
        { tag: 0x0017, value: 2 },
        { set: SETS.task, id: 0x8104, value: at('2026-11-20T00:00:00Z') },
        { set: SETS.task, id: 0x8105, value: at('2026-11-21T00:00:00Z') },
        { set: SETS.task, id: 0x8101, value: 1 },
        { set: SETS.task, id: 0x8102, value: { float: 0.5 } },
        { set: SETS.common, id: 0x8503, value: true },
        { set: SETS.common, id: 0x8560, value: at('2026-11-20T08:00:00Z') },
      ],
    })
    expect((await readFile('Aufgabe.msg', bytes, reader)).todos).toMatchObject([
      {
        title: 'Angebot',
        startDay: '2026-11-20',
        dueDay: '2026-11-21',
        status: 'started',
        priority: 'high',
        reminderMinutes: 900,
      },
    ])
  })

  test('a contact with a picture', async () => {
    const bytes = outlookMessage({
      properties: [
        { tag: 0x001a, value: 'IPM.Contact' },
        { tag: 0x3a06, value: 'Änne' },
        { tag: 0x3a11, value: 'Müller' },
        { tag: 0x3a16, value: 'Größe GmbH' },
        { tag: 0x3a17, value: 'Leitung' },
        { tag: 0x3a08, value: '+49 221 1' },
        { tag: 0x3a1c, value: '+49 170 1' },
        { tag: 0x3a42, value: at('1975-12-23T23:00:00Z') },
        { set: SETS.address, id: 0x8083, value: 'Aenne@Example.de' },
        { set: SETS.address, id: 0x8045, value: 'Königstr. 12' },
        { set: SETS.address, id: 0x8046, value: 'Köln' },
        { set: SETS.address, id: 0x8048, value: '50667' },
        { set: SETS.address, id: 0x8049, value: 'Deutschland' },
      ],
      attachments: [
        [
          { tag: 0x3707, value: 'ContactPicture.jpg' },
          { tag: 0x3701, value: new Uint8Array([0xff, 0xd8]) },
        ],
      ],
    })
    const { cards } = await readFile('Kontakt.msg', bytes, reader)
    expect(cards).toMatchObject([
      {
        item: {
          firstName: 'Änne',
          lastName: 'Müller',
          company: 'Größe GmbH',
          position: 'Leitung',
          birthday: '1975-12-24',
          emails: [{ category: 'work', value: 'aenne@example.de' }],
          phones: [
            { category: 'work', value: '+49 221 1' },
            { category: 'mobile', value: '+49 170 1' },
          ],
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
        },
        photo: { type: 'image/jpeg', bytes: new Uint8Array([0xff, 0xd8]) },
      },
    ])
  })

  test('a list of people is nothing to take in', async () => {
    const bytes = outlookMessage({ properties: [{ tag: 0x001a, value: 'IPM.DistList' }] })
    expect((await readFile('Liste.msg', bytes, reader)).warnings).toEqual([
      { code: 'unreadable', uid: '', detail: 'Liste.msg' },
    ])
  })
})

/** A recurrence as Outlook keeps it ([MS-OXOCAL], 2.2.1.44): each Monday, one left out, one moved. */
const weekly = (() => {
  const day = (text: string) => (Date.parse(`${text}T00:00Z`) - Date.UTC(1601, 0, 1)) / 60_000
  const short = (...numbers: number[]) => Buffer.from(new Uint16Array(numbers).buffer)
  const long = (...numbers: number[]) => Buffer.from(new Uint32Array(numbers).buffer)
  const subject = Buffer.from('Anders', 'latin1')
  return new Uint8Array(
    Buffer.concat([
      short(0x3004, 0x3004, 0x200b, 1, 0),
      long(0, 1, 0, 1 << 1, 0x2021, 7, 1),
      long(2, day('2026-11-09'), day('2026-11-16')),
      long(1, day('2026-11-16')),
      long(day('2026-11-02'), day('2026-12-14')),
      long(0x3006, 0x3009, 540, 600),
      short(1),
      long(day('2026-11-16') + 840, day('2026-11-16') + 930, day('2026-11-16') + 540),
      short(1, subject.length + 1, subject.length),
      subject,
      long(0),
      // What newer versions add: nothing said, then for each exception its times and its subject once more.
      long(4, 0, 0),
      long(day('2026-11-16') + 840, day('2026-11-16') + 930, day('2026-11-16') + 540),
      short(subject.length),
      Buffer.from('Anders', 'utf16le'),
      long(0, 0),
    ]),
  )
})()
