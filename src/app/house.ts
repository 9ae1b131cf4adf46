import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { authenticator, loadBy } from '#features/users/server/authenticate.ts'
import type { Config } from '#platform/config.ts'
import { openDatabase, openPool } from '#platform/database.ts'
import type { Connection } from '#platform/database.ts'
import { openFiles } from '#platform/files.ts'
import type { House, Log } from '#platform/house.ts'
import { openJobs } from '#platform/jobs.ts'
import { openLive } from '#platform/live.ts'
import { openOutbox } from '#platform/mail.ts'
import type { AllDb } from './database.ts'
import { openStore } from './store.ts'
import { VERSION } from './version.ts'

export interface OpenHouse extends House<AllDb> {
  close(): Promise<void>
}

/** Opens everything features use on a migrated database, and closes it again in the right order. */
export async function openHouse(config: Config, connection: Connection, log: Log): Promise<OpenHouse> {
  const pool = openPool(connection, config.poolSize)
  const db = openDatabase<AllDb>(pool)
  const live = await openLive(connection)
  const jobs = await openJobs(pool)
  const files = await openFiles(db as never, openStore(config), join(config.dataDir, 'uploads', randomUUID()))
  const mail = openOutbox(db, config.mail, files.open)
  const { authenticate, forget } = authenticator(db, live)
  return {
    config,
    version: VERSION,
    db,
    live,
    jobs,
    mail,
    files,
    log,
    authenticate,
    forgetActors: forget,
    actor: (userId, via) => loadBy(db, userId, via),
    async close() {
      await jobs.close()
      mail.close()
      await live.close()
      await db.destroy()
    },
  }
}
