import type { Day, DayRoute, DayStop } from './day-route.ts'
import type { Distances } from './distances.ts'
import type { StopWarning } from './route.ts'

/** A route in an order that somebody chose, with what is wrong with it. */
export interface TimedOrder extends Omit<DayRoute, 'lunch' | 'unreachable'> {
  warnings: (StopWarning | null)[]
}

/**
 * The times that a given order of stops leads to. Nothing is refused: who comes too late, stands before a closed door or
 * works too long is told so. The places of `roads` are the stops as they stand in the day, then start and end.
 */
export function timeInOrder(day: Day, roads: Distances): TimedOrder {
  const start = day.stops.length
  const minutes = (from: number, to: number) => Math.ceil(roads.minutes(from, to) - 1e-9)
  let [place, time, distanceKm, drivingMinutes] = [start, day.from, 0, 0]
  let leaves = day.from
  const warnings: (StopWarning | null)[] = []
  const stops = day.stops.map((stop, index) => {
    const drive = minutes(place, index)
    const km = roads.length(place, index)
    const begins = beginning(stop, time + drive)
    if (index === 0) leaves = time = begins - drive
    const arrival = time + drive
    const departure = begins + stop.minutes
    warnings.push(warningOf(day, stop, begins))
    ;[place, time] = [index, departure]
    distanceKm += km
    drivingMinutes += drive
    return { id: stop.id, arrival, begins, departure, distanceKm: km, drivingMinutes: drive }
  })
  if (day.end && stops.length > 0) {
    distanceKm += roads.length(place, start + 1)
    drivingMinutes += minutes(place, start + 1)
    time += minutes(place, start + 1)
  }
  return { stops, leaves, returns: stops.length > 0 ? time : leaves, distanceKm, drivingMinutes, warnings }
}

/** At the agreed time, or as soon as the door is open long enough; at once where it is not open any more. */
function beginning({ fixedAt, open, minutes }: DayStop, arrival: number): number {
  if (fixedAt !== undefined) return Math.max(arrival, fixedAt)
  const window = open?.find(({ to }) => arrival + minutes <= to)
  return window ? Math.max(arrival, window.from) : arrival
}

function warningOf(day: Day, { fixedAt, open, minutes }: DayStop, begins: number): StopWarning | null {
  if (fixedAt !== undefined) return begins > fixedAt ? 'late' : null
  if (open && !open.some(({ from, to }) => from <= begins && begins + minutes <= to)) return 'closed'
  return begins + minutes > day.to ? 'overtime' : null
}
