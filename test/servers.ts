import { existsSync } from 'node:fs'
import type { ClientConfig } from 'pg'
import { inject } from 'vitest'
import { temporaryFolder } from '#platform/postgres/stand-in.ts'
import { startPostgres } from '#platform/postgres/supervisor.ts'

const OLDEST = '/usr/lib/postgresql/15/bin'

/** The PostgreSQL servers that `DATABASE_URL` may name here: the test server, and the oldest we promise. */
export const SERVERS = [
  { name: 'the newest PostgreSQL', there: true, bin: undefined },
  { name: 'PostgreSQL 15', there: existsSync(OLDEST), bin: OLDEST },
]

/** The server of this row; the old one is started for the test. */
export async function startServer({
  bin,
}: {
  bin: string | undefined
}): Promise<{ connection: ClientConfig; stop(): Promise<void> }> {
  if (bin === undefined) return { connection: inject('postgres'), stop: async () => {} }
  const folder = await temporaryFolder()
  process.env['KONTOR_POSTGRES_BIN'] = bin
  const postgres = await startPostgres({ dataDir: folder.path, unsafe: true }).finally(
    () => delete process.env['KONTOR_POSTGRES_BIN'],
  )
  return { connection: postgres.connection, stop: () => postgres.stop().then(folder.remove) }
}
