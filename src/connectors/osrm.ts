import { z } from 'zod'
import { askRoads, below } from './road-times.ts'
import type { RoadTimes, Spot } from './road-times.ts'

const matrix = z.array(z.array(z.number()))
const table = z.object({ code: z.literal('Ok'), durations: matrix, distances: matrix })

/** The table service of OSRM (http://project-osrm.org/docs/v5.24.0/api/#table-service). */
export async function osrmTimes(base: string, spots: readonly Spot[]): Promise<RoadTimes> {
  const places = spots.map(({ lat, lon }) => `${lon},${lat}`).join(';')
  const url = below(base, `table/v1/driving/${places}?annotations=duration,distance`)
  const { durations, distances } = table.parse(await askRoads(url))
  return {
    km: distances.map((row) => row.map((metres) => metres / 1000)),
    minutes: durations.map((row) => row.map((seconds) => seconds / 60)),
  }
}
