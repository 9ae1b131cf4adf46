import type { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from './database.ts'
import type { StoredFile } from './files.ts'
import type { House } from './house.ts'

/** Who may call a route at all; what they may do with a record is asked in the action. */
export type May = 'anyone' | 'guest' | 'user' | 'admin'

interface Shape<P, Q, B, R> {
  path: `/${string}`
  /** One sentence for the API's documentation. */
  summary: string
  may: May
  params?: z.ZodType<P>
  query?: z.ZodType<Q>
  body?: z.ZodType<B>
  /** The most bytes of the body, where it is not what all may send. */
  bodyLimit?: number
  /** One small file sent as the whole body or as `file` of a form; what `take` makes of it is the body. */
  upload?: Upload<B>
  /** What comes back; left out for 204, or where `binary` names a media type. */
  reply?: z.ZodType<R>
  binary?: string
  status?: 200 | 201 | 202 | 204
}

export interface Upload<B> {
  types: readonly string[]
  /** Bytes. */
  limit: number
  /** Happens before the transaction, which must not wait for it. */
  take(content: Buffer, house: House): Promise<B>
}

export interface Call<P, Q, B> {
  by: By
  params: P
  query: Q
  body: B
  /** The version in If-Match, when one was sent. */
  ifMatch: number | undefined
  /** Files of a multipart request, already kept. */
  files: (StoredFile & { field: string })[]
  house: House
  request: FastifyRequest
  response: FastifyReply
}

export interface ReadCall<T, P, Q, B> extends Call<P, Q, B> {
  db: Database<T>
}
export interface WriteCall<T, P, Q, B> extends Call<P, Q, B> {
  tx: Tx<T>
}

/** A route with its types worn off, as the server and the API document see it. */
export interface Route extends Shape<unknown, unknown, unknown, unknown> {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  tag: string
  writes: boolean
  multipart: boolean
  fileLimit?: (db: Database<unknown>) => Promise<number>
  run(
    call: ReadCall<unknown, unknown, unknown, unknown> & WriteCall<unknown, unknown, unknown, unknown>,
  ): Promise<unknown>
}

interface Forms<T> {
  multipart?: boolean
  /** The most bytes a file of the form may have. */
  fileLimit?: (db: Database<T>) => Promise<number>
}

/** What a route that names a media type under `binary` answers with. */
type Bytes = Readable | Buffer | string | undefined

type Reading<T> = <P = unknown, Q = unknown, B = unknown, R = void, N extends string | undefined = undefined>(
  shape: Shape<P, Q, B, R> & {
    binary?: N
    run(call: ReadCall<T, P, Q, B>): Promise<N extends string ? Bytes : NoInfer<R>>
  },
) => Route
type Writing<T> = <P = unknown, Q = unknown, B = unknown, R = void>(
  shape: Shape<P, Q, B, R> & Forms<T> & { run(call: WriteCall<T, P, Q, B>): Promise<NoInfer<R>> },
) => Route

/**
 * The words a feature writes its routes with. A reading route gets `db`; a writing one gets `tx`, the one
 * transaction in which its action happens or does not. `ask` is a POST that only reads.
 */
export function routesOf<T>(tag: string): {
  get: Reading<T>
  ask: Reading<T>
  post: Writing<T>
  put: Writing<T>
  patch: Writing<T>
  remove: Writing<T>
} {
  const make = (method: Route['method'], writes: boolean) => (shape: object) =>
    ({ multipart: false, ...shape, method, tag, writes }) as Route
  return {
    get: make('GET', false),
    ask: make('POST', false),
    post: make('POST', true),
    put: make('PUT', true),
    patch: make('PATCH', true),
    remove: make('DELETE', true),
  }
}
