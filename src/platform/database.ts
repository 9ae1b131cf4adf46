import { CamelCasePlugin, Kysely, PostgresDialect, sql } from 'kysely'
import type { Generated, RawBuilder, Transaction } from 'kysely'
import pg from 'pg'
import type { z } from 'zod'
import { SIMILAR } from '#kernel/trigrams.ts'
import { keepStatements } from './kept.ts'
import { INTEGERS, TEXTS, UUIDS, readArray, readIntegers } from './read-array.ts'

/** A handle on which whole actions run; each statement may be on another connection. */
export type Database<T> = Kysely<T>
/** A handle inside one transaction; what demands this cannot be called outside of one. */
export type Tx<T> = Transaction<T>

/** The Kysely table of a zod object; `D` names the columns the database fills when they are left out. */
export type TableOf<S extends z.ZodObject, D extends keyof z.output<S> = never> = {
  [K in keyof z.output<S>]: K extends D ? Generated<z.output<S>[K]> : z.output<S>[K]
}

export interface Connection {
  connectionString?: string
  host?: string
  port?: number
  user?: string
  database?: string
  password?: string
}

const types = new pg.TypeOverrides()
types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) => `${text.slice(0, 10)}T${text.slice(11, -3)}Z`)
types.setTypeParser(pg.types.builtins.DATE, (text) => text)
// Wall clocks to the minute, as people say them: 08:00, 2026-11-21T08:00.
types.setTypeParser(pg.types.builtins.TIME, (text) => text.slice(0, 5))
types.setTypeParser(pg.types.builtins.TIMESTAMP, (text) => `${text.slice(0, 10)}T${text.slice(11, 16)}`)
types.setTypeParser(pg.types.builtins.INT8, Number)
types.setTypeParser(UUIDS, readArray)
types.setTypeParser(TEXTS, readArray)
types.setTypeParser(INTEGERS, readIntegers)

/** What every connection of Kontor says: which words are similar (a lower bound costs fifty times as much), instants come as RFC 3339 UTC, days as text, counts as numbers. */
export function connectionSettings(connection: Connection): pg.ClientConfig {
  return {
    ...connection,
    types,
    application_name: 'kontor',
    options: `-c timezone=UTC -c jit=off -c datestyle=ISO -c pg_trgm.similarity_threshold=${SIMILAR}`,
    connectionTimeoutMillis: 10_000,
  }
}

/** A pool of at most `size` connections; statements that run longer than a minute are ended. */
export function openPool(connection: Connection, size: number): pg.Pool {
  const pool = new pg.Pool({ ...connectionSettings(connection), max: size, statement_timeout: 60_000 })
  // An idle connection that breaks (failover, restart) is replaced by the pool; without this it would end us.
  pool.on('error', () => {})
  pool.on('connect', (client) => {
    // So would one that breaks in use: its statement fails, which is enough.
    client.on('error', () => {})
    keepStatements(client)
  })
  return pool
}

export function openDatabase<T>(pool: pg.Pool): Kysely<T> {
  return new Kysely<T>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
}

/** A value for a `jsonb` column; arrays need this because the driver would send a PostgreSQL array. */
export function json<T>(value: T): RawBuilder<T> {
  return sql<T>`${JSON.stringify(value)}::jsonb`
}

/** Runs `work` in one transaction and again, up to three times, when PostgreSQL says that it lost a race. */
export async function transaction<T, R>(db: Kysely<T>, work: (tx: Transaction<T>) => Promise<R>): Promise<R> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().execute(work)
    } catch (error) {
      if (attempt === 3 || !lostARace(error)) throw error
    }
  }
}

function lostARace(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === '40001' || code === '40P01'
}
