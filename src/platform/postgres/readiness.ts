import { setTimeout as delay } from 'node:timers/promises'

import { Client } from 'pg'
import type { DatabaseError } from 'pg'

import type { Connection } from './address.ts'

/** What a server says of itself. */
export interface Answer {
  folder: string
  version: string
}

/**
 * Asks a server until it answers, and makes our database if it is not there yet; `undefined` if it dies
 * meanwhile. There is no time limit: after a crash PostgreSQL first replays its log.
 */
export async function ask(connection: Connection, lives: () => boolean): Promise<Answer | undefined> {
  while (lives()) {
    try {
      return await once(connection)
    } catch (error) {
      const { code } = error as DatabaseError
      if (code === noSuchDatabase) await createDatabase(connection)
      else if (!notYet.has(code ?? (error as Error).message)) throw error
      else await delay(10)
    }
  }
  return undefined
}

const noSuchDatabase = '3D000'
const cutOff = 'Connection terminated unexpectedly'
const notYet = new Set(['57P03', '57P01', 'ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', cutOff])

async function once(connection: Connection): Promise<Answer> {
  const [row] = await query<Answer>(
    connection,
    `SELECT current_setting('data_directory') AS folder, split_part(version(), ' ', 2) AS version`,
  )
  if (!row) throw new Error('PostgreSQL gave no answer')
  return row
}

async function createDatabase(connection: Connection): Promise<void> {
  await query({ ...connection, database: 'postgres' }, `CREATE DATABASE "${connection.database}"`)
}

async function query<Row extends object>(connection: Connection, text: string): Promise<Row[]> {
  const client = new Client({ ...connection, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return (await client.query<Row>(text)).rows
  } finally {
    await client.end().catch(() => undefined)
  }
}
