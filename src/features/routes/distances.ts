/** A point of a plane, or a place on earth in degrees. */
export type Point = { x: number; y: number } | { lat: number; lon: number }
export type Metric = 'euclidean' | 'road'

/** How far it is from each place to each other one, and how long one drives; the same both ways. */
export interface Distances {
  /** How many places there are. */
  size: number
  /** Kilometres on the road, or the unit of the plane. */
  length(from: number, to: number): number
  minutes(from: number, to: number): number
}

const EARTH_RADIUS_KM = 6371.009

/** Roads are longer than the air line: by 1.2 to 1.4 in settled country, so by 1.3 where nothing better is known. */
const ROAD_FACTOR = 1.3

/**
 * How fast one drives, in km/h, up to a length of road: short ways lie in town, long ones on the motorway. Each
 * kilometre costs what its step says, so a longer way never takes less time.
 */
const SPEEDS: readonly { upTo: number; kmh: number }[] = [
  { upTo: 5, kmh: 28 },
  { upTo: 25, kmh: 55 },
  { upTo: 80, kmh: 80 },
  { upTo: Number.POSITIVE_INFINITY, kmh: 100 },
]

/** The distances between points that all belong to the metric. */
export function distancesOf(points: readonly Point[], metric: Metric): Distances {
  const far = metric === 'road' ? roadKm : airLine
  return matrixOf(points.length, (a, b) => far(points[a] as Point, points[b] as Point), metric)
}

/** Distances from any measure that is the same both ways; it is asked once for each pair. */
export function matrixOf(
  size: number,
  measure: (from: number, to: number) => number,
  metric: Metric,
): Distances {
  const lengths = new Float64Array(size * size)
  const times = metric === 'road' ? new Float64Array(size * size) : lengths
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < a; b++) {
      const length = measure(a, b)
      lengths[a * size + b] = lengths[b * size + a] = length
      if (metric === 'road') times[a * size + b] = times[b * size + a] = drivingMinutes(length)
    }
  }
  return {
    size,
    length: (from, to) => lengths[from * size + to] as number,
    minutes: (from, to) => times[from * size + to] as number,
  }
}

/** The road between two places by the air line, in km. */
export function roadKm(from: Point, to: Point): number {
  return ROAD_FACTOR * greatCircleKm(from, to)
}

/** How long one drives for so many kilometres. */
export function drivingMinutes(km: number): number {
  let [minutes, driven] = [0, 0]
  for (const { upTo, kmh } of SPEEDS) {
    const part = Math.min(km, upTo) - driven
    if (part <= 0) break
    minutes += (part / kmh) * 60
    driven = upTo
  }
  return minutes
}

/** By the haversine formula, which stays exact for near places. */
function greatCircleKm(from: Point, to: Point): number {
  if (!('lat' in from) || !('lat' in to)) throw new TypeError('Roads need places on earth')
  const radians = Math.PI / 180
  const north = Math.sin(((to.lat - from.lat) * radians) / 2)
  const east = Math.sin(((to.lon - from.lon) * radians) / 2)
  const h = north * north + Math.cos(from.lat * radians) * Math.cos(to.lat * radians) * east * east
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)))
}

function airLine(from: Point, to: Point): number {
  if (!('x' in from) || !('x' in to)) throw new TypeError('A plane needs x and y')
  return Math.hypot(to.x - from.x, to.y - from.y)
}
