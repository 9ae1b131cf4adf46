import { z } from 'zod'
import { invalid } from '#kernel/problem.ts'

/** Where a page of a timeline ended: newest first; at the same millisecond entries stand before changes. */
export interface Place {
  ms: number
  stream: 'entry' | 'change'
  id: string
}

export function isBefore(a: Place, b: Place): boolean {
  if (a.ms !== b.ms) return a.ms > b.ms
  if (a.stream !== b.stream) return a.stream === 'entry'
  return a.id > b.id
}

/**
 * The journal's ids are UUIDv7: their first 48 bits are the millisecond (RFC 9562, 5.7), so its index on ids is one
 * on time as well. The first id of a millisecond bounds a range of time.
 */
export function firstIdOf(ms: number): string {
  const hex = Math.min(Math.max(ms, 0), 2 ** 48 - 1)
    .toString(16)
    .padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}

export function momentOf(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
}

/** The milliseconds from `from` up to but not including `until`; a day counts in full. */
export function period(from?: string, to?: string): { from?: number; until?: number } {
  const DAY = 86_400_000
  return {
    ...(from === undefined ? {} : { from: Date.parse(from) }),
    ...(to === undefined ? {} : { until: Date.parse(to) + (to.length === 10 ? DAY : 1) }),
  }
}

const shape = z.tuple([z.int(), z.enum(['entry', 'change']), z.uuid()])

export function writeCursor({ ms, stream, id }: Place): string {
  return btoa(JSON.stringify([ms, stream, id]))
}

export function readCursor(cursor: string): Place {
  try {
    const [ms, stream, id] = shape.parse(JSON.parse(atob(cursor)))
    return { ms, stream, id }
  } catch {
    throw invalid('cursor', 'bad_cursor', 'Take nextCursor of the page before.')
  }
}
