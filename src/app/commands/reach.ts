import type { Config } from '#platform/config.ts'
import type { Connection } from '#platform/database.ts'
import { reachPostgres } from '#platform/postgres/reach.ts'

/** Does `work` on the database of this configuration, whether Kontor runs beside it or not. */
export async function withDatabase<T>(
  config: Config,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  if (config.databaseUrl) return work({ connectionString: config.databaseUrl })
  const postgres = await reachPostgres({ dataDir: config.dataDir })
  try {
    return await work(postgres.connection)
  } finally {
    await postgres.stop()
  }
}
