import { emailKey } from '#kernel/email.ts'
import type { EventItem } from '#kernel/groupware/event-item.ts'
import type { MailItem } from '#kernel/groupware/mail-item.ts'
import type { PersonItem } from '#kernel/groupware/person-item.ts'
import type { TodoItem } from '#kernel/groupware/todo-item.ts'
import { wallOf } from '#kernel/wall.ts'
import { instantOf } from '#kernel/zone-clock.ts'
import type { Head, TakeoverArea } from './takeover.ts'

/** What a list shows of an item, what tells whose it is, and why it is not offered at all. */
export interface Listed {
  uid: string
  /** An instant, by which the list is sorted. */
  at: string
  head: Head
  skipped: 'private' | 'cancelled' | 'invitation' | null
  /** Those outside of the firm. */
  others: PersonItem[]
  /** Mails before this one, the nearest first. */
  before: string[]
  /** What somebody may have written a number of ours into; of a mail that is not read its subject. */
  words: string
}

export interface Reading {
  /** Whether an address is one of ours. */
  isOwn: (email: string) => boolean
  /** Private ones stay outside; else only their time is shown. */
  skipsPrivate: boolean
  /** What stands for the words of a private one. */
  privateTitle: string
}

/** The head of an item of any area. */
export function listedOf(area: TakeoverArea, item: unknown, reading: Reading): Listed {
  if (area === 'mail') return ofMail(item as MailItem, reading)
  return area === 'task' ? ofTask(item as TodoItem, reading) : ofEvent(item as EventItem, reading)
}

/** An event lies in these days, in part at least; a series always may. */
export function isWithin({ start, end, rrule }: EventItem, since: string, until: string): boolean {
  return rrule !== null || (end.slice(0, 10) >= since && start.slice(0, 10) <= until)
}

/** What is shown of an item as long as nobody has read it. */
export const NOTHING = {
  from: null,
  people: [],
  peopleCount: 0,
  size: null,
  hasAttachments: false,
  outgoing: false,
  internal: false,
  start: null,
  end: null,
  allDay: false,
  repeats: false,
  status: null,
} satisfies Partial<Head>

function ofMail(mail: MailItem, { isOwn }: Reading): Listed {
  const all = [...(mail.from ? [mail.from] : []), ...mail.to, ...mail.cc]
  const counterparts = mail.outgoing ? [...mail.to, ...mail.cc] : mail.from ? [mail.from] : []
  return {
    uid: mail.messageId,
    at: mail.sentAt,
    skipped: mail.invitation ? 'invitation' : null,
    others: strangers(counterparts, isOwn),
    words: mail.subject,
    before: [...(mail.inReplyTo === null ? [] : [mail.inReplyTo]), ...mail.references.toReversed()],
    head: {
      ...NOTHING,
      kind: 'mail',
      title: mail.subject.slice(0, 1000),
      from: mail.from,
      ...peopleOf([...mail.to, ...mail.cc]),
      size: mail.size,
      hasAttachments: mail.hasAttachments,
      outgoing: mail.outgoing,
      internal: all.length > 0 && all.every(({ email }) => isOwn(email)),
    },
  }
}

function ofTask(todo: TodoItem, { skipsPrivate }: Reading): Listed {
  const day = todo.dueDay ?? todo.startDay
  return {
    uid: todo.uid,
    at: day === null ? UNDATED : `${day}T00:00:00Z`,
    skipped: todo.private && skipsPrivate ? 'private' : null,
    others: [],
    before: [],
    words: `${todo.title}\n${todo.description}`,
    head: {
      ...NOTHING,
      kind: 'task',
      title: todo.title.slice(0, 1000),
      start: todo.dueDay && (todo.dueTime === null ? todo.dueDay : `${todo.dueDay}T${todo.dueTime}`),
      allDay: todo.dueTime === null,
      repeats: todo.rrule !== null,
      status: todo.status,
    },
  }
}

/** What has no day stands behind all that has one. */
const UNDATED = '1970-01-01T00:00:00Z'

/** Without attendees it is an appointment, whatever the calendar says of the time; with them a meeting. */
function ofEvent(event: EventItem, { isOwn, skipsPrivate, privateTitle }: Reading): Listed {
  const wall = wallOf(event.start)
  const shown = event.private
    ? { ...event, title: privateTitle, description: '', attendees: [], organizer: null }
    : event
  const { attendees, organizer } = shown
  const others = strangers([...attendees, ...(organizer ? [organizer] : [])], isOwn)
  return {
    uid: event.uid,
    at: Number.isNaN(wall) ? UNDATED : new Date(instantOf(wall, event.timeZone)).toISOString(),
    skipped: event.private && skipsPrivate ? 'private' : event.cancelled ? 'cancelled' : null,
    others,
    before: [],
    words: `${shown.title}\n${shown.description}`,
    head: {
      ...NOTHING,
      kind: attendees.length > 0 ? 'meeting' : 'appointment',
      title: shown.title.slice(0, 1000),
      from: organizer,
      ...peopleOf(attendees.map(({ name, email }) => ({ name, email }))),
      internal: attendees.length > 0 && others.length === 0,
      start: event.start,
      end: event.end,
      allDay: event.allDay,
      repeats: event.rrule !== null,
    },
  }
}

function peopleOf(people: PersonItem[]): Pick<Head, 'people' | 'peopleCount'> {
  return { people: people.slice(0, 20), peopleCount: people.length }
}

function strangers(people: readonly PersonItem[], isOwn: Reading['isOwn']): PersonItem[] {
  const byKey = new Map(people.map((one) => [emailKey(one.email), one]))
  return [...byKey.values()].filter(({ email }) => email.includes('@') && !isOwn(email))
}
