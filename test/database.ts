import { randomBytes } from 'node:crypto'

import { Client } from 'pg'
import type { ClientConfig } from 'pg'
import { inject } from 'vitest'
import { openPool } from '#platform/database.ts'
import type { Connection } from '#platform/database.ts'
import { openJobs } from '#platform/jobs.ts'
import { migrate } from '#platform/migrate.ts'

const TEMPLATE = 'kontor_template'

/** An empty database of a test file's own. */
export interface TestDatabase {
  connection: ClientConfig
  drop(): Promise<void>
}

/** A database with all tables in it, copied from one that was migrated once. */
export const createMigratedDatabase = (): Promise<TestDatabase> => createDatabase(` TEMPLATE ${TEMPLATE}`)

/** Makes a fresh database on the test server; `drop` removes it even while connections are open. */
export async function createDatabase(
  like = '',
  server: ClientConfig = inject('postgres'),
): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`
  await asAdministrator(server, `CREATE DATABASE ${name}${like}`)
  return {
    connection: within(server, name),
    drop: () => asAdministrator(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  }
}

/** Makes the database that `createMigratedDatabase` copies; the queue of jobs has its tables too. */
export async function createTemplate(server: ClientConfig): Promise<void> {
  await asAdministrator(server, `DROP DATABASE IF EXISTS ${TEMPLATE}`)
  await asAdministrator(server, `CREATE DATABASE ${TEMPLATE}`)
  const connection = within(server, TEMPLATE) as Connection
  await migrate(connection)
  const pool = openPool(connection, 2)
  await (await openJobs(pool)).close()
  await pool.end()
}

/** `pg` lets a connection string overrule a database named beside it, so the name goes into the string. */
function within(server: ClientConfig, database: string): ClientConfig {
  if (!server.connectionString) return { ...server, database }
  const url = new URL(server.connectionString)
  url.pathname = `/${database}`
  return { connectionString: url.href }
}

async function asAdministrator(server: ClientConfig, statement: string): Promise<void> {
  const client = new Client(server)
  await client.connect()
  await client.query(statement).finally(() => client.end())
}

/** The same as `DATABASE_URL` says it. */
export function urlOf({ connectionString, host, port, user, database }: ClientConfig): string {
  if (connectionString) return connectionString
  return `postgresql://${user}@/${database}?host=${encodeURIComponent(host ?? '')}&port=${port}`
}
