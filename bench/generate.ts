import { createHash } from 'node:crypto'
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import pg from 'pg'
import { setUp } from '#features/setup/server/set-up.ts'
import { createLabel } from '#features/labels/server/labels.ts'
import { createGroup } from '#features/users/server/groups.ts'
import { createToken } from '#features/users/server/tokens.ts'
import { createUser } from '#features/users/server/users.ts'
import { principalsOf } from '#kernel/rights.ts'
import type { By, Role } from '#kernel/rights.ts'
import { connectionSettings, openDatabase, openPool } from '#platform/database.ts'
import type { Connection } from '#platform/database.ts'
import { migrate, readMigrations } from '#platform/migrate.ts'
import { startPostgres } from '#platform/postgres/supervisor.ts'
import { learnWords } from '#platform/search.ts'
import type { AllDb } from '../src/app/database.ts'
import { CHUNK } from './contact-row.ts'
import type { World } from './contact-row.ts'
import type { LoadShare } from './load-worker.ts'

/** A folder with a generated database, and who may call its API. */
export interface BenchData {
  dataDir: string
  rows: number
  world: World
  /** Personal tokens: the administrator, and users by the share of contacts they see. */
  tokens: { admin: string; most: string; many: string; some: string; few: string; thousand: string }
}

export interface GenerateOptions {
  cache: string
  rows: number
  seed: number
  say(line: string): void
}

const NOTE = 'bench.json'

/** The database of this size and seed: from the cache if it is of this program, else made. */
export async function generate(options: GenerateOptions): Promise<BenchData> {
  const { cache, rows, seed, say } = options
  const bin = process.env['KONTOR_POSTGRES_BIN']
    ? `-${hash(process.env['KONTOR_POSTGRES_BIN']).slice(0, 6)}`
    : ''
  const dataDir = join(cache, `${rows}-${seed}${bin}`)
  const note = join(dataDir, NOTE)
  const program = await fingerprint()
  const kept = await readFile(note, 'utf8').then(JSON.parse, () => undefined)
  if (kept?.program === program && (await isUnaltered(kept.ran))) return { ...kept, dataDir, rows }
  await rm(dataDir, { recursive: true, force: true })
  await mkdir(dataDir, { recursive: true })
  // PostgreSQL's own account must get through.
  for (const folder of [cache, dataDir]) await chmod(folder, 0o711)
  const postgres = await startPostgres({ dataDir })
  try {
    await migrate(postgres.connection)
    const { world, tokens } = await people(postgres.connection, seed)
    await load(postgres.connection, world, rows, say)
    await writeFile(note, JSON.stringify({ program, ran: await migrations(), world, tokens }))
    return { dataDir, rows, world, tokens }
  } finally {
    await postgres.stop()
  }
}

/** Changes when what is loaded would be another; later migrations run when the program starts. */
async function fingerprint(): Promise<string> {
  const files = [
    join(import.meta.dirname, 'names.ts'),
    join(import.meta.dirname, 'surnames.ts'),
    join(import.meta.dirname, 'contact-row.ts'),
    join(import.meta.dirname, 'load-worker.ts'),
    ...['derive.ts', 'match-facts.ts', 'match-keys.ts', 'hash-keys.ts'].map((file) =>
      join(import.meta.dirname, '../src/features/contacts', file),
    ),
  ]
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')))
  const tables = (await readMigrations()).filter(({ name }) => name <= LOADED)
  return hash([...texts, ...tables.map(({ text }) => text)].join('\n'))
}

/** The migrations by name, as hashes: a program does not start on a database that ran another text of one. */
async function migrations(): Promise<Record<string, string>> {
  return Object.fromEntries((await readMigrations()).map(({ name, text }) => [name, hash(text)]))
}

async function isUnaltered(ran: Record<string, string> = {}): Promise<boolean> {
  const now = await migrations()
  return Object.entries(ran).every(([name, text]) => now[name] === text)
}

/** The last migration that shapes what is loaded. */
const LOADED = '0005_contacts'

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

async function people(connection: Connection, seed: number): Promise<Pick<BenchData, 'world' | 'tokens'>> {
  const db = openDatabase<AllDb>(openPool(connection, 2))
  try {
    return await db.transaction().execute(async (tx) => {
      const admin = await setUp(tx, {
        language: 'de',
        firm: { name: 'Muster GmbH' },
        admin: { name: 'Ada Admin', email: 'ada@example.com', password: 'nur zum Messen' },
      })
      const user = async (name: string, role: Role): Promise<By> => {
        const { id } = await createUser(tx, admin, { name, email: `${name}@example.com`, role })
        return { ...admin, id, name, role, principals: principalsOf({ id, role }, []) }
      }
      const managers: By[] = []
      for (let n = 1; n <= 20; n++) managers.push(await user(`betreuer${n}`, 'user'))
      const chief = await user('leitung', 'user')
      const guest = (n: number) => user(`gast${n}`, 'guest')
      const guests = [await guest(1), await guest(2), await guest(3)] as const
      const group = await createGroup(tx, admin, { name: 'Zentrale', members: [chief.id] })
      const tags: string[] = []
      for (let n = 1; n <= 40; n++)
        tags.push(
          (await createLabel(tx, admin, { list: 'tags', uses: [], input: { name: `Gruppe ${n}` } })).id,
        )
      const labels = await tx.selectFrom('label').select(['id', 'list']).orderBy('position').execute()
      const idsOf = (list: string) => labels.filter((label) => label.list === list).map(({ id }) => id)
      const token = async (by: By) => (await createToken(tx, by, { name: 'bench' })).token
      const world: World = {
        seed,
        types: idsOf('contact-types'),
        temperatures: idsOf('temperatures'),
        tags,
        managers: managers.map(({ id }) => id),
        headOffice: group.id,
        guests: [guests[0].id, guests[1].id, guests[2].id],
      }
      const tokens = {
        admin: await token(admin),
        most: await token(chief),
        many: await token(managers[9] as By),
        some: await token(guests[0]),
        few: await token(guests[1]),
        thousand: await token(guests[2]),
      }
      return { world, tokens }
    })
  } finally {
    await db.destroy()
  }
}

/** Rows by COPY from two workers, indexes afterwards, then what autovacuum would do in time. */
async function load(connection: Connection, world: World, rows: number, say: (line: string) => void) {
  const started = performance.now()
  const since = () => `${Math.round((performance.now() - started) / 1000)} s`
  const client = new pg.Client(connectionSettings(connection))
  await client.connect()
  try {
    await client.query(`set maintenance_work_mem = '1GB'`)
    const indexes = await dropIndexes(client)
    const words = await copyRows({ connection, world, chunks: Math.ceil(rows / CHUNK) })
    say(`${rows} contacts of seed ${world.seed} written, ${since()}`)
    for (const index of indexes) await client.query(index)
    // The workers load without triggers.
    await client.query(
      `insert into contact_manager (manager_id, id, marks, sounds, letters, sort_key)
       select m, id, marks, sounds, letters, sort_key from contact, unnest(manager_ids) m`,
    )
    await client.query('reindex table contact_manager')
    say(`${indexes.length} indexes built, ${since()}`)
    const db = openDatabase<AllDb>(openPool(connection, 1))
    const sorted = [...words].sort()
    for (let at = 0; at < sorted.length; at += 5000)
      await db.transaction().execute((tx) => learnWords(tx, [sorted.slice(at, at + 5000).join(' ')]))
    await db.destroy()
    await client.query('vacuum analyze')
    await client.query('checkpoint')
    say(`${sorted.length} words learnt, vacuumed, ${since()}`)
  } finally {
    await client.end()
  }
}

async function dropIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; made: string }>(
    `select indexname as name, indexdef as made from pg_indexes where tablename = 'contact' and indexname <> 'contact_pkey'`,
  )
  for (const { name } of rows) await client.query(`drop index ${name}`)
  return rows.map(({ made }) => made)
}

async function copyRows(share: Omit<LoadShare, 'first' | 'step'>): Promise<Set<string>> {
  const words = new Set<string>()
  const workers = [0, 1].map(
    (first) =>
      new Promise<void>((resolve, reject) => {
        const worker = new Worker(new URL('load-worker.ts', import.meta.url), {
          workerData: { ...share, first, step: 2 } satisfies LoadShare,
        })
        worker.on('message', (message: { words?: string[] }) => {
          for (const word of message.words ?? []) words.add(word)
        })
        worker.on('error', reject)
        worker.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`worker ended with ${code}`))))
      }),
  )
  await Promise.all(workers)
  return words
}
