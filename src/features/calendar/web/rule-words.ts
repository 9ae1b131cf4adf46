import { dayNumber, weekdayOf } from '#kernel/day.ts'
import { formatDay, formatWords } from '#ui/format.ts'
import { text } from '#ui/texts.ts'
import { repeatOf } from '../repeat.ts'
import { dateText } from './entry-words.ts'

/** A rule as one would say it: alle 2 Wochen am Dienstag und Donnerstag, 10-mal. */
export function ruleWords(rule: string, day: string): string {
  const repeat = repeatOf(rule)
  if (!repeat) return text('calendar.repeat.own')
  const { frequency, interval, weekdays, place, count, until } = repeat
  const isWorkweek = frequency === 'WEEKLY' && interval === 1 && weekdays.join() === '1,2,3,4,5'
  const beat = isWorkweek
    ? text('calendar.repeat.workdays')
    : text(`calendar.every.${frequency}`, { count: interval })
  const named = weekdays.length > 0 ? weekdays : [weekdayOf(dayNumber(day))]
  const on =
    frequency === 'WEEKLY' && !isWorkweek
      ? text('calendar.every.on', { days: formatWords(named.map((weekday) => weekdayName(weekday))) })
      : frequency === 'MONTHLY' && place !== null
        ? text(`calendar.place.${String(place) as '1'}`, { day: weekdayName(weekdayOf(dayNumber(day))) })
        : ''
  const end = count
    ? text('calendar.every.times', { count })
    : until
      ? text('calendar.every.until', { day: formatDay(until) })
      : ''
  return [[beat, on].filter(Boolean).join(' '), end].filter(Boolean).join(', ')
}

/** Monday is 1. */
export function weekdayName(weekday: number, style: 'long' | 'short' = 'long'): string {
  return dateText(`2024-01-0${weekday}`, { weekday: style })
}
