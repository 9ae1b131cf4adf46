import { wallOf } from '#kernel/wall.ts'
import type { Wall } from '#kernel/wall.ts'
import { startsBetween } from './expand-rule.ts'
import { isoInstant, spanOf, wallAt } from '#kernel/zone-clock.ts'
import type { AppointmentRow } from './appointment-row.ts'

/** What one occurrence may have of its own. */
export interface OccurrenceChanges {
  starts?: string
  ends?: string
  allDay?: boolean
  title?: string
  description?: string
  category?: string | null
  place?: string
  busy?: AppointmentRow['busy']
  private?: boolean
  reminderMinutes?: number | null
}

/** An occurrence of a series that is not as the rule says. */
export interface ExceptionRow {
  appointmentId: string
  original: string
  cancelled: boolean
  changes: OccurrenceChanges
  startsAt: string | null
  endsAt: string | null
}

/** One time an appointment takes place. */
export interface Occurrence {
  /** Its start by the rule; null of what takes place once. */
  original: Wall | null
  start: Wall
  end: Wall
  startsAt: string
  endsAt: string
  allDay?: boolean | undefined
  busy?: AppointmentRow['busy'] | undefined
  changes?: OccurrenceChanges
}

/** From the first instant (milliseconds) to the last, which does not count. */
export interface Window {
  from: number
  to: number
}

type Repeated = Pick<
  AppointmentRow,
  'allDay' | 'starts' | 'ends' | 'startsAt' | 'endsAt' | 'timeZone' | 'rrule'
>

/** When an appointment takes place inside of the window, in order. */
export function occurrencesOf(
  row: Repeated,
  exceptions: readonly ExceptionRow[],
  window: Window,
): Occurrence[] {
  if (row.rrule === null) return isInside(once(row), window) ? [once(row)] : []
  const starts = wallOf(row.starts)
  const lasts = wallOf(row.ends) - starts
  const own = new Map(exceptions.map((one) => [one.original, one]))
  const series = { rrule: row.rrule, starts, zone: row.timeZone }
  // A day more on both sides: the rule counts in wall clocks, the window in instants.
  const from = wallAt(window.from, row.timeZone) - lasts - 86_400_000
  const to = wallAt(window.to, row.timeZone) + 86_400_000
  const regular = startsBetween(series, from, to)
    .filter((start) => !own.has(new Date(start).toISOString().slice(0, 16)))
    .map((start) => at(row, start, start + lasts, start))
  const changed = exceptions.filter((one) => !one.cancelled).map((one) => exceptional(row, one))
  return [...regular, ...changed]
    .filter((one) => isInside(one, window))
    .sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1))
}

/** One occurrence of a series by its start by the rule, changed or not; undefined when there is none (any more). */
export function occurrenceAt(
  row: Repeated,
  exceptions: readonly ExceptionRow[],
  original: Wall,
): Occurrence | undefined {
  if (row.rrule === null) return undefined
  const own = exceptions.find((one) => wallOf(one.original) === original)
  if (own) return own.cancelled ? undefined : exceptional(row, own)
  const starts = wallOf(row.starts)
  const series = { rrule: row.rrule, starts, zone: row.timeZone }
  if (startsBetween(series, original, original + 1).length === 0) return undefined
  return at(row, original, original + wallOf(row.ends) - starts, original)
}

function once(row: Repeated): Occurrence {
  const { startsAt, endsAt } = row
  return { original: null, start: wallOf(row.starts), end: wallOf(row.ends), startsAt, endsAt }
}

function at(row: Repeated, start: Wall, end: Wall, original: Wall): Occurrence {
  const { startsAt, endsAt } = spanOf(start, end, row.timeZone)
  return { original, start, end, startsAt: isoInstant(startsAt), endsAt: isoInstant(endsAt) }
}

function exceptional(row: Repeated, { original, changes }: ExceptionRow): Occurrence {
  const wall = wallOf(original)
  const start = changes.starts === undefined ? wall : wallOf(changes.starts)
  const end =
    changes.ends === undefined ? start + wallOf(row.ends) - wallOf(row.starts) : wallOf(changes.ends)
  return { ...at(row, start, end, wall), allDay: changes.allDay, busy: changes.busy, changes }
}

function isInside({ startsAt, endsAt }: Occurrence, { from, to }: Window): boolean {
  const start = Date.parse(startsAt)
  return start < to && (Date.parse(endsAt) > from || start >= from)
}
