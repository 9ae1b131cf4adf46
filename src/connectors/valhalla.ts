import { z } from 'zod'
import { askRoads, below } from './road-times.ts'
import type { RoadTimes, Spot } from './road-times.ts'

const way = z.object({ distance: z.number(), time: z.number() })
const matrix = z.object({ sources_to_targets: z.array(z.array(way)) })

/** The matrix service of Valhalla (https://valhalla.github.io/valhalla/api/matrix/api-reference/). */
export async function valhallaTimes(base: string, spots: readonly Spot[]): Promise<RoadTimes> {
  const places = spots.map(({ lat, lon }) => ({ lat, lon }))
  const body = JSON.stringify({ sources: places, targets: places, costing: 'auto', units: 'kilometers' })
  const answer = await askRoads(below(base, 'sources_to_targets'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  })
  const { sources_to_targets: ways } = matrix.parse(answer)
  return {
    km: ways.map((row) => row.map(({ distance }) => distance)),
    minutes: ways.map((row) => row.map(({ time }) => time / 60)),
  }
}
