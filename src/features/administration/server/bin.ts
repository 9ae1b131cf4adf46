import { sql } from 'kysely'
import { readSettings } from '#features/settings/server/settings.ts'
import { Problem } from '#kernel/problem.ts'
import { EVERYONE, mayChange } from '#kernel/rights.ts'
import type { By, Visibility } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Database, Tx } from '#platform/database.ts'
import { transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Running, Work } from '#platform/jobs.ts'
import { announce } from '#platform/journal.ts'
import type { BinKind } from '#platform/record-kinds.ts'
import { defaults } from '#features/settings/settings.ts'
import { binCursor } from '../bin.ts'
import type { Binned, BinQuery } from '../bin.ts'
import { demandAdmin } from './demand-admin.ts'
import type { AdministrationDb } from './tables.ts'

type Bins = readonly BinKind<AdministrationDb>[]
/** Records erased in one transaction. */
const BATCH = 50

/** What lies in the bin of all kinds, as far as `by` may see it, last deleted first. */
export async function listBin(
  db: Database<AdministrationDb>,
  by: By,
  bins: Bins,
  query: BinQuery,
): Promise<{ items: Binned[]; nextCursor: string | null; days: number }> {
  const parts = await Promise.all(bins.map((bin) => bin.rows(db, by, query.q)))
  const start = query.cursor
    ? sql`(b.deleted_at, b.id) < (${query.cursor[0]}::timestamptz, ${query.cursor[1]}::uuid)`
    : sql`true`
  const { rows } = await sql<Row>`
    select b.*, u.name as deleted_by_name
    from (${sql.join(parts, sql` union all `)}) b left join app_user u on u.id = b.deleted_by
    where ${start} order by b.deleted_at desc, b.id desc limit ${query.limit + 1}`.execute(db)
  const items = rows.slice(0, query.limit)
  const last = items.at(-1)
  const nextCursor = rows.length > query.limit && last ? binCursor(last) : null
  return { items: items.map((row) => present(row, by)), nextCursor, days: await binDays(db) }
}

/** The job that empties the bin of what lay in it when it was asked for. */
export function emptyBin(bins: Bins): Work {
  return {
    kind: 'bin.empty',
    async run({ house, by, input, checkpoint, save }: Running<{ before: string }>) {
      demandAdmin(by)
      let erased = (checkpoint as { erased: number } | null)?.erased ?? 0
      const tell = async (tx: Tx<unknown>, count: number) => {
        await save(tx, { done: erased + count, checkpoint: { erased: erased + count } })
        erased += count
      }
      await eraseBefore(house, by, bins, input.before, tell)
      return { erased }
    },
  }
}

/** Erases, every night, what lay in the bin for as many days as the setting says. */
export async function eraseExpired(house: House, bins: Bins): Promise<void> {
  const db = house.db as Database<AdministrationDb>
  const { rows } = await sql<{ before: string }>`
    select now() - ${await binDays(db)} * interval '1 day' as before`.execute(db)
  const before = rows[0]?.before
  if (before) await eraseBefore(house, KONTOR, bins, before, async () => {})
}

/** Kontor itself, for what nobody asked for at the moment. */
const KONTOR: By = {
  id: EVERYONE,
  name: 'Kontor',
  role: 'admin',
  principals: [],
  language: 'de',
  via: 'system',
}

async function eraseBefore(
  house: House,
  by: By,
  bins: Bins,
  before: string,
  tell: (tx: Tx<unknown>, count: number) => Promise<void>,
): Promise<void> {
  const db = house.db as Database<AdministrationDb>
  for (const bin of bins) {
    const rows = await bin.rows(db, by, undefined)
    // What a rule keeps stays in the bin; the next night asks again.
    const kept: string[] = []
    let count = BATCH
    while (count === BATCH) {
      count = await transaction(db, async (tx) => {
        const { rows: old } = await sql<{ id: string }>`
          select id from (${rows}) b where deleted_at <= ${before}::timestamptz and id <> all(${uuids(kept)}) order by deleted_at, id limit ${BATCH}`.execute(
          tx,
        )
        for (const { id } of old) {
          await bin.erase(tx, by, id).catch((error: unknown) => {
            if (!(error instanceof Problem)) throw error
            kept.push(id)
          })
        }
        if (old.length === 0) return 0
        const gone = { kind: bin.kind, id: '*', action: `${bin.kind}.erased`, readers: 'everyone' as const }
        await announce(tx, by, gone)
        await tell(tx as never, old.length)
        return old.length
      })
    }
  }
}

async function binDays(db: Database<AdministrationDb>): Promise<number> {
  return (await readSettings(db)).bin.days ?? defaults.bin.days ?? 30
}

interface Row {
  kind: string
  id: string
  title: string
  deletedAt: string
  deletedBy: string | null
  deletedByName: string | null
  mergedInto: { id: string; title: string; mergeId: string } | null
  visibility: Visibility
  managerIds: string[]
}

function present(row: Row, by: By): Binned {
  const { deletedBy, deletedByName, visibility, managerIds, ...plain } = row
  return {
    ...plain,
    deletedBy: deletedBy && deletedByName ? { id: deletedBy, name: deletedByName } : null,
    can: mayChange(by, { visibility, managers: managerIds }) ? ['restore'] : [],
  }
}
