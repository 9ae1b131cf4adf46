import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { given } from '#kernel/given.ts'
import { Problem, invalid, missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import type { Label, LabelChange, LabelList, LabelNew } from '../label.ts'
import type { LabelsDb } from './tables.ts'
import type { LabelUse } from './use.ts'

type Uses = readonly LabelUse[]
type Scope = Label['scope']

/** All entries of a list in their order, with how many records carry each unless `uses` is left out. */
export async function listLabels(
  db: Database<LabelsDb>,
  uses: Uses | undefined,
  list: LabelList,
  scope?: Scope,
): Promise<Label[]> {
  let query = db.selectFrom('label').selectAll().where('list', '=', list).orderBy('position').orderBy('id')
  if (scope) query = query.where('scope', '=', scope)
  const rows = await query.execute()
  return Promise.all(rows.map(async (row) => present(row, await countUses(db, uses, list, row.id))))
}

async function readLabel(db: Database<LabelsDb>, uses: Uses, list: LabelList, id: string): Promise<Label> {
  const row = await db
    .selectFrom('label')
    .selectAll()
    .where('id', '=', id)
    .where('list', '=', list)
    .executeTakeFirst()
  if (!row) throw missing()
  return present(row, await countUses(db, uses, list, id))
}

/** Adds an entry at the end; a name that is there already gives the entry that has it, brought back if retired. */
export async function createLabel(
  tx: Tx<LabelsDb>,
  by: By,
  { list, uses, input }: { list: LabelList; uses: Uses; input: LabelNew },
): Promise<Label> {
  const scope = input.scope ?? 'contact'
  await sql`select pg_advisory_xact_lock(hashtext(${`label ${list} ${scope}`}))`.execute(tx)
  const same = await findByName(tx, list, scope, input.name)
  if (same) {
    if (same.retiredAt) return changeLabel(tx, by, { list, uses, id: same.id, change: { retired: false } })
    return present(same, await countUses(tx, uses, list, same.id))
  }
  const id = randomUUIDv7()
  const last = await tx
    .selectFrom('label')
    .select((e) => e.fn.coalesce(e.fn.max('position'), sql<number>`-1`).as('at'))
    .where('list', '=', list)
    .where('scope', '=', scope)
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('label')
    .values({
      id,
      list,
      scope,
      name: input.name,
      description: input.description ?? '',
      color: input.color ?? null,
      icon: input.icon ?? null,
      position: last.at + 1,
      retiredAt: null,
    })
    .execute()
  await tell(tx, by, 'created', list, { id, name: input.name })
  return readLabel(tx, uses, list, id)
}

/** Renames, recolours, moves or retires an entry; records that carry it show the new name at once. */
export async function changeLabel(
  tx: Tx<LabelsDb>,
  by: By,
  { list, uses, id, change, ifMatch }: Changing,
): Promise<Label> {
  await sql`select 1 from label where id = ${id} for update`.execute(tx)
  const before = await readLabel(tx, uses, list, id)
  if (ifMatch !== undefined && before.version !== ifMatch) throw new Problem('stale', 'stale')
  const { order, retired, ...plain } = change
  if (plain.name) {
    const same = await findByName(tx, list, before.scope, plain.name)
    if (same && same.id !== id)
      throw invalid('name', 'taken', 'There is an entry of this name; merge the two instead.')
  }
  await tx
    .updateTable('label')
    .set({
      ...given(plain),
      ...(retired === undefined ? {} : { retiredAt: retired ? sql<string>`now()` : null }),
      updatedAt: sql<string>`now()`,
      version: before.version + 1,
    })
    .where('id', '=', id)
    .execute()
  if (order !== undefined) await move(tx, list, before.scope, id, order)
  const after = await readLabel(tx, uses, list, id)
  const fields = ['name', 'description', 'color', 'icon', 'order', 'retired'] as const
  const diff = fields
    .filter((f) => before[f] !== after[f])
    .map((f) => ({ field: f, from: before[f], to: after[f] }))
  await tell(tx, by, 'changed', list, after, diff)
  return after
}

/** Removes an entry nobody uses; one in use has to be retired or merged. */
export async function deleteLabel(
  tx: Tx<LabelsDb>,
  by: By,
  { list, uses, id }: { list: LabelList; uses: Uses; id: string },
): Promise<void> {
  await sql`select 1 from label where id = ${id} for update`.execute(tx)
  const entry = await readLabel(tx, uses, list, id)
  if (list === 'tags') for (const use of usesOf(uses, list)) await use.replace(tx, by, id, undefined)
  else if ((entry.usageCount ?? 0) > 0)
    throw new Problem('conflict', 'label.in_use', 'It is in use: merge or retire it.')
  await tx.deleteFrom('label').where('id', '=', id).execute()
  await tell(tx, by, 'deleted', list, entry)
}

/** Gives all records of one entry to another and removes it. */
export async function mergeLabels(
  tx: Tx<LabelsDb>,
  by: By,
  { list, uses, id, into }: { list: LabelList; uses: Uses; id: string; into: string },
): Promise<Label> {
  await sql`select 1 from label where id in (${id}, ${into}) order by id for update`.execute(tx)
  const from = await readLabel(tx, uses, list, id)
  const target = await readLabel(tx, uses, list, into)
  if (id === into || target.scope !== from.scope)
    throw invalid('into', 'not_mergeable', 'Choose another entry of this list.')
  for (const use of usesOf(uses, list)) await use.replace(tx, by, id, into)
  await tx.deleteFrom('label').where('id', '=', id).execute()
  await tell(tx, by, 'merged', list, from, [{ field: 'into', from: from.name, to: target.name }])
  return readLabel(tx, uses, list, into)
}

interface Changing {
  list: LabelList
  uses: Uses
  id: string
  change: LabelChange
  ifMatch?: number | undefined
}

function findByName(db: Database<LabelsDb>, list: LabelList, scope: Scope, name: string) {
  return db
    .selectFrom('label')
    .selectAll()
    .where('list', '=', list)
    .where('scope', '=', scope)
    .where(sql<boolean>`lower(name) = lower(${name})`)
    .executeTakeFirst()
}

/** Puts the entry at the place `to` and numbers the list anew. */
async function move(tx: Tx<LabelsDb>, list: LabelList, scope: Scope, id: string, to: number): Promise<void> {
  await sql`
    with others as (
      select id, row_number() over (order by position, id) - 1 as at
      from label where list = ${list} and scope = ${scope} and id != ${id}
    )
    update label l set position = case when l.id = ${id} then ${to}::int else o.at + (o.at >= ${to})::int end
    from others o where l.id = o.id or l.id = ${id}`.execute(tx)
}

function usesOf(uses: Uses, list: LabelList): LabelUse[] {
  return uses.filter((use) => use.list === list)
}

async function countUses(
  db: Database<LabelsDb>,
  uses: Uses | undefined,
  list: LabelList,
  id: string,
): Promise<number | undefined> {
  if (!uses) return undefined
  const counts = await Promise.all(usesOf(uses, list).map((use) => use.count(db, id)))
  return counts.reduce((sum, count) => sum + count, 0)
}

function tell(
  tx: Tx<LabelsDb>,
  by: By,
  verb: string,
  list: LabelList,
  { id, name }: { id: string; name: string },
  diff: { field: string; from: unknown; to: unknown }[] = [],
): Promise<void> {
  return record(tx, by, { action: `${list}.${verb}`, kind: list, id, title: name, diff, readers: 'everyone' })
}

type Row = NonNullable<Awaited<ReturnType<typeof findByName>>>

function present(row: Row, usageCount: number | undefined): Label {
  const { id, name, description, color, icon, scope, createdAt, updatedAt, version } = row
  const retired = row.retiredAt !== null
  return {
    id,
    name,
    description,
    color,
    icon,
    order: row.position,
    scope,
    ...(usageCount === undefined ? {} : { usageCount }),
    retired,
    createdAt,
    updatedAt,
    version,
  }
}
