import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { importRun } from '#features/imports/import.ts'
import { createImport } from '#features/imports/server/create-import.ts'
import { startImport } from '#features/imports/server/run/start-import.ts'
import { startUndo } from '#features/runs/server/start-undo.ts'
import { setUp } from '#features/setup/server/set-up.ts'
import { readConfig } from '#platform/config.ts'
import { migrate } from '#platform/migrate.ts'
import { temporaryFolder } from '#platform/postgres/stand-in.ts'
import { startPostgres } from '#platform/postgres/supervisor.ts'
import { runJob } from '#platform/run-job.ts'
import { openHouse } from '../src/app/house.ts'
import { openLog } from '../src/app/log.ts'
import { works } from '../src/app/worker.ts'
import { SHAPES, tableOf } from './import-table.ts'
import type { Shape } from './import-table.ts'

// How fast rows of a CSV file become contacts, with the duplicate check, against bare COPY of what became of them into
// the same tables with the same indexes; and how fast they are taken back. Each row of `memory` and `rows/s` is a fifth
// of the file. `node bench/imports.ts --rows 100000 --shape full --seed 1`

const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    shape: { type: 'string', default: 'full' },
  },
})
const [rows, seed] = [Number(options.rows), Number(options.seed)]
const shape: Shape = SHAPES.find((known) => known === options.shape) ?? 'full'
const say = (line: string) => process.stdout.write(`${line}\n`)

const DONE = 'select done from job where id = $1'
const STATE = 'select state, error from job where id = $1'
const COLUMNS = `select string_agg(column_name, ',') as columns from information_schema.columns
  where table_name = $1 and is_generated = 'NEVER' and table_schema = 'public'`

const folder = await temporaryFolder()
const postgres = await startPostgres({ dataDir: folder.path })
await migrate(postgres.connection)
const dataDir = await mkdtemp(join(folder.path, 'files-'))
const config = readConfig({ KONTOR_DATA_DIR: dataDir, KONTOR_LOG: 'error' })
const house = await openHouse(config, postgres.connection, openLog('error'))
const client = new pg.Client(postgres.connection)
await client.connect()

const by = await house.db.transaction().execute((tx) =>
  setUp(tx, {
    language: 'de',
    firm: { name: 'Muster GmbH' },
    admin: { name: 'Ada', email: 'ada@example.com', password: 'ein langes Kennwort' },
  }),
)
const table = Readable.from(tableOf(shape, { rows, seed }))
const file = await house.files.keep(table, { name: 'bench.csv', type: 'text/csv', limit: 1e9 })
const { id } = await house.db
  .transaction()
  .execute((tx) => createImport(tx as never, by, { files: house.files, file }))
const run = importRun.parse({})
const job = await house.db.transaction().execute((tx) => startImport(tx as never, by, { house, id, run }))

const imported = await perform(job.id, rows)
say(`import        ${perSecond(imported.ms)} rows/s, ${share(imported.cpu, imported.ms)} of it at work here`)
say(`  by fifths   ${imported.fifths.map(({ ms }) => perSecond(ms, rows / 5)).join(', ')} rows/s`)
say(`  memory      ${imported.fifths.map(({ rss }) => rss).join(', ')} MB`)
for (const name of ['contact', 'journal']) await client.query(`create table ${name}_kept as table ${name}`)

const undo = await house.db
  .transaction()
  .execute((tx) => startUndo(tx as never, by, { house: house as never, id }))
const undone = await perform(undo.id, rows)
say(`undo          ${perSecond(undone.ms)} rows/s, ${(undone.ms / imported.ms).toFixed(2)} of the import`)

const copied = (await copy('contact')) + (await copy('journal'))
say(`bare COPY     ${perSecond(copied)} rows/s into contact and journal`)
say(`ratio         1/${(imported.ms / copied).toFixed(1)} (1/5 or 5,000 rows/s is wanted)`)

await client.end()
await house.close()
await postgres.stop()
await rm(dataDir, { recursive: true, force: true })
await folder.remove()

interface Performed {
  ms: number
  /** Processor time of this process, without PostgreSQL's. */
  cpu: number
  fifths: { ms: number; rss: number }[]
}

/** Runs a job as the worker does, and notes after each fifth of its work how it goes. */
async function perform(jobId: string, total: number): Promise<Performed> {
  const fifths: Performed['fifths'] = []
  let since = performance.now()
  const stop = house.live.onEvery(async ({ id: about, action }) => {
    if (about !== jobId || action !== 'job.progressed') return
    const [{ done } = { done: 0 }] = (await client.query<{ done: number }>(DONE, [jobId])).rows
    if (done < ((fifths.length + 1) * total) / 5) return
    fifths.push({ ms: performance.now() - since, rss: Math.round(process.memoryUsage.rss() / 2 ** 20) })
    since = performance.now()
  })
  const before = process.cpuUsage()
  const ms = await time(() => runJob(house as never, works, jobId, new AbortController().signal))
  const { user, system } = process.cpuUsage(before)
  stop()
  const { state, error } = (await client.query(STATE, [jobId])).rows[0] as { state: string; error: string }
  if (state !== 'done') throw new Error(`The job is ${state}: ${error}`)
  return { ms, cpu: (user + system) / 1000, fifths }
}

/** Puts back what the import had made of the table, before it was taken back. */
async function copy(name: string): Promise<number> {
  const columns = (await client.query<{ columns: string }>(COLUMNS, [name])).rows[0]?.columns ?? ''
  const pieces: Buffer[] = []
  const out = client.query(copyTo(`copy (select ${columns} from ${name}_kept) to stdout`))
  for await (const piece of out as AsyncIterable<Buffer>) pieces.push(piece)
  await client.query(`truncate ${name} cascade`)
  await client.query('begin')
  const ms = await time(() =>
    pipeline(Readable.from(pieces), client.query(copyFrom(`copy ${name} (${columns}) from stdin`))),
  )
  await client.query('commit')
  return ms
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

function perSecond(ms: number, count = rows): string {
  return Math.round((count / ms) * 1000).toLocaleString('en')
}

function share(part: number, whole: number): string {
  return `${Math.round((part / whole) * 100)} %`
}
