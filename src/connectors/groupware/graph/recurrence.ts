import type {
  DayOfWeek,
  PatternedRecurrence,
  RecurrencePattern,
  RecurrenceRange,
  WeekIndex,
} from '@microsoft/microsoft-graph-types'
import { dayNumber, dayOf, partsOf, weekdayOf } from '#kernel/day.ts'
import { windowsZoneOf } from '#kernel/groupware/zone/windows-zone.ts'
import { dayText, wallOf } from '#kernel/wall.ts'
import { instantOf, wallAt } from '#kernel/zone-clock.ts'
import { GroupwareError } from '../groupware-error.ts'

// Rules of RFC 5545 (3.3.10) and patterns of Graph. Outlook moves a 31st that a month does not have to the month's last
// day, RFC 5545 leaves it out: where that differs the rule says what Outlook does.

/** When a series begins: a wall clock, of whole days the day. */
export interface SeriesStart {
  start: string
  timeZone: string
}

/** A rule as Graph says it; `unsupported` where Graph cannot say it. */
export function recurrenceOf(rrule: string, { start, timeZone }: SeriesStart): PatternedRecurrence {
  const parts = new Map(
    rrule.split(';').map((part) => part.toUpperCase().split('=') as [string, string | undefined]),
  )
  const pattern = patternOf(parts, start.slice(0, 10))
  if (!pattern) throw new GroupwareError('unsupported', `Outlook has no such rule: ${rrule}`)
  return { pattern, range: rangeOf(parts, start, timeZone) }
}

/** Graph's pattern as a rule without DTSTART. */
export function rruleOf({ pattern, range }: PatternedRecurrence, series: SeriesStart): string | null {
  if (!pattern) return null
  const rule = ruleOf(pattern)
  if (!rule) return null
  const interval = pattern.interval ?? 1
  const ends =
    range?.type === 'numbered'
      ? [`COUNT=${range.numberOfOccurrences}`]
      : range?.type === 'endDate' && range.endDate
        ? [`UNTIL=${untilOf(range.endDate, series)}`]
        : []
  const [frequency = '', ...rest] = rule
  return [frequency, ...(interval > 1 ? [`INTERVAL=${interval}`] : []), ...rest, ...ends].join(';')
}

const DAYS = [
  ['MO', 'monday'],
  ['TU', 'tuesday'],
  ['WE', 'wednesday'],
  ['TH', 'thursday'],
  ['FR', 'friday'],
  ['SA', 'saturday'],
  ['SU', 'sunday'],
] as const
const INDEXES: Record<string, WeekIndex> = { 1: 'first', 2: 'second', 3: 'third', 4: 'fourth', '-1': 'last' }
const KNOWN = ['FREQ', 'INTERVAL', 'BYDAY', 'BYMONTHDAY', 'BYMONTH', 'BYSETPOS', 'WKST', 'COUNT', 'UNTIL']

type Parts = ReadonlyMap<string, string | undefined>

function patternOf(parts: Parts, day: string): RecurrencePattern | undefined {
  if ([...parts.keys()].some((name) => !KNOWN.includes(name))) return undefined
  const frequency = parts.get('FREQ')
  const interval = Number(parts.get('INTERVAL') ?? 1)
  const asked = (...names: string[]) => names.some((name) => parts.has(name))
  if (frequency === 'DAILY' && !asked('BYMONTHDAY', 'BYMONTH', 'BYSETPOS')) {
    if (!asked('BYDAY')) return { type: 'daily', interval }
    return interval === 1 ? weekly(parts, day, 1) : undefined
  }
  if (frequency === 'WEEKLY' && !asked('BYMONTHDAY', 'BYMONTH', 'BYSETPOS'))
    return weekly(parts, day, interval)
  if (frequency === 'MONTHLY' && !asked('BYMONTH')) return inMonth(parts, day, 'Monthly', { interval })
  if (frequency !== 'YEARLY') return undefined
  const month = Number(parts.get('BYMONTH') ?? partsOf(dayNumber(day)).month)
  if (!(month >= 1 && month <= 12)) return undefined
  // `BYDAY` of a year without a month counts in the whole year, which Outlook cannot say.
  if (asked('BYDAY') && !asked('BYMONTH')) return undefined
  return inMonth(parts, day, 'Yearly', { interval, month })
}

function weekly(parts: Parts, day: string, interval: number): RecurrencePattern | undefined {
  const own = DAYS[weekdayOf(dayNumber(day)) - 1]?.[0] ?? 'MO'
  const daysOfWeek = weekdays((parts.get('BYDAY') ?? own).split(','))
  const [firstDayOfWeek] = weekdays([parts.get('WKST') ?? 'MO']) ?? []
  if (!daysOfWeek || !firstDayOfWeek) return undefined
  return { type: 'weekly', interval, daysOfWeek, firstDayOfWeek }
}

function inMonth(
  parts: Parts,
  day: string,
  kind: 'Monthly' | 'Yearly',
  rest: RecurrencePattern,
): RecurrencePattern | undefined {
  const [byDay, monthDay, place] = [parts.get('BYDAY'), parts.get('BYMONTHDAY'), parts.get('BYSETPOS')]
  if (byDay === undefined) {
    const dayOfMonth = outlookDay(monthDay ?? String(partsOf(dayNumber(day)).dayOfMonth), place, rest.month)
    return dayOfMonth === undefined ? undefined : { type: `absolute${kind}`, dayOfMonth, ...rest }
  }
  if (monthDay !== undefined) return undefined
  const placed = /^([+-]?\d+)([A-Z]{2})$/.exec(byDay)
  if (placed && place !== undefined) return undefined
  const daysOfWeek = weekdays(placed ? [placed[2] ?? ''] : byDay.split(','))
  const index = INDEXES[Number(placed ? placed[1] : place)]
  return daysOfWeek && index ? { type: `relative${kind}`, daysOfWeek, index, ...rest } : undefined
}

/** The day of the month for Outlook, where it means the same there. */
function outlookDay(
  monthDay: string,
  place: string | undefined,
  month: number | undefined,
): number | undefined {
  if (monthDay === '-1') return place === undefined || place === '-1' ? 31 : undefined
  const days = monthDay.split(',').map(Number)
  if (days.length > 1) {
    const isLastOf = place === '-1' && days.every((one, at) => one === 28 + at) && days.length <= 3
    return isLastOf ? days.at(-1) : undefined
  }
  const [only = 0] = days
  const shortest = month === undefined ? 28 : (LENGTHS[month - 1] ?? 28)
  return Number.isInteger(only) && only >= 1 && only <= shortest ? only : undefined
}

/** Of each month in a year that is no leap year. */
const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function weekdays(names: readonly string[]): DayOfWeek[] | undefined {
  const found = names.map((name) => DAYS.find(([short]) => short === name)?.[1])
  return found.every((one) => one !== undefined) ? found : undefined
}

function rangeOf(parts: Parts, start: string, timeZone: string): RecurrenceRange {
  const begun = { startDate: start.slice(0, 10), recurrenceTimeZone: windowsZoneOf(timeZone) }
  const [count, until] = [parts.get('COUNT'), parts.get('UNTIL')]
  if (count !== undefined) return { type: 'numbered', numberOfOccurrences: Number(count), ...begun }
  if (until === undefined) return { type: 'noEnd', ...begun }
  return { type: 'endDate', endDate: lastDayOf(until, start, timeZone), ...begun }
}

/** The last day on which an occurrence may begin, up to `20270320` or `20270320T070000Z`. */
function lastDayOf(until: string, start: string, timeZone: string): string {
  const day = `${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}`
  if (until.length === 8 || start.length === 10) return day
  const clock = `${day}T${until.slice(9, 11)}:${until.slice(11, 13)}`
  const wall = until.endsWith('Z') ? wallAt(wallOf(clock), timeZone) : wallOf(clock)
  const last = dayText(wall)
  return wall < wallOf(`${last}T${start.slice(11, 16)}`) ? dayOf(dayNumber(last) - 1) : last
}

function untilOf(day: string, { start, timeZone }: SeriesStart): string {
  if (start.length === 10) return day.replaceAll('-', '')
  const instant = instantOf(wallOf(`${day}T${start.slice(11, 16)}`), timeZone)
  return `${new Date(instant).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`
}

function ruleOf(pattern: RecurrencePattern): string[] | undefined {
  const days = (pattern.daysOfWeek ?? []).map((day) => DAYS.find(([, long]) => long === day)?.[0] ?? '')
  const month = [`BYMONTH=${pattern.month}`]
  switch (pattern.type) {
    case 'daily':
      return ['FREQ=DAILY']
    case 'weekly':
      return ['FREQ=WEEKLY', `BYDAY=${days.join(',')}`, ...weekStart(pattern)]
    case 'absoluteMonthly':
      return ['FREQ=MONTHLY', ...dayRule(pattern.dayOfMonth ?? 1)]
    case 'absoluteYearly':
      return ['FREQ=YEARLY', ...month, ...dayRule(pattern.dayOfMonth ?? 1, pattern.month)]
    case 'relativeMonthly':
      return ['FREQ=MONTHLY', ...placeRule(days, pattern.index ?? 'first')]
    case 'relativeYearly':
      return ['FREQ=YEARLY', ...month, ...placeRule(days, pattern.index ?? 'first')]
    default:
      return undefined
  }
}

/** Only where it makes a difference, and only when it is not Monday. */
function weekStart({ interval, firstDayOfWeek, daysOfWeek }: RecurrencePattern): string[] {
  const short = DAYS.find(([, long]) => long === (firstDayOfWeek ?? 'sunday'))?.[0]
  return (interval ?? 1) > 1 && (daysOfWeek?.length ?? 0) > 1 && short !== 'MO' ? [`WKST=${short}`] : []
}

function dayRule(day: number, month?: number): string[] {
  if (day <= (month === undefined ? 28 : (LENGTHS[month - 1] ?? 28))) return [`BYMONTHDAY=${day}`]
  if (day === 31 || month !== undefined) return ['BYMONTHDAY=-1']
  const days = Array.from({ length: day - 27 }, (_, at) => 28 + at)
  return [`BYMONTHDAY=${days.join(',')}`, 'BYSETPOS=-1']
}

function placeRule(days: readonly string[], index: WeekIndex): string[] {
  const place = Object.entries(INDEXES).find(([, name]) => name === index)?.[0] ?? '1'
  if (days.length === 7 && index === 'last') return ['BYMONTHDAY=-1']
  if (days.length === 7) return [`BYMONTHDAY=${place}`]
  return days.length === 1 ? [`BYDAY=${place}${days[0]}`] : [`BYDAY=${days.join(',')}`, `BYSETPOS=${place}`]
}
