interface Timed {
  begins: string
  fixed: boolean
  visit: { startTime: string | null }
}

/**
 * The stops whose own time a route would replace. A time that several visits of a day share is none of their own: it is
 * the one their sample gave them.
 */
export function timesReplaced<S extends Timed>(stops: readonly S[]): S[] {
  const shared = ({ visit }: S) =>
    stops.filter((other) => other.visit.startTime === visit.startTime).length > 1
  return stops.filter(
    (stop) =>
      !stop.fixed && stop.visit.startTime !== null && stop.visit.startTime !== stop.begins && !shared(stop),
  )
}
