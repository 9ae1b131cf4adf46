/** Kilometres and minutes by road from each place to each other one, row by row. */
export interface RoadTimes {
  km: number[][]
  minutes: number[][]
}

export interface Spot {
  lat: number
  lon: number
}

const SECONDS = 8

/** Asks a routing server in JSON; throws when it is away, slow, or answers something else than it should. */
export async function askRoads(url: URL, init: RequestInit = {}): Promise<unknown> {
  const answer = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(SECONDS * 1000) })
  if (!answer.ok) throw new Error(`${url.host} answered ${answer.status}`)
  return answer.json()
}

/** An address below that of the server, wherever on its host that lies. */
export function below(base: string, path: string): URL {
  return new URL(path, base.endsWith('/') ? base : `${base}/`)
}
