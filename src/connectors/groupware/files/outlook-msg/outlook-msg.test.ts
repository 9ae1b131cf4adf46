import { describe, expect, test } from 'vitest'
import { outlookMessage } from '../../../../../test/groupware/outlook-message.ts'
import { readFile } from '../read-file.ts'
import { SETS } from './open-msg.ts'

const reader = { zone: 'Europe/Berlin', language: 'de' as const }
const latin = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))

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
