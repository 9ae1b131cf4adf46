import { randomUUIDv7 } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import type { ContactNew } from '#features/contacts/contact.ts'
import { newState } from '#features/contacts/server/contact-state.ts'
import { readContact, readContacts } from '#features/contacts/server/read-contacts.ts'
import { findDuplicates } from '#features/duplicates/server/find-duplicates.ts'
import { scanWork } from '#features/duplicates/server/scan-work.ts'
import type { DuplicatesDb } from '#features/duplicates/server/tables.ts'
import { NOBODY } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import { openDatabase, openPool } from '#platform/database.ts'
import type { Database } from '#platform/database.ts'
import type { Running } from '#platform/jobs.ts'
import { migrate } from '#platform/migrate.ts'
import { startPostgres } from '#platform/postgres/supervisor.ts'
import { generate } from './generate.ts'
import { plant, recallOf, uproot } from './planted.ts'
import { cpuOf } from './processes.ts'

// What looking for duplicates costs: one person, an import's batch and everything, against reading by an index, on a
// tenth and on all of the contacts. See docs/decisions/016.

const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '200' },
    cache: { type: 'string', default: join(tmpdir(), 'kontor-bench') },
    'no-scan': { type: 'boolean', default: false },
  },
})
const say = (line: string) => process.stdout.write(`${line}\n`)
const cache = resolve(options.cache)
await mkdir(cache, { recursive: true })
const big = Number(options.rows)
const by: By = { ...NOBODY, role: 'admin', id: randomUUIDv7() }

const [some, all] = [await measured(big / 10), await measured(big)]
if (some.scan && all.scan) {
  const times = (one: number, other: number) => (other / one).toFixed(1)
  const met = (is: boolean) => (is ? '✓' : '✗')
  const choosing = all.scan.choosing / some.scan.choosing
  const [less, more] = [eachOf(some.scan), eachOf(all.scan)]
  say(
    `scan of ten times as many contacts takes ${times(some.scan.seconds, all.scan.seconds)} times the processor time ` +
      `and finds ${times(some.scan.found, all.scan.found)} times the pairs:`,
  )
  say(
    `${met(choosing <= 12)} who is to be compared takes ${choosing.toFixed(1)} times as long, at most 12 wanted`,
  )
  say(
    `${met(more <= 2 * less)} a pair found takes ${less.toFixed(0)} and ${more.toFixed(0)} µs, at most twice as long wanted`,
  )
}

/** Microseconds of the processor to compare and to write down, for each pair found. */
function eachOf({ seconds, choosing, found }: Scanned): number {
  return ((seconds - choosing) / found) * 1_000_000
}

async function measured(rows: number): Promise<{ scan: Scanned | undefined }> {
  const { dataDir, world } = await generate({ cache, rows, seed: Number(options.seed), say })
  const postgres = await startPostgres({ dataDir })
  try {
    await migrate(postgres.connection)
    const db = openDatabase<DuplicatesDb>(openPool(postgres.connection, 4))
    try {
      await checks(db, rows)
      return { scan: options['no-scan'] ? undefined : await scan(db, rows, world.managers[0] ?? '') }
    } finally {
      await db.destroy()
    }
  } finally {
    await postgres.stop()
  }
}

/** One person as typed and an import's batch, in turns with reading a contact by its id and a page of fifty. */
async function checks(db: Database<DuplicatesDb>, rows: number): Promise<void> {
  const rounds = Number(options.rounds)
  const persons = await sample(db, rounds + 500)
  const times = { read: [] as number[], page: [] as number[], check: [] as number[] }
  for (const [at, person] of persons.slice(0, rounds).entries()) {
    const ids = persons.slice(at, at + 50).map(({ id }) => id)
    times.read.push(await timed(() => readContact(db, by, person.id)))
    times.page.push(await timed(() => readContacts(db, by, ids)))
    times.check.push(await timed(() => findDuplicates(db, by, [person.typed])))
  }
  const [read, page, check] = [times.read, times.page, times.check].map(median)
  say(`${rows} contacts: one by id ${ms(read)}, a page of 50 ${ms(page)}, check of one person ${ms(check)}`)
  const batch = persons.slice(rounds).map(({ typed }) => typed)
  const seconds = (await timed(() => findDuplicates(db, by, batch))) / 1000
  say(
    `${rows} contacts: check of ${batch.length} at once ${ms(seconds * 1000)}, ${Math.round(batch.length / seconds)}/s`,
  )
}

async function sample(db: Database<DuplicatesDb>, count: number) {
  const rows = await db
    .selectFrom('contact')
    .select('id')
    .where('kind', '=', 'person')
    .where('deletedAt', 'is', null)
    // Ids of the generator are random in their last digits.
    .orderBy((eb) => eb.fn('md5', [eb.cast('id', 'text')]))
    .limit(count)
    .execute()
  const contacts = await readContacts(
    db,
    by,
    rows.map(({ id }) => id),
  )
  return contacts.map((contact) => {
    const { kind, firstName, lastName, companyId, companyName, details } = contact
    const typed: ContactNew = { kind, firstName, lastName, companyId, companyName, details }
    return { id: contact.id, typed: newState(by, typed) }
  })
}

interface Scanned {
  /** Of the processor, ours and PostgreSQL's: that others use the machine, too, hardly counts. */
  seconds: number
  /** Of these, until it is known who is to be compared with whom. */
  choosing: number
  found: number
}

async function scan(db: Database<DuplicatesDb>, rows: number, manager: string): Promise<Scanned> {
  await db.deleteFrom('duplicatePair').execute()
  const planted = await plant(db, { ...by, id: manager }, Number(options.seed))
  const [start, used] = [performance.now(), await processorSeconds(db)]
  let [blocks, choosing, most] = [0, 0, 0]
  const running: Running<never> = {
    id: '',
    input: {} as never,
    by,
    house: { db } as never,
    checkpoint: null,
    async save(_tx, { total = 0 }) {
      if (blocks === 0) choosing = (await processorSeconds(db)) - used
      blocks = total
      most = Math.max(most, process.memoryUsage().rss)
    },
  }
  const { found } = (await scanWork.run(running)) as { found: number }
  const seconds = (await processorSeconds(db)) - used
  const passed = (performance.now() - start) / 1000
  say(
    `${rows} contacts: scan ${seconds.toFixed(1)} s of the processor, ${passed.toFixed(1)} s passed ` +
      `(${choosing.toFixed(1)} s of the processor to choose ${blocks} blocks), ` +
      `${found} pairs, at most ${Math.round(most / 2 ** 20)} MB`,
  )
  const recall = await recallOf(db, planted)
  say(
    `${rows} contacts: of ${recall.pairs} planted pairs ${share(recall.found)} found, ${share(recall.sure)} for sure; ` +
      `compared pair by pair ${share(recall.findable)} and ${share(recall.sureFindable)}`,
  )
  await uproot(db, planted)
  return { seconds, choosing, found }
}

async function processorSeconds(db: Database<DuplicatesDb>): Promise<number> {
  const { rows } = await sql<{ pid: number }>`
    select pid from pg_stat_activity where backend_type = 'client backend'`.execute(db)
  const { user, system } = process.cpuUsage()
  return (await cpuOf(rows.map(({ pid }) => pid))) / 1000 + (user + system) / 1_000_000
}

function share(part: number): string {
  return `${(part * 100).toFixed(2)} %`
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
}

function ms(value: number | undefined): string {
  return `${(value ?? 0).toFixed(2)} ms`
}
