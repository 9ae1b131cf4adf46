import { openAccount } from '#features/groupware/server/open-account.ts'
import { isSetupNeeded, setUp } from '#features/setup/server/set-up.ts'
import { setupToken } from '#features/setup/server/setup-token.ts'
import { keepWatch } from '#features/sync/server/watch/keep-watch.ts'
import { Problem } from '#kernel/problem.ts'
import type { Config } from '#platform/config.ts'
import type { Connection } from '#platform/database.ts'
import type { Log } from '#platform/house.ts'
import { migrate } from '#platform/migrate.ts'
import { startPostgres } from '#platform/postgres/supervisor.ts'
import { openHouse } from './house.ts'
import type { OpenHouse } from './house.ts'
import { routes } from './routes.ts'
import { createServer } from './server.ts'
import { chores, minutely, works } from './worker.ts'

export interface Serving {
  address: string
  /** Where the first visitor sets Kontor up; only until there is a user. */
  setupLink: string | undefined
  house: OpenHouse
  close(): Promise<void>
}

/** The database of this configuration: the server it names, or the embedded one, started. */
export async function openConnection(
  config: Config,
  log: Log,
): Promise<{ connection: Connection; stop(): Promise<void> }> {
  if (config.databaseUrl)
    return { connection: { connectionString: config.databaseUrl }, stop: async () => {} }
  return startPostgres({ dataDir: config.dataDir, log: (line) => log.info({}, line) })
}

/** Starts all of Kontor: database (unless one is `given`), migrations, jobs, web server. */
export async function serve(config: Config, log: Log, given?: Connection): Promise<Serving> {
  const { connection, stop } = given
    ? { connection: given, stop: async () => {} }
    : await openConnection(config, log)
  let house: OpenHouse | undefined
  try {
    const ran = await migrate(connection)
    if (ran.length > 0) log.info({ migrations: ran }, 'database is up to date')
    house = await openHouse(config, connection, log)
    return await open(house, stop)
  } catch (error) {
    await house?.close()
    await stop()
    throw error
  }
}

async function open(house: OpenHouse, stop: () => Promise<void>): Promise<Serving> {
  const { config, log } = house
  const token = await firstUser(house)
  await house.jobs.work(house as never, works, chores, minutely)
  const server = await createServer(house as never, routes)
  await server.listen({ port: config.port, host: config.host })
  const watch = keepWatch(house as never, openAccount)
  const { port } = server.server.address() as { port: number }
  const address = config.publicUrl.replace(/:0$/, `:${port}`)
  const setupLink = token && `${address}/setup#${token}`
  if (token) log.info({ token, link: setupLink }, 'set up Kontor in the browser')
  return {
    address,
    setupLink,
    house,
    async close() {
      await server.close()
      await watch.end()
      await house.close()
      await stop()
    },
  }
}

/** Makes the administrator the environment names, if there is nobody yet; else returns the token for the set-up page. */
async function firstUser(house: OpenHouse): Promise<string | undefined> {
  if (!(await isSetupNeeded(house.db))) return undefined
  const { admin } = house.config
  if (!admin) return setupToken(house.db)
  const given = { language: 'de', firm: { name: 'Kontor' } } as const
  const name = admin.email.replace(/@.*/, '')
  await house.db
    .transaction()
    .execute((tx) => setUp(tx, { ...given, admin: { ...admin, name } }))
    .catch(unlessDone)
  return undefined
}

/** Another process that started at the same time was quicker. */
function unlessDone(error: unknown): void {
  if (!(error instanceof Problem) || error.code !== 'setup.done') throw error
}
