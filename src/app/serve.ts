import { isSetupNeeded, setUp } from '#features/setup/server/set-up.ts'
import { setupToken } from '#features/setup/server/setup-token.ts'
import type { Config } from '#platform/config.ts'
import type { Connection } from '#platform/database.ts'
import type { Log } from '#platform/house.ts'
import { migrate } from '#platform/migrate.ts'
import { startPostgres } from '#platform/postgres/supervisor.ts'
import { openHouse } from './house.ts'
import type { OpenHouse } from './house.ts'
import { routes } from './routes.ts'
import { createServer } from './server.ts'
import { chores, works } from './worker.ts'

export interface Serving {
  address: string
  house: OpenHouse
  close(): Promise<void>
}

/** The database of this configuration: the server it names, or the embedded one, started. */
export async function openConnection(
  config: Config,
  log: Log,
): Promise<{ connection: Connection; stop(): Promise<void> }> {
  if (config.databaseUrl) return { connection: { connectionString: config.databaseUrl }, stop: nothing }
  return startPostgres({ dataDir: config.dataDir, log: (line) => log.info({}, line) })
}

/** Starts all of Kontor: database (unless one is `given`), migrations, jobs, web server. */
export async function serve(config: Config, log: Log, given?: Connection): Promise<Serving> {
  const { connection, stop } = given
    ? { connection: given, stop: nothing }
    : await openConnection(config, log)
  try {
    const ran = await migrate(connection)
    if (ran.length > 0) log.info({ migrations: ran }, 'database is up to date')
    const house = await openHouse(config, connection, log)
    await firstUser(house)
    await house.jobs.work(house as never, works, chores)
    const server = await createServer(house as never, routes)
    await server.listen({ port: config.port, host: config.host })
    const { port } = server.server.address() as { port: number }
    const address = config.publicUrl.replace(/:0$/, `:${port}`)
    return {
      address,
      house,
      async close() {
        await server.close()
        await house.close()
        await stop()
      },
    }
  } catch (error) {
    await stop()
    throw error
  }
}

const nothing = async () => {}

/** The administrator out of the environment, if there is nobody yet; else the token for the set-up page. */
async function firstUser(house: OpenHouse): Promise<void> {
  if (!(await isSetupNeeded(house.db))) return
  const { admin } = house.config
  if (!admin) {
    house.log.info({ token: await setupToken(house.db) }, 'set up Kontor in the browser with this token')
    return
  }
  await house.db.transaction().execute((tx) =>
    setUp(tx, {
      language: 'de',
      firm: { name: 'Kontor' },
      admin: { ...admin, name: admin.email.replace(/@.*/, '') },
    }),
  )
}
