import { dayNumber, partsOf, weekdayOf } from '#kernel/day.ts'

export const FREQUENCIES = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const
export type Frequency = (typeof FREQUENCIES)[number]
export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const

/** A rule as the form knows it. */
export interface Repeat {
  frequency: Frequency
  interval: number
  /** ISO weekdays, of weeks. */
  weekdays: number[]
  /** `2` is the second weekday of the month, `-1` the last; null: the day of the month. */
  place: number | null
  count: number | null
  /** The last day. */
  until: string | null
}

/** What repeats in the plainest way, from this day on. */
export function plainRepeat(frequency: Frequency, day: string): Repeat {
  const weekdays = frequency === 'WEEKLY' ? [weekdayOf(dayNumber(day))] : []
  return { frequency, interval: 1, weekdays, place: null, count: null, until: null }
}

/** Every day from Monday to Friday. */
export function everyWorkday(): Repeat {
  return {
    frequency: 'WEEKLY',
    interval: 1,
    weekdays: [1, 2, 3, 4, 5],
    place: null,
    count: null,
    until: null,
  }
}

/** The rule as RFC 5545 writes it. */
export function ruleOf(repeat: Repeat, day: string): string {
  const { frequency, interval, weekdays, place, count, until } = repeat
  const byDay =
    frequency === 'WEEKLY' && weekdays.length > 0
      ? weekdays.map((weekday) => WEEKDAYS[weekday - 1]).join(',')
      : frequency === 'MONTHLY' && place !== null
        ? `${place}${WEEKDAYS[weekdayOf(dayNumber(day)) - 1]}`
        : ''
  return [
    `FREQ=${frequency}`,
    ...(interval > 1 ? [`INTERVAL=${interval}`] : []),
    ...(byDay ? [`BYDAY=${byDay}`] : []),
    ...(count ? [`COUNT=${count}`] : []),
    ...(until && !count ? [`UNTIL=${until.replaceAll('-', '')}T235959Z`] : []),
  ].join(';')
}

/** What the form can say of a rule; undefined when the rule says more than that. */
export function repeatOf(rule: string): Repeat | undefined {
  const parts = new Map(rule.split(';').map((part) => part.split('=') as [string, string]))
  const known = ['FREQ', 'INTERVAL', 'BYDAY', 'COUNT', 'UNTIL', 'WKST']
  const frequency = FREQUENCIES.find((one) => one === parts.get('FREQ'))
  if (!frequency || [...parts.keys()].some((part) => !known.includes(part))) return undefined
  const days = (parts.get('BYDAY') ?? '').split(',').filter(Boolean)
  const weekdays = days.map((day) => WEEKDAYS.findIndex((one) => one === day) + 1)
  const placed = /^(-?\d)([A-Z]{2})$/.exec(days[0] ?? '')
  const isMonthly = frequency === 'MONTHLY' && days.length === 1 && placed !== null
  if (days.length > 0 && !isMonthly && (frequency !== 'WEEKLY' || weekdays.includes(0))) return undefined
  const until = /^(\d{4})(\d\d)(\d\d)/.exec(parts.get('UNTIL') ?? '')
  return {
    frequency,
    interval: Number(parts.get('INTERVAL') ?? 1),
    weekdays: isMonthly ? [] : weekdays,
    place: isMonthly ? Number(placed[1]) : null,
    count: parts.has('COUNT') ? Number(parts.get('COUNT')) : null,
    until: until ? `${until[1]}-${until[2]}-${until[3]}` : null,
  }
}

/** Which one of its weekday a day is in its month, from 1. */
export function placeInMonth(day: string): number {
  return Math.ceil(partsOf(dayNumber(day)).dayOfMonth / 7)
}
