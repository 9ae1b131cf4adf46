import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startUndo } from '#features/runs/server/start-undo.ts'
import { setUp } from '#features/setup/server/set-up.ts'
import type { By } from '#kernel/rights.ts'
import { readConfig } from '#platform/config.ts'
import type { Connection } from '#platform/database.ts'
import { openHouse } from '../../../../app/house.ts'
import type { OpenHouse } from '../../../../app/house.ts'
import { openLog } from '../../../../app/log.ts'
import { createMigratedDatabase } from '../../../../../test/database.ts'
import type { TestDatabase } from '../../../../../test/database.ts'
import { createContacts } from '../create-contacts.ts'
import { startBulk } from './start-bulk.ts'

const ROUNDS = Number(process.env['KONTOR_CRASH_ROUNDS'] ?? 2)
/** Enough batches that a fast machine is still in the middle after every round. */
const CONTACTS = 2500 * (ROUNDS + 1)

let database: TestDatabase
let dataDir: string
let house: OpenHouse
let child: ChildProcess | undefined
beforeAll(async () => {
  database = await createMigratedDatabase()
  dataDir = await mkdtemp(join(tmpdir(), 'kontor-crash-'))
  const config = readConfig({ KONTOR_DATA_DIR: dataDir, KONTOR_LOG: 'error' })
  house = await openHouse(config, database.connection as Connection, openLog('error'))
})
afterAll(async () => {
  child?.kill('SIGKILL')
  await house.close()
  await database.drop()
  await rm(dataDir, { recursive: true, force: true })
})

/** The real program on the same database and folder: it works the queue off, this process does not. */
function serve(): ChildProcess {
  const { connectionString, host = '', port = 5432, user = '', database: name = '' } = database.connection
  const url = connectionString ?? `postgresql://${user}@${encodeURIComponent(host)}:${port}/${name}`
  return spawn(process.execPath, [join(import.meta.dirname, '../../../../app/main.ts'), 'serve'], {
    env: {
      ...process.env,
      DATABASE_URL: url,
      KONTOR_DATA_DIR: dataDir,
      KONTOR_PORT: '0',
      KONTOR_LOG: 'error',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

const jobOf = (id: string) =>
  house.db
    .selectFrom('job')
    .select(['state', 'done', 'result'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()

/** Lets the program work on a job, killed in the middle again and again, until it is over. */
async function workOff(jobId: string) {
  for (let round = 1; round <= ROUNDS; round++) {
    const { done: before } = await jobOf(jobId)
    const own = (child = serve())
    const progress = async () => (await jobOf(jobId)).done
    await expect.poll(progress, { interval: 3 }).toBeGreaterThan(before)
    // A hair later, so that it dies within a batch and not at its end.
    await sql`select pg_sleep(${Math.random() / 5})`.execute(house.db)
    const gone = new Promise((resolve) => own.once('exit', resolve))
    own.kill('SIGKILL')
    await gone
    // What the queue does by itself once it has missed the heartbeat for a while.
    await sql`update pgboss.job set state = 'retry', start_after = now(), retry_count = 0 where state = 'active'`.execute(
      house.db,
    )
  }
  const own = (child = serve())
  await expect.poll(async () => (await jobOf(jobId)).state, { interval: 50 }).toBe('done')
  const gone = new Promise((resolve) => own.once('exit', resolve))
  own.kill('SIGKILL')
  await gone
  return (await jobOf(jobId)).result
}

const entriesOf = async (runId: string) => {
  const { rows } = await sql<{ n: number; records: number }>`
    select count(*) as n, count(distinct record_id) as records from journal where run_id = ${runId} and kind = 'contact'`.execute(
    house.db,
  )
  return rows[0]
}

test(`killed ${ROUNDS} times each, a change of many and its undo touch every contact once`, async () => {
  const by: By = await house.db.transaction().execute((tx) =>
    setUp(tx, {
      language: 'de',
      firm: { name: 'Muster GmbH' },
      admin: { name: 'Ada', email: 'ada@example.com', password: 'ein langes Kennwort' },
    }),
  )
  for (let from = 0; from < CONTACTS; from += 1000) {
    const inputs = Array.from({ length: Math.min(1000, CONTACTS - from) }, (_, n) => ({
      kind: 'person' as const,
      lastName: `Person ${from + n}`,
    }))
    await house.db.transaction().execute((tx) => createContacts(tx, { ...by, runId: by.id }, inputs))
  }
  const bulk = await house.db
    .transaction()
    .execute((tx) =>
      startBulk(tx, by, { house: house as never, body: { filter: {}, addTags: ['Messe'], class: 'A' } }),
    )
  expect(await workOff(bulk.id)).toMatchObject({ changed: CONTACTS, left: 0 })
  expect(await entriesOf(bulk.id)).toMatchObject({ records: CONTACTS })

  const undo = await house.db
    .transaction()
    .execute((tx) => startUndo(tx, by, { house: house as never, id: bulk.id }))
  const result = (await workOff(undo.id)) as { undoId: string }
  expect(result).toMatchObject({ changed: CONTACTS, left: 0 })
  expect(await entriesOf(result.undoId)).toEqual({ n: CONTACTS, records: CONTACTS })
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from contact where class is null and tag_ids = '{}' and version = 3`.execute(
    house.db,
  )
  expect(rows[0]?.n).toBe(CONTACTS)
}, 600_000)
