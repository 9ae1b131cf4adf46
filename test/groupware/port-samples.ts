import type { CardItem } from '#kernel/groupware/card-item.ts'
import type { EventItem } from '#kernel/groupware/event-item.ts'
import type { TodoItem } from '#kernel/groupware/todo-item.ts'

// Items as Kontor makes them, for the tests of everything that speaks to a groupware.

/** A meeting of an hour, made by Kontor, that nobody is invited to. */
export function anEvent(uid: string, changes: Partial<EventItem> = {}): EventItem {
  return {
    uid,
    title: 'Besuch bei Müller & Söhne',
    description: 'Angebot besprechen\n\nzweite Zeile',
    place: 'Hauptstraße 5, 70173 Stuttgart',
    categories: ['Besuch'],
    allDay: false,
    start: '2027-03-10T08:00',
    end: '2027-03-10T09:30',
    timeZone: 'Europe/Berlin',
    rrule: null,
    exceptions: [],
    busy: 'busy',
    private: false,
    reminderMinutes: 15,
    cancelled: false,
    organizer: null,
    attendees: [],
    own: true,
    response: null,
    kontorId: null,
    ...changes,
  }
}

/** A task that is due on a day. */
export function aTodo(uid: string, changes: Partial<TodoItem> = {}): TodoItem {
  return {
    uid,
    title: 'Muster zusenden',
    description: 'Größe L\nFarbe blau',
    categories: ['Vertrieb'],
    dueDay: '2027-03-12',
    dueTime: null,
    timeZone: 'Europe/Berlin',
    startDay: null,
    status: 'open',
    priority: 'high',
    reminderMinutes: null,
    rrule: null,
    private: false,
    kontorId: null,
    ...changes,
  }
}

/** A contact person with everything a card can say. */
export function aCard(uid: string, changes: Partial<CardItem> = {}): CardItem {
  return {
    uid,
    title: 'Dr.',
    firstName: 'Änne',
    middleName: 'Maria',
    lastName: 'Grünwald-Weiß',
    suffix: 'MBA',
    displayName: 'Dr. Änne Maria Grünwald-Weiß MBA',
    company: 'Müller & Söhne GmbH',
    department: 'Einkauf',
    position: 'Leiterin; Strategie, Planung',
    emails: [{ category: 'work', value: 'aenne@mueller.example' }],
    phones: [
      { category: 'work', value: '+49 711 123456' },
      { category: 'mobile', value: '+49 170 1234567' },
    ],
    websites: ['https://mueller.example/'],
    addresses: [
      {
        category: 'work',
        street: 'Hauptstraße 5',
        postalCode: '70173',
        city: 'Stuttgart',
        state: 'BW',
        country: 'DE',
      },
    ],
    birthday: '1975-12-24',
    note: '',
    categories: ['Kundin'],
    photo: null,
    kontorId: null,
    ...changes,
  }
}

/** A whole mail (RFC 5322) with this Message-ID, without angle brackets. */
export function aMail(
  messageId: string,
  { subject = 'Anfrage', date = '2027-03-01T09:00:00Z' } = {},
): Buffer {
  return Buffer.from(
    [
      'From: Anna Kundin <anna@mueller.example>',
      'To: Test <test@kontor.example>',
      `Subject: ${subject}`,
      `Message-ID: <${messageId}>`,
      `Date: ${new Date(date).toUTCString().replace('GMT', '+0000')}`,
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=us-ascii',
      '',
      'Guten Tag, bitte um ein Angebot.',
      '',
    ].join('\r\n'),
  )
}
