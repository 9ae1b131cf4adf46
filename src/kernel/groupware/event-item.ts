import type { PersonItem } from './person-item.ts'

/**
 * An event as every calendar can say it, whatever its format. Times are wall clocks (`2026-11-21T08:00`) in a zone of
 * the IANA list, so that a series keeps its time through DST; of whole days they are days, the end the day after the last.
 */
export interface EventItem {
  /** The iCalendar UID: the same in every mailbox (RFC 5545, 3.8.4.7; Graph: `iCalUId`). */
  uid: string
  title: string
  /** Plain text. */
  description: string
  place: string
  categories: string[]
  allDay: boolean
  start: string
  end: string
  timeZone: string
  /** A rule without DTSTART (RFC 5545, 3.3.10); UNTIL in UTC when the event has a time. */
  rrule: string | null
  /** Occurrences that are not as the rule says, by their original start, in that order. */
  exceptions: EventException[]
  busy: 'busy' | 'free' | 'tentative' | 'away'
  private: boolean
  reminderMinutes: number | null
  cancelled: boolean
  organizer: PersonItem | null
  /** Without the organizer, rooms and resources. Never written unless somebody asked for invitations. */
  attendees: Attendee[]
  /** The account's own user is the organizer, or there is none: only then it may be changed. */
  own: boolean
  /** The account's own answer to an invitation. */
  response: AttendeeResponse | null
  /** The id of our record that Kontor wrote into it; null: it began outside. */
  kontorId: string | null
}

export type AttendeeResponse = 'open' | 'accepted' | 'declined' | 'tentative'

export interface Attendee extends PersonItem {
  response: AttendeeResponse
}

export interface EventException {
  /** Wall clock start by the rule, in the series' zone; of whole days the day. */
  original: string
  /** Left out; `changes` is empty then. */
  cancelled: boolean
  /** What differs from the series. */
  changes: Partial<Pick<EventItem, (typeof OCCURRENCE_FIELDS)[number]>>
}

/** What one occurrence of a series may have of its own. */
export const OCCURRENCE_FIELDS = [
  'title',
  'description',
  'place',
  'categories',
  'allDay',
  'start',
  'end',
  'busy',
  'private',
  'reminderMinutes',
] as const

/** What is kept in step with an appointment; the rest only informs. */
export const EVENT_FIELDS = [...OCCURRENCE_FIELDS, 'timeZone', 'rrule', 'exceptions', 'cancelled'] as const

/** What the refreshing of times alone writes (start, end, whole days; nothing else). */
export const EVENT_TIME_FIELDS = ['allDay', 'start', 'end', 'timeZone', 'rrule', 'exceptions'] as const
