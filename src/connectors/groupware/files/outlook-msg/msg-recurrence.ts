import type { AppointmentRecur } from '@kenjiuno/msgreader'
import type { EventException, EventItem } from '#kernel/groupware/event-item.ts'
import { ruleText } from '#kernel/groupware/ical/rule-text.ts'
import { itemTime } from '#kernel/groupware/ical/times.ts'
import { DAY, MINUTE } from '#kernel/wall.ts'
import { instantOf, isoInstant } from '#kernel/zone-clock.ts'

type Times = Pick<EventItem, 'allDay' | 'start' | 'end' | 'timeZone'>
type Told = AppointmentRecur['recurrencePattern']
/** Its choices as the numbers that stand there. */
interface Pattern extends Omit<Told, 'recurFrequency' | 'patternType' | 'endType'> {
  recurFrequency: number
  patternType: number
  endType: number
}

const DAILY = 0x20_0a
const [WEEK, MONTH, MONTH_NTH, MONTH_END] = [1, 2, 3, 4]
const [UNTIL_DAY, COUNTED] = [0x20_21, 0x20_22]

/** The rule of a series and what is another in it ([MS-OXOCAL], 2.2.1.44). */
export function recurrenceOf(
  recur: AppointmentRecur | undefined,
  times: Times,
): Pick<EventItem, 'rrule' | 'exceptions'> {
  const rule = recur && ruleOf(recur.recurrencePattern, recur.startTimeOffset, times)
  if (!recur || rule === undefined) return { rrule: null, exceptions: [] }
  return { rrule: ruleText(rule, { ...times, zone: times.timeZone }), exceptions: exceptionsOf(recur, times) }
}

/** Times are minutes since 1601 by the clock of the zone. */
const wallOf = (minutes: number) => Date.UTC(1601, 0, 1) + minutes * MINUTE

const FREQUENCIES: Record<number, string> = {
  0x200a: 'DAILY',
  0x200b: 'WEEKLY',
  0x200c: 'MONTHLY',
  0x200d: 'YEARLY',
}
const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA']

function ruleOf(
  pattern: Pattern,
  startTimeOffset: number,
  { allDay, timeZone, start }: Times,
): string | undefined {
  const frequency = FREQUENCIES[pattern.recurFrequency]
  const weekly = pattern.patternType === WEEK
  if (frequency === undefined) return undefined
  const parts = [`FREQ=${weekly ? 'WEEKLY' : frequency}`]
  const step = stepOf(pattern, weekly ? 'WEEKLY' : frequency)
  if (step > 1) parts.push(`INTERVAL=${step}`)
  if (frequency === 'YEARLY' && !weekly) parts.push(`BYMONTH=${Number(start.slice(5, 7))}`)
  parts.push(...daysOf(pattern))
  if (pattern.endType === COUNTED) parts.push(`COUNT=${pattern.occurrenceCount}`)
  if (pattern.endType === UNTIL_DAY) {
    const last = wallOf(pattern.endDate)
    const until = allDay
      ? itemTime(last, true)
      : isoInstant(instantOf(last + startTimeOffset * MINUTE, timeZone))
    parts.push(`UNTIL=${until.replaceAll(/[-:]/g, '')}`)
  }
  // Only what counts weeks in steps minds on which day they begin.
  if (weekly && step > 1 && pattern.firstDOW !== 1) parts.push(`WKST=${WEEKDAYS[pattern.firstDOW] ?? 'MO'}`)
  return parts.join(';')
}

/** Days are told in minutes, years in months. "Every working day" is told as every day with the days of a week. */
function stepOf({ period, recurFrequency }: Pattern, frequency: string): number {
  if (frequency === 'DAILY') return Math.max(1, Math.round(period / 1440))
  if (frequency === 'YEARLY') return Math.max(1, Math.round(period / 12))
  return recurFrequency === DAILY ? 1 : Math.max(1, period)
}

function daysOf({ patternType, patternTypeWeek, patternTypeMonth, patternTypeMonthNth }: Pattern): string[] {
  const names = (bits: number) => WEEKDAYS.filter((_, at) => (bits & (1 << at)) !== 0)
  if (patternType === WEEK && patternTypeWeek)
    return [`BYDAY=${names(patternTypeWeek.dayOfWeekBits).join(',')}`]
  if (patternType === MONTH_END) return ['BYMONTHDAY=-1']
  if (patternType === MONTH && patternTypeMonth) {
    const { day } = patternTypeMonth
    if (day <= 28) return [`BYMONTHDAY=${day}`]
    // In shorter months Outlook takes the last day.
    return [`BYMONTHDAY=${Array.from({ length: day - 27 }, (_, at) => 28 + at).join(',')}`, 'BYSETPOS=-1']
  }
  if (patternType === MONTH_NTH && patternTypeMonthNth) {
    const days = names(patternTypeMonthNth.dayOfWeekBits)
    const nth = patternTypeMonthNth.n === 5 ? -1 : patternTypeMonthNth.n
    return days.length === 1 ? [`BYDAY=${nth}${days[0]}`] : [`BYDAY=${days.join(',')}`, `BYSETPOS=${nth}`]
  }
  return []
}

/** Days that are gone, and occurrences with something of their own, which stand among the former too. */
function exceptionsOf(
  { recurrencePattern: { deletedInstanceDates }, startTimeOffset, exceptionInfo }: AppointmentRecur,
  { allDay, start, end }: Times,
): EventException[] {
  const lasts =
    Date.parse(`${end}${allDay ? 'T00:00' : ''}Z`) - Date.parse(`${start}${allDay ? 'T00:00' : ''}Z`)
  const changed = exceptionInfo.map((one): EventException => {
    const original = itemTime(wallOf(one.originalStartTime), allDay)
    const [from, to] = [wallOf(one.startDateTime), wallOf(one.endDateTime)]
    const changes: EventException['changes'] = {}
    const regularEnd = wallOf(one.originalStartTime) + lasts
    if (itemTime(from, allDay) !== original) changes.start = itemTime(from, allDay)
    const told = allDay ? Math.ceil(to / DAY) * DAY : to
    if (itemTime(told, allDay) !== itemTime(regularEnd, allDay)) changes.end = itemTime(told, allDay)
    if (one.subject !== undefined) changes.title = one.subject
    if (one.location !== undefined) changes.place = one.location
    if (one.busyStatus !== undefined) changes.busy = BUSY[one.busyStatus] ?? 'busy'
    if (one.reminderSet === 0) changes.reminderMinutes = null
    else if (one.reminderDelta !== undefined) changes.reminderMinutes = one.reminderDelta
    return { original, cancelled: false, changes }
  })
  const own = new Set(changed.map(({ original }) => original.slice(0, 10)))
  const gone = deletedInstanceDates
    .map((minutes) => itemTime(wallOf(minutes + (allDay ? 0 : startTimeOffset)), allDay))
    .filter((original) => !own.has(original.slice(0, 10)))
    .map((original): EventException => ({ original, cancelled: true, changes: {} }))
  return [...gone, ...changed].sort((a, b) => (a.original < b.original ? -1 : 1))
}

const BUSY: Record<number, EventItem['busy']> = { 0: 'free', 1: 'tentative', 2: 'busy', 3: 'away', 4: 'busy' }
