import type { EventItem } from '#kernel/groupware/event-item.ts'
import { DAY, MINUTE, dayText, wallOf, wallText } from '#kernel/wall.ts'
import { instantOf, spanOf, wallAt } from '#kernel/zone-clock.ts'
import type { HeldEvent } from './held-event.ts'

/** What a program may change of a visit. */
export interface VisitFields {
  date: string
  startTime: string | null
  durationMinutes: number
  title: string
  description: string
  place: string
  reminderMinutes: number | null
}

/** What else an event says of a visit: whom it is for, and how to reach them. */
export interface VisitFacts {
  timeZone: string
  customer: string
  /** The address of the customer, where the visit has no place of its own. */
  address: string
  /** Lines below the description. */
  lines: string[]
}

/** Below it stands what Kontor adds to the description; what a program writes above is the visit's. */
const MARK = '— Kontor —'

/** A visit as an event. Without a time it is a day and nobody's time. */
export function visitAsEvent(visit: VisitFields, facts: VisitFacts): HeldEvent {
  const { date, startTime, durationMinutes, description } = visit
  const allDay = startTime === null
  const start = allDay ? date : `${date}T${startTime}`
  const end = allDay ? dayText(wallOf(date) + DAY) : endOf(start, durationMinutes, facts.timeZone)
  const below = facts.lines.length === 0 ? [] : [MARK, ...facts.lines]
  return {
    title: titleOf(visit.title, facts),
    description: [...(description === '' ? [] : [description, '']), ...below].join('\n').trimEnd(),
    place: visit.place || facts.address,
    category: null,
    allDay,
    start,
    end,
    timeZone: facts.timeZone,
    rrule: null,
    busy: allDay ? 'free' : 'busy',
    private: false,
    reminderMinutes: visit.reminderMinutes,
    exceptions: [],
  }
}

/** What a program changed of a visit, being shown one event and sending another. */
export function changedVisit(
  { shown, sent }: { shown: HeldEvent; sent: HeldEvent },
  visit: VisitFields,
  facts: VisitFacts,
): Partial<VisitFields> {
  const change: Partial<VisitFields> = {}
  if (sent.title !== shown.title) change.title = withoutCustomer(sent.title, facts)
  if (sent.description !== shown.description) change.description = aboveMark(sent.description)
  if (sent.place !== shown.place) change.place = sent.place
  if (sent.reminderMinutes !== shown.reminderMinutes) change.reminderMinutes = sent.reminderMinutes
  const isMoved = (['allDay', 'start', 'end', 'timeZone'] as const).some((name) => sent[name] !== shown[name])
  return { ...change, ...(isMoved ? movedTo(sent, visit, facts.timeZone) : {}) }
}

function movedTo(
  { allDay, start, end, timeZone }: HeldEvent,
  visit: VisitFields,
  zone: string,
): Pick<VisitFields, 'date' | 'startTime' | 'durationMinutes'> {
  if (allDay) return { date: start, startTime: null, durationMinutes: visit.durationMinutes }
  const { startsAt, endsAt } = spanOf(wallOf(start), wallOf(end), timeZone)
  const wall = wallText(wallAt(startsAt, zone))
  const minutes = Math.round((endsAt - startsAt) / MINUTE)
  return {
    date: wall.slice(0, 10),
    startTime: wall.slice(11),
    durationMinutes: Math.min(Math.max(1, minutes), 1440),
  }
}

/** How long it lasts is said in minutes, in a night of DST too. */
function endOf(start: string, minutes: number, zone: string): string {
  return wallText(wallAt(instantOf(wallOf(start), zone) + minutes * MINUTE, zone))
}

function titleOf(title: string, { customer }: VisitFacts): string {
  return (title.includes(customer) ? title : `${title} – ${customer}`).slice(0, 255)
}

function withoutCustomer(title: string, { customer }: VisitFacts): string {
  const end = ` – ${customer}`
  return (title.endsWith(end) ? title.slice(0, -end.length) : title) || customer
}

function aboveMark(text: string): string {
  const at = text.split('\n').findIndex((line) => line.trim() === MARK)
  return (at < 0 ? text : text.split('\n').slice(0, at).join('\n')).trimEnd()
}

/** Whether an event can be a visit: it takes place once. */
export function canBeVisit({ rrule }: EventItem): boolean {
  return rrule === null
}
