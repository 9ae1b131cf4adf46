import { dayRoute } from './day-route.ts'
import type { Day, DayRoute, RouteStop } from './day-route.ts'
import type { Distances } from './distances.ts'
import type { Window } from './timed-route.ts'

/** So often a drive that runs into an appointment makes the day be planned anew. */
const TRIES = 6

/**
 * The route of a day around what else stands in the calendar. No visit lies across an appointment, and one drives before
 * or after it, not during it. Where it takes place nobody knows, so it costs time, but no way.
 */
export function aroundBlocks(
  day: Day,
  blocks: readonly Window[],
  options: { distances: Distances },
): DayRoute {
  let cuts = blocks.map((block) => ({ ...block }))
  for (let tries = 0; ; tries++) {
    const route = dayRoute(withCuts(day, cuts), options)
    const short = legsOf(day, route).flatMap((leg) => {
      const block = blocks.findIndex((one) => leg.from < one.to && one.from < leg.to)
      const lacks = block < 0 ? 0 : lacking(leg, blocks[block] as Window)
      return lacks > 0 ? [{ block, lacks }] : []
    })
    if (short.length === 0 || tries === TRIES) return { ...route, stops: afterBlocks(route.stops, blocks) }
    cuts = cuts.map((cut, index) => {
      const found = short.find(({ block }) => block === index)
      return found ? { from: cut.from, to: cut.to + found.lacks } : cut
    })
  }
}

interface Leg {
  /** When the stop before is left, and when the next one begins. */
  from: number
  to: number
  drive: number
}

/** The drives of the day, the first one too, unless it leads to an agreed time: that cannot be later. */
function legsOf(day: Day, { stops, leaves }: DayRoute): Leg[] {
  const agreed = new Set(day.stops.filter(({ fixedAt }) => fixedAt !== undefined).map(({ id }) => id))
  return stops.flatMap((stop, at) => {
    const { begins: to, drivingMinutes: drive } = stop
    const before = stops[at - 1]
    if (before) return [{ from: before.departure, to, drive }]
    return agreed.has(stop.id) ? [] : [{ from: leaves, to, drive }]
  })
}

/** Minutes that the drive lacks when it has to fit in before or after the block. */
function lacking({ from, to, drive }: Leg, block: Window): number {
  return Math.max(0, Math.min(drive - (block.from - from), drive - (to - block.to)))
}

/** Who cannot arrive before the appointment sets out after it. */
function afterBlocks(stops: readonly RouteStop[], blocks: readonly Window[]): RouteStop[] {
  return stops.map((stop) => {
    const leaves = stop.arrival - stop.drivingMinutes
    const block = blocks.find(({ from, to }) => leaves < to && from < stop.arrival)
    return block ? { ...stop, arrival: Math.min(stop.begins, block.to + stop.drivingMinutes) } : stop
  })
}

/** What is open of a day without these windows. */
function withCuts(day: Day, cuts: readonly Window[]): Day {
  const stops = day.stops.map((stop) => ({
    ...stop,
    open: cuts.reduce(
      (open, cut) =>
        open.flatMap(({ from, to }) =>
          [
            { from, to: Math.min(to, cut.from) },
            { from: Math.max(from, cut.to), to },
          ].filter((part) => part.from < part.to),
        ),
      [...(stop.open ?? [{ from: day.from, to: day.to }])],
    ),
  }))
  return { ...day, stops }
}
