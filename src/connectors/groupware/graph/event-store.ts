import type { Event, ItemBody } from '@microsoft/microsoft-graph-types'
import type { EventItem } from '#kernel/groupware/event-item.ts'
import { GroupwareError } from '../groupware-error.ts'
import type { Changes, ItemStore, Remote } from '../groupware.ts'
import { firstRound, nextRound, roundOf, roundToken } from './delta-round.ts'
import { eventRounds, foundEvent } from './event-round.ts'
import type { InCalendar } from './event-round.ts'
import { each, etagOf, present, query, quoted } from './graph-entity.ts'
import type { Sent } from './graph-entity.ts'
import type { GraphCall } from './graph-call.ts'
import { markedWith } from './kontor-marks.ts'
import { withMeetingWords } from './online-words.ts'
import { readEvent } from './read-event.ts'
import { AS_TEXT, wholeEvent } from './whole-event.ts'
import { eventBody, eventMarks, newEvent } from './write-event.ts'
import { guestWriter } from './write-guests.ts'
import { settle } from './settle-exceptions.ts'
import { isOneBack, movedExceptions } from './write-exceptions.ts'

/** What the account may change of an event that somebody else invited to. */
const ONES_OWN: readonly (keyof EventItem)[] = [
  'categories',
  'kontorId',
  'reminderMinutes',
  'busy',
  'private',
]

/** The events of one calendar: single ones, and series as their master with what its exceptions are. */
export function eventStore(call: GraphCall, calendarId: string, zone: string): ItemStore<EventItem> {
  const path = `/calendars/${encodeURIComponent(calendarId)}`
  const calendar: InCalendar = { call, path, zone }
  const readPage = eventRounds(calendar)
  return {
    async changes(token, { limit, window = usualDays(), signal }): Promise<Changes<EventItem>> {
      const round = token === null ? firstRound(firstLink(path, window), window) : roundOf(token, window)
      const prefer = [AS_TEXT, `odata.maxpagesize=${limit}`]
      const answer = await call.page<Sent<Event>>(round.link, { prefer, signal })
      const next = nextRound(round, answer)
      const { changed, removed } = await readPage(round, next, answer.value)
      return { changed, removed, token: roundToken(next), more: next.paging, whole: round.whole }
    },
    async get(ids) {
      return (await each(ids, (id) => foundEvent(calendar, id))).filter((one) => one !== undefined)
    },
    find: (uid) => findEvent(calendar, uid),
    create: (item) => createEvent(calendar, item),
    change: (remote, item, fields) => changeEvent(calendar, remote, item, fields),
    ...guestWriter(calendar),
    remove: ({ id, etag }) => call.remove(`/events/${encodeURIComponent(id)}`, etag),
  }
}

/** By the UID that Graph gave it, or the one it was made with. */
async function findEvent(calendar: InCalendar, uid: string): Promise<Remote<EventItem> | undefined> {
  for (const filter of [`iCalUId eq ${quoted(uid)}`, markedWith(uid)]) {
    const options = query({ $filter: filter, $select: 'id', $top: '1' })
    const first = await calendar.call.first<Sent<Event>>(`${calendar.path}/events?${options}`)
    if (first) return foundEvent(calendar, first.id)
  }
  return undefined
}

async function createEvent(calendar: InCalendar, item: EventItem): Promise<Remote<EventItem>> {
  const there = await findEvent(calendar, item.uid)
  const isWhole = there && (item.exceptions.length === 0 || there.item.exceptions.length > 0)
  if (isWhole) return there
  const { call, path } = calendar
  const id = there?.id ?? (await call.post<Sent<Event>>(`${path}/events`, newEvent(item))).id
  if (item.exceptions.length > 0) await settle(calendar, id, item.exceptions)
  return present(await foundEvent(calendar, id), id)
}

async function changeEvent(
  calendar: InCalendar,
  { id, etag }: { id: string; etag: string },
  item: EventItem,
  fields: readonly (keyof EventItem)[],
): Promise<Remote<EventItem>> {
  const { call, path, zone } = calendar
  const now = present(await wholeEvent(call, path, id), id)
  if (etagOf(now.event) !== etag) throw new GroupwareError('stale', `event ${id}`)
  const old = readEvent(now, zone)
  if (!old.own && fields.some((field) => !ONES_OWN.includes(field))) {
    throw new GroupwareError('forbidden', 'only the organizer changes an event')
  }
  const isAsked = item.rrule !== null && fields.includes('exceptions')
  const isBack = isAsked && isOneBack(old.exceptions, item.exceptions)
  const body = eventBody(item, isBack ? [...fields, 'rrule'] : fields)
  if (body.body && now.event.isOnlineMeeting) body.body = await joinedBody(calendar, id, item.description)
  const marks = eventMarks(item, fields, now.marks)
  if (marks) body.singleValueExtendedProperties = marks
  if (Object.keys(body).length > 0) await call.patch(`/events/${encodeURIComponent(id)}`, etag, body)
  // With its rule a series may lose what it was otherwise on single days.
  if (isAsked) await settle(calendar, id, item.exceptions)
  else if (body.recurrence) await settle(calendar, id, movedExceptions(old.exceptions, item.start))
  return present(await foundEvent(calendar, id), id)
}

async function joinedBody({ call, path }: InCalendar, id: string, text: string): Promise<ItemBody> {
  const options = query({ $select: 'id,body' })
  const { body } = await call.get<Sent<Event>>(`${path}/events/${encodeURIComponent(id)}?${options}`)
  return { contentType: 'html', content: withMeetingWords(text, body?.content ?? '') }
}

function firstLink(path: string, { from, to }: { from: string; to: string }): string {
  const days = { startDateTime: `${from}T00:00:00Z`, endDateTime: `${to}T00:00:00Z` }
  return `${path}/calendarView/delta?${query(days)}`
}

/** Three months back, two years ahead. */
function usualDays(): { from: string; to: string } {
  const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10)
  return { from: day(-92), to: day(731) }
}
