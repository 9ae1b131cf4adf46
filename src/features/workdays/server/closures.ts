import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { diff } from '#kernel/diff.ts'
import { Problem, invalid, missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import type { Closure, ClosureChange, ClosureNew } from '../workday.ts'
import type { WorkdaysDb } from './tables.ts'

/** Days on which the whole firm is closed, earliest first; they fit on one page. */
export async function listClosures(
  db: Database<WorkdaysDb>,
  { from, to }: { from?: string | undefined; to?: string | undefined } = {},
): Promise<Closure[]> {
  let query = db.selectFrom('closure').selectAll().orderBy('fromDay').orderBy('id')
  if (from) query = query.where('toDay', '>=', from)
  if (to) query = query.where('fromDay', '<=', to)
  return (await query.execute()).map(present)
}

export async function createClosure(tx: Tx<WorkdaysDb>, by: By, input: ClosureNew): Promise<Closure> {
  const row = await tx
    .insertInto('closure')
    .values({ id: randomUUIDv7(), fromDay: input.from, toDay: input.to, name: input.name })
    .returningAll()
    .executeTakeFirstOrThrow()
  await tell(tx, by, 'created', present(row))
  return present(row)
}

export async function changeClosure(
  tx: Tx<WorkdaysDb>,
  by: By,
  { id, change, ifMatch }: { id: string; change: ClosureChange; ifMatch?: number | undefined },
): Promise<Closure> {
  const before = await lock(tx, id)
  if (ifMatch !== undefined && ifMatch !== before.version) throw new Problem('stale', 'stale')
  const { from = before.from, to = before.to, name = before.name } = change
  if (to < from) throw invalid('to', 'before_from', 'Not before the first day')
  const row = await tx
    .updateTable('closure')
    .set({ fromDay: from, toDay: to, name, updatedAt: sql<string>`now()`, version: before.version + 1 })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  const changes = diff({ name: before.name, from: before.from, to: before.to }, { name, from, to })
  await tell(tx, by, 'changed', present(row), changes)
  return present(row)
}

export async function deleteClosure(tx: Tx<WorkdaysDb>, by: By, id: string): Promise<void> {
  const before = await lock(tx, id)
  await tx.deleteFrom('closure').where('id', '=', id).execute()
  await tell(tx, by, 'deleted', before)
}

type Row = Omit<Closure, 'from' | 'to'> & { fromDay: string; toDay: string }

function present({ fromDay: from, toDay: to, ...plain }: Row): Closure {
  return { ...plain, from, to }
}

async function lock(tx: Tx<WorkdaysDb>, id: string): Promise<Closure> {
  const row = await tx.selectFrom('closure').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw missing()
  return present(row)
}

function tell(
  tx: Tx<WorkdaysDb>,
  by: By,
  verb: 'created' | 'changed' | 'deleted',
  { id, name, version }: Closure,
  changes: ReturnType<typeof diff> = [],
): Promise<void> {
  const entry = { kind: 'closure', id, title: name, diff: changes, version, readers: 'everyone' as const }
  return record(tx, by, { action: `closure.${verb}`, ...entry })
}
