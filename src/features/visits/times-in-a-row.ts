import { clockOf, minutesOf } from '#kernel/clock.ts'

/** How visits follow each other: "ab 8:00, je 15 min + Fahrt". */
export interface Row {
  /** When the first begins. */
  start: string
  /** Minutes on the way from one visit to the next, by their places in the row. */
  travel: (from: number, to: number) => number
  /** A break in which no visit is; what does not end before begins after it. */
  pause?: { from: string; minutes: number } | undefined
  /** Visits begin on full five, ten … minutes. */
  step?: number
}

/** The times of visits that take so many minutes each, in their order; undefined for what would begin or end tomorrow. */
export function timesInARow(minutes: readonly number[], row: Row): (string | undefined)[] {
  const { travel, pause, step = 1 } = row
  const [breakFrom, breakTo] = pause
    ? [minutesOf(pause.from), minutesOf(pause.from) + pause.minutes]
    : [Infinity, Infinity]
  let free = minutesOf(row.start)
  return minutes.map((length, at) => {
    const arrival = free + (at > 0 ? Math.ceil(travel(at - 1, at)) : 0)
    let begin = onStep(arrival, step)
    if (begin < breakTo && begin + length > breakFrom) begin = onStep(Math.max(arrival, breakTo), step)
    free = begin + length
    return free <= 1440 ? clockOf(begin) : undefined
  })
}

/** A block of visits moved by so many days; they keep their distances, and none goes to a day before `earliest`. */
export function shiftBlock(days: readonly number[], by: number, earliest = -Infinity): number[] {
  const first = days.reduce((least, day) => Math.min(least, day), Infinity)
  const shift = Math.max(by, Math.min(0, earliest - first))
  return days.map((day) => day + shift)
}

function onStep(minute: number, step: number): number {
  return Math.ceil(minute / step) * step
}
