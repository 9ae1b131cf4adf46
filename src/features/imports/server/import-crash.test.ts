import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { setUp } from '#features/setup/server/set-up.ts'
import { readConfig } from '#platform/config.ts'
import type { Connection } from '#platform/database.ts'
import { openHouse } from '../../../app/house.ts'
import type { OpenHouse } from '../../../app/house.ts'
import { openLog } from '../../../app/log.ts'
import { createMigratedDatabase } from '../../../../test/database.ts'
import type { TestDatabase } from '../../../../test/database.ts'
import { workbookOf } from '../../../../test/workbook.ts'
import type { TestCell } from '../../../../test/workbook.ts'
import { importRun } from '../import.ts'
import { createImport } from './create-import.ts'
import { startImport } from './run/start-import.ts'

/** How often it is killed: what it goes on from is the same for all, how far a file was read is its own. */
const roundsOf = (usual: number) => Number(process.env['KONTOR_CRASH_ROUNDS'] ?? usual)
/** Enough that a fast machine is still in the middle after every round. */
const rowsFor = (rounds: number) => 2000 * (rounds + 1)

/** The same people as a file of each kind. */
const FILES = [
  {
    name: 'crash.csv',
    rounds: roundsOf(2),
    write: (rows: number) =>
      Buffer.from(`Nachname;Firma\n${people(rows, (last, firm) => `${last};${firm}`).join('\n')}\n`),
  },
  {
    name: 'crash.xlsx',
    rounds: roundsOf(1),
    write: (rows: number) =>
      workbookOf({
        Blatt: [['Nachname', 'Firma'], ...people(rows, (last, firm): TestCell[] => [last, firm])],
      }),
  },
  {
    name: 'crash.vcf',
    rounds: roundsOf(1),
    write: (rows: number) => Buffer.from(people(rows, cardOf).join('')),
  },
]

const cardOf = (last: string, firm: string) =>
  `BEGIN:VCARD\r\nVERSION:3.0\r\nN:${last}\r\nORG:${firm}\r\nEND:VCARD\r\n`

function people<T>(rows: number, write: (last: string, firm: string) => T): T[] {
  return Array.from({ length: rows }, (_, n) => write(`${nameOf(n)}mann`, `Firma ${n % 50}`))
}

/** Names that sound different, so that nobody is taken for anybody else. */
function nameOf(n: number): string {
  const syllables = ['ba', 'do', 'fi', 'ga', 'lu', 'mo', 'ra', 'se']
  return [32_768, 4096, 512, 64, 8, 1].map((place) => syllables[Math.floor(n / place) % 8]).join('')
}

let database: TestDatabase
let dataDir: string
let house: OpenHouse
let child: ChildProcess | undefined
beforeEach(async () => {
  database = await createMigratedDatabase()
  dataDir = await mkdtemp(join(tmpdir(), 'kontor-crash-'))
  const config = readConfig({ KONTOR_DATA_DIR: dataDir, KONTOR_LOG: 'error' })
  house = await openHouse(config, database.connection as Connection, openLog('error'))
})
afterEach(async () => {
  child?.kill('SIGKILL')
  await house.close()
  await database.drop()
  await rm(dataDir, { recursive: true, force: true })
})

/** The real program on the same database and folder: it works the queue off, this process does not. */
function serve(): ChildProcess {
  const { connectionString, host = '', port = 5432, user = '', database: name = '' } = database.connection
  const url = connectionString ?? `postgresql://${user}@${encodeURIComponent(host)}:${port}/${name}`
  return spawn(process.execPath, [join(import.meta.dirname, '../../../app/main.ts'), 'serve'], {
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

const progress = async () => {
  const row = await house.db.selectFrom('import').select(['doneTo', 'created']).executeTakeFirstOrThrow()
  return row.doneTo
}

test.each(FILES)(
  'killed in the middle ($rounds), $name comes in with every row once',
  async ({ name, rounds, write }) => {
    const all = rowsFor(rounds)
    const by = await house.db.transaction().execute((tx) =>
      setUp(tx, {
        language: 'de',
        firm: { name: 'Muster GmbH' },
        admin: { name: 'Ada', email: 'ada@example.com', password: 'ein langes Kennwort' },
      }),
    )
    // No addresses: nothing but the checkpoint keeps a row from coming in twice.
    const file = await house.files.keep(write(all), { name, type: 'text/plain', limit: 1e9 })
    const { id } = await house.db
      .transaction()
      .execute((tx) => createImport(tx as never, by, { files: house.files, file }))
    const run = importRun.parse({})
    await house.db.transaction().execute((tx) => startImport(tx as never, by, { house, id, run }))

    for (let round = 1; round <= rounds; round++) {
      const before = await progress()
      const own = (child = serve())
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
      expect(await progress(), 'still in the middle').toBeLessThan(all + 1)
    }
    child = serve()
    const state = async () =>
      (await house.db.selectFrom('job').select('state').executeTakeFirstOrThrow()).state
    await expect.poll(state, { interval: 100 }).toBe('done')

    const { rows } = await sql<{ kind: string; n: number; names: number }>`
    select kind, count(*) as n, count(distinct display_name) as names from contact group by kind order by kind`.execute(
      house.db,
    )
    expect(rows).toEqual([
      { kind: 'company', n: 50, names: 50 },
      { kind: 'person', n: all, names: all },
    ])
    const counts = await house.db
      .selectFrom('import')
      .select(['created', 'updated', 'skipped', 'failed'])
      .executeTakeFirstOrThrow()
    expect(counts).toMatchObject({ created: all, updated: 0, skipped: 0, failed: 0 })
  },
  600_000,
)
