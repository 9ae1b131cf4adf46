import { osrmTimes } from '#connectors/osrm.ts'
import type { RoadTimes, Spot } from '#connectors/road-times.ts'
import { valhallaTimes } from '#connectors/valhalla.ts'
import { distancesOf } from '../distances.ts'
import type { Distances } from '../distances.ts'
import type { MapSettings } from '../map-settings.ts'

export interface Roads {
  distances: Distances
  /** By distance and road factor. */
  estimated: boolean
  /** A routing server is configured, but did not answer as it should. */
  failed: boolean
}

const servers = { osrm: osrmTimes, valhalla: valhallaTimes }

/** How far it is between these places: as the configured routing server knows it, else by distance and road factor. */
export async function roadDistances(
  spots: readonly Spot[],
  { routing, routingUrl }: MapSettings,
): Promise<Roads> {
  const estimate = (failed: boolean) => ({ distances: distancesOf(spots, 'road'), estimated: true, failed })
  if (!routing || routing === 'none' || !routingUrl || spots.length < 2) return estimate(false)
  const different = [...new Map(spots.map((spot) => [keyOf(spot), spot])).values()]
  try {
    const times = await servers[routing](routingUrl, different)
    return { distances: distancesBy(times, different, spots), estimated: false, failed: false }
  } catch {
    // Whatever it was, the day can be planned all the same, and the answer says by what.
    return estimate(true)
  }
}

const keyOf = ({ lat, lon }: Spot) => `${lat} ${lon}`

/** One-way streets make ways differ by direction; the solver knows one length for both, so it is their mean. */
function distancesBy(times: RoadTimes, different: readonly Spot[], spots: readonly Spot[]): Distances {
  const rows = [times.km, times.minutes].flat()
  if (rows.length !== 2 * different.length || rows.some((row) => row.length !== different.length))
    throw new Error('The routing server left places out')
  const numbers = new Map(different.map((spot, index) => [keyOf(spot), index]))
  const at = spots.map((spot) => numbers.get(keyOf(spot)) as number)
  const mean = (table: number[][]) => (from: number, to: number) => {
    const [a, b] = [at[from] as number, at[to] as number]
    return a === b ? 0 : ((table[a]?.[b] ?? 0) + (table[b]?.[a] ?? 0)) / 2
  }
  return { size: spots.length, length: mean(times.km), minutes: mean(times.minutes) }
}
