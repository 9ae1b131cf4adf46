import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { importRun } from '#features/imports/import.ts'
import { createImport } from '#features/imports/server/create-import.ts'
import { contactImportWork } from '#features/imports/server/import-work.ts'
import { startImport } from '#features/imports/server/start-import.ts'
import { setUp } from '#features/setup/server/set-up.ts'
import { csvLine } from '#kernel/csv.ts'
import { readConfig } from '#platform/config.ts'
import type { Running } from '#platform/jobs.ts'
import { migrate } from '#platform/migrate.ts'
import { temporaryFolder } from '#platform/postgres/stand-in.ts'
import { startPostgres } from '#platform/postgres/supervisor.ts'
import { openHouse } from '../src/app/house.ts'
import { openLog } from '../src/app/log.ts'
import { companyName, firstName, lastName, street, town } from './names.ts'
import { randomOf } from './random.ts'

// How fast rows of a CSV file become contacts, with the duplicate check, against bare COPY of the same rows into the
// same tables with the same indexes. `node bench/imports.ts --rows 100000 --seed 1`

const { values: options } = parseArgs({
  options: { rows: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } },
})
const rows = Number(options.rows)
const say = (line: string) => process.stdout.write(`${line}\n`)

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
const file = await house.files.keep(Readable.from(table()), {
  name: 'bench.csv',
  type: 'text/csv',
  limit: 1e9,
})
const { id } = await house.db
  .transaction()
  .execute((tx) => createImport(tx as never, by, { files: house.files, file }))
const run = importRun.parse({})
await house.db.transaction().execute((tx) => startImport(tx as never, by, { house, id, run }))

const memory: number[] = []
const running: Running<{ importId: string }> = {
  id,
  input: { importId: id },
  by,
  house: house as never,
  checkpoint: null,
  save: async (_tx, { done }) => {
    if (done % 20_000 !== 0) return
    memory.push(Math.round(process.memoryUsage.rss() / 1024 / 1024))
  },
}
const imported = await time(() => contactImportWork.run(running as unknown as Running<never>))
say(`import        ${perSecond(imported)} rows/s`)
say(`memory (RSS)  ${memory.join(', ')} MB, every 20,000 rows`)

const tables = ['contact', 'journal']
let copied = 0
for (const name of tables) {
  await client.query(`create table ${name}_kept as table ${name}`)
  await client.query(`truncate ${name} cascade`)
  const generated = `select string_agg(column_name, ',') as columns from information_schema.columns
    where table_name = '${name}' and is_generated = 'NEVER' and table_schema = 'public'`
  const [{ columns }] = (await client.query<{ columns: string }>(generated)).rows as [{ columns: string }]
  const path: Buffer[] = []
  const out = client.query(copyTo(`copy (select ${columns} from ${name}_kept) to stdout`))
  for await (const piece of out as AsyncIterable<Buffer>) path.push(piece)
  await client.query('begin')
  copied += await time(() =>
    pipeline(Readable.from(path), client.query(copyFrom(`copy ${name} (${columns}) from stdin`))),
  )
  await client.query('commit')
}
say(`bare COPY     ${perSecond(copied)} rows/s into ${tables.join(' and ')}`)
say(`ratio         1/${(imported / copied).toFixed(1)} (1/5 or 5,000 rows/s is wanted)`)

await client.end()
await house.close()
await postgres.stop()
await rm(dataDir, { recursive: true, force: true })
await folder.remove()

async function time(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

function perSecond(ms: number): string {
  return Math.round((rows / ms) * 1000).toLocaleString('en')
}

/** Persons with what people keep of persons; a hundredth of them twice. */
function* table(): Generator<string> {
  const random = randomOf(Number(options.seed), 0)
  yield csvLine([
    'Vorname',
    'Nachname',
    'Firma',
    'E-Mail',
    'Telefon',
    'Mobil',
    'Straße',
    'PLZ',
    'Ort',
    'Schlagwörter',
  ])
  const firms = Array.from({ length: Math.ceil(rows / 20) }, (_, n) => `${companyName(random)} ${n}`)
  let last: string | undefined
  for (let n = 0; n < rows; n++) {
    const { postalCode, city } = town(random)
    const [first, surname] = [firstName(random), lastName(random)]
    const line = csvLine([
      first,
      surname,
      random.one(firms),
      `${first}.${surname}.${n}@firma${n % 5000}.example`.toLowerCase().replaceAll(/[^a-z0-9.@-]/g, 'x'),
      `0221 ${100_000 + random.below(900_000)}`,
      `0171 ${1_000_000 + random.below(9_000_000)}`,
      `${street(random)} ${1 + random.below(99)}`,
      postalCode,
      city,
      random.chance(0.2) ? 'Messe' : '',
    ])
    yield last !== undefined && random.chance(0.01) ? last : line
    last = line
  }
}
