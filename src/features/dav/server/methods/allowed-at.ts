import type { Place } from '../../places.ts'

const OF_ALL = 'PROPFIND, PROPPATCH, REPORT'

/** What can be done at a place (RFC 9110, 10.2.1). */
export function allowedAt(place: Place | undefined): string {
  if (place?.kind === 'object') return `OPTIONS, GET, HEAD, PUT, DELETE, MOVE, ${OF_ALL}`
  return `OPTIONS, ${OF_ALL}`
}
