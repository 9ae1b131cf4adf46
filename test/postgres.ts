import type { TestProject } from 'vitest/node'

import type { Connection } from '#platform/postgres/address.ts'
import { temporaryFolder } from '#platform/postgres/stand-in.ts'
import { startPostgres } from '#platform/postgres/supervisor.ts'
import { createTemplate } from './database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A connection that may create databases. */
    postgres: Connection | { connectionString: string }
  }
}

/**
 * One PostgreSQL for all test files of a project: the server of `KONTOR_TEST_DATABASE_URL`, else a throw-away
 * one without durability.
 */
export default async function provide(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const connectionString = process.env['KONTOR_TEST_DATABASE_URL']
  if (connectionString) {
    await createTemplate({ connectionString })
    project.provide('postgres', { connectionString })
    return undefined
  }
  const folder = await temporaryFolder()
  const postgres = await startPostgres({ dataDir: folder.path, unsafe: true })
  await createTemplate(postgres.connection)
  project.provide('postgres', postgres.connection)
  return async () => {
    await postgres.stop()
    await folder.remove()
  }
}
