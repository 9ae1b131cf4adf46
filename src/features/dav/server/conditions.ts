import type { FastifyRequest } from 'fastify'
import { Problem } from '#kernel/problem.ts'
import { etagOf } from './resources.ts'

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
