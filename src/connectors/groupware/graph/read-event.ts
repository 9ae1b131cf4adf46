import type { Attendee as GraphAttendee, Event, Recipient } from '@microsoft/microsoft-graph-types'
import { OCCURRENCE_FIELDS } from '#kernel/groupware/event-item.ts'
import type { Attendee, EventException, EventItem } from '#kernel/groupware/event-item.ts'
import type { PersonItem } from '#kernel/groupware/person-item.ts'
import { wallOf, written } from '#kernel/wall.ts'
import { bodyText } from './graph-entity.ts'
import type { Sent } from './graph-entity.ts'
import { dayIn, originalOf, wallIn, zoneOf } from './graph-time.ts'
import type { Marks } from './kontor-marks.ts'
import { withoutMeetingWords } from './online-words.ts'
import { recurrenceOf, rruleOf } from './recurrence.ts'
import { windowsZoneOf } from '#kernel/groupware/zone/windows-zone.ts'

/** What Graph has no field for, or would give back in other words. */
export interface EventKept {
  /** The IANA zone: Windows has one for all of middle Europe. */
  zone: string
  rrule: string | null
  /** Graph's own mark can only be set by mailing everybody. */
  cancelled: boolean
}

/** An event as Graph has it: of a series the master, with what its exceptions are. */
export interface GraphEvent {
  event: Sent<Event>
  marks: Marks<EventKept>
  /** Ids of Graph's that end with the day. */
  cancelled: readonly string[]
  exceptions: readonly Sent<Event>[]
}

/** An event of Graph's as an item; `zone` is the account's own. */
export function readEvent({ event, marks, cancelled, exceptions }: GraphEvent, zone: string): EventItem {
  const stated = zoneOf(event.originalStartTimeZone, zone)
  const { zone: kept } = marks.kept
  // Ours, as long as the event still stands in the zone that Windows has for it.
  const timeZone = kept && windowsZoneOf(kept) === windowsZoneOf(stated) ? kept : stated
  const single = readOccurrence(event, timeZone)
  const series = { start: single.start, timeZone }
  const people = event.attendees ?? []
  const own = event.isOrganizer !== false
  const item: EventItem = {
    uid: event.iCalUId ?? event.id,
    ...single,
    timeZone,
    rrule: event.recurrence ? ruleIn(event.recurrence, marks.kept.rrule, series) : null,
    exceptions: [],
    cancelled: event.isCancelled === true || marks.kept.cancelled === true,
    organizer: own && people.length === 0 ? null : personOf(event.organizer),
    attendees: people.flatMap((one) => attendeeOf(one, event.organizer)),
    own,
    response: own ? null : responseOf(event.responseStatus?.response),
    kontorId: marks.kontorId,
  }
  if (item.rrule !== null) item.exceptions = exceptionsOf(item, cancelled, exceptions)
  return item
}

type Occurrence = Pick<EventItem, (typeof OCCURRENCE_FIELDS)[number]>

function readOccurrence(event: Event, timeZone: string): Occurrence {
  const allDay = event.isAllDay === true
  const clock = allDay ? dayIn : wallIn
  const text = bodyText(event.body)
  return {
    title: event.subject ?? '',
    description: event.isOnlineMeeting ? withoutMeetingWords(text) : text,
    place: event.location?.displayName ?? '',
    categories: event.categories ?? [],
    allDay,
    start: clock(event.start, timeZone),
    end: clock(event.end, timeZone),
    busy: BUSY[event.showAs ?? 'busy'] ?? 'busy',
    private: (event.sensitivity ?? 'normal') !== 'normal',
    reminderMinutes: event.isReminderOn ? (event.reminderMinutesBeforeStart ?? 0) : null,
  }
}

const BUSY: Record<string, EventItem['busy']> = { free: 'free', tentative: 'tentative', oof: 'away' }

/** Our own words for it where they still mean the same. */
function ruleIn(
  recurrence: NonNullable<Event['recurrence']>,
  kept: string | null | undefined,
  series: { start: string; timeZone: string },
): string | null {
  const rule = rruleOf(recurrence, series)
  if (!kept) return rule
  try {
    return rruleOf(recurrenceOf(kept, series), series) === rule ? kept : rule
  } catch {
    return rule
  }
}

function exceptionsOf(
  item: EventItem,
  cancelled: readonly string[],
  changed: readonly Sent<Event>[],
): EventException[] {
  const clock = item.start.slice(10)
  const left = cancelled.flatMap((id) => {
    const day = /(\d{4}-\d\d-\d\d)$/.exec(id)?.[1]
    return day ? [{ original: day + clock, cancelled: true, changes: {} }] : []
  })
  const other = changed.flatMap((one) => {
    const { originalStart } = one
    const original = originalStart ? originalOf(originalStart, item.timeZone, item.allDay) : undefined
    const changes = original && differing(readOccurrence(one, item.timeZone), item, original)
    return original && changes && Object.keys(changes).length > 0
      ? [{ original, cancelled: false, changes }]
      : []
  })
  return [...left, ...other].sort((a, b) => (a.original < b.original ? -1 : 1))
}

/** What an occurrence has else than the rule says. */
function differing(one: Occurrence, item: EventItem, original: string): EventException['changes'] {
  const usual = { ...item, ...usualTimes(item, original) }
  const fields = OCCURRENCE_FIELDS.filter(
    (field) => JSON.stringify(one[field]) !== JSON.stringify(usual[field]),
  )
  return Object.fromEntries(fields.map((field) => [field, one[field]]))
}

/** When an occurrence begins and ends by the rule. */
export function usualTimes(
  { start, end, allDay }: Pick<EventItem, 'start' | 'end' | 'allDay'>,
  original: string,
): { start: string; end: string } {
  return { start: original, end: written(wallOf(original) + wallOf(end) - wallOf(start), allDay) }
}

function personOf(recipient: Recipient | null | undefined): PersonItem | null {
  const { address, name } = recipient?.emailAddress ?? {}
  return address ? { name: name ?? '', email: address.toLowerCase() } : null
}

function attendeeOf(attendee: GraphAttendee, organizer: Event['organizer']): Attendee[] {
  const person = personOf(attendee)
  if (!person || attendee.type === 'resource' || person.email === personOf(organizer)?.email) return []
  return [{ ...person, response: responseOf(attendee.status?.response) }]
}

function responseOf(response: string | null | undefined): Attendee['response'] {
  if (response === 'accepted' || response === 'declined') return response
  return response === 'tentativelyAccepted' ? 'tentative' : 'open'
}
