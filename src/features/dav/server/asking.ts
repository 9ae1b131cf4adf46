import type { FastifyReply, FastifyRequest } from 'fastify'
import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Place } from '../places.ts'
import type { DavDb } from './tables.ts'

/** One request of a program, as all methods see it. */
export interface Asking {
  house: House
  db: Database<DavDb>
  by: By
  place: Place
  /** Of a report: the one object of the collection it speaks of. */
  only?: string
  body: Buffer
  request: FastifyRequest
  response: FastifyReply
}

/** RFC 8144, 2.1, and the older header of Microsoft that says the same. */
export function wantsMinimal({ headers }: FastifyRequest): boolean {
  const prefer = [headers['prefer'] ?? ''].flat().join(',')
  return /\breturn\s*=\s*"?minimal"?/i.test(prefer) || /^t$/i.test(String(headers['brief'] ?? '').trim())
}

/** Sends XML; `status` is 207 unless said otherwise. */
export function sendXml(response: FastifyReply, text: string, status = 207): FastifyReply {
  return response.code(status).type('application/xml; charset=utf-8').send(text)
}
