import type { FastifyRequest } from 'fastify'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { readIf } from '../../if-header.ts'
import { placeOf } from '../../places.ts'
import type { Place } from '../../places.ts'
import { lockCollection } from '../collection.ts'
import { tokenOf } from '../properties.ts'
import { etagOf, findResource } from '../resources.ts'
import type { DavDb } from '../tables.ts'

/**
 * If-Match and If-None-Match (RFC 9110, 13.1) of a write: who does not know what is there now does not overwrite it. A
 * weak tag never matches.
 */
export function demandConditions(
  { headers }: FastifyRequest,
  resource: { sequence: number } | undefined,
): void {
  const tag = resource && etagOf(resource)
  const [match, none] = [headers['if-match'], headers['if-none-match']]
  if (match !== undefined && !names(match, tag)) throw stale('It is another one now, or gone.')
  if (none !== undefined && names(none, tag)) throw stale('It is there already.')
}

/**
 * The If header of a write (RFC 4918, 10.4): the states of objects by their ETags, of collections by the token of their
 * changes (RFC 6578, 5). Nothing is ever locked, so that the token of a lock is never
 * true, and neither is what cannot be read.
 */
export async function demandIf(tx: Tx<DavDb>, by: By, { headers, url }: FastifyRequest): Promise<void> {
  if (headers['if'] === undefined) return
  for (const { at = url, conditions } of readIf(String(headers['if'])) ?? []) {
    const state = await stateOf(tx, by, placeOf(at))
    if (conditions.every(({ isNot, kind, text }) => (state[kind] === text) !== isNot)) return
  }
  throw stale('It is another one now, or gone.')
}

async function stateOf(
  tx: Tx<DavDb>,
  by: By,
  place: Place | undefined,
): Promise<{ etag?: string; token?: string }> {
  if (!place || !('userId' in place) || place.userId !== by.id || !('collection' in place)) return {}
  const collection = await lockCollection(tx, by, place.collection)
  if (place.kind === 'collection') return { token: tokenOf(collection) }
  const resource = await findResource(tx, by, place.collection, place.name)
  return resource ? { etag: etagOf(resource) } : {}
}

/** Whether a program that has this one need not fetch it (RFC 9110, 13.1.2). */
export function isKnown({ headers }: FastifyRequest, resource: { sequence: number }): boolean {
  const none = headers['if-none-match']
  return none !== undefined && names(none.replaceAll('W/', ''), etagOf(resource))
}

function names(header: string, tag: string | undefined): boolean {
  return tag !== undefined && header.split(',').some((one) => ['*', tag].includes(one.trim()))
}

function stale(detail: string): Problem {
  return new Problem('stale', 'stale', detail)
}
