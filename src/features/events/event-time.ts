import { invalid } from '#kernel/problem.ts'
import { DAY, MINUTE, wallOf, written } from '#kernel/wall.ts'
import type { Event } from './event.ts'

export type EventTime = Pick<Event, 'allDay' | 'start' | 'end'>

/** What was said about the time, settled: both ends or none, days without clocks, an end that is not before its start. */
export function settledTime({ allDay, start, end }: EventTime): EventTime {
  if (start === null) {
    if (end !== null) throw invalid('start', 'required', 'Say when it begins, too.')
    return { allDay, start: null, end: null }
  }
  const from = wallOf(written(wallOf(start), allDay))
  const to = end === null ? from + (allDay ? DAY : 60 * MINUTE) : wallOf(written(wallOf(end), allDay))
  if (allDay ? to <= from : to < from) throw invalid('end', 'before_start', 'It ends before it begins.')
  return { allDay, start: written(from, allDay), end: written(to, allDay) }
}

/** A start without its end takes along how long it was. */
export function movedEnd(before: EventTime, start: string): string | null {
  if (before.start === null || before.end === null) return null
  const end = wallOf(start) + wallOf(before.end) - wallOf(before.start)
  return written(end, before.allDay)
}
