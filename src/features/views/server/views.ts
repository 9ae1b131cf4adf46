import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { diff } from '#kernel/diff.ts'
import { given } from '#kernel/given.ts'
import { Problem, missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { json } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import type { View, ViewChange, ViewNew } from '../view.ts'
import type { ViewsDb } from './tables.ts'

/** A list nobody can find a view in any more helps nobody. */
const MOST = 100

/** Own views of a list in their order, then those others share. */
export async function listViews(db: Database<ViewsDb>, by: By, list?: string): Promise<View[]> {
  let query = selectViews(db, by)
    .orderBy(sql`v.owner_id = ${by.id}`, 'desc')
    .orderBy('v.list')
    .orderBy(sql`case when v.owner_id = ${by.id} then v.position else 0 end`)
    .orderBy(sql`lower(v.name)`)
    .orderBy('v.id')
  if (list !== undefined) query = query.where('v.list', '=', list)
  return (await query.execute()).map((row) => present(row, by))
}

/** Saves a view at the end of the own ones. */
export async function createView(tx: Tx<ViewsDb>, by: By, input: ViewNew): Promise<View> {
  refuseSharing(by, input.shared)
  await sql`select pg_advisory_xact_lock(hashtext(${`views ${by.id}`}))`.execute(tx)
  const mine = await tx
    .selectFrom('savedView')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('ownerId', '=', by.id)
    .where('list', '=', input.list)
    .executeTakeFirstOrThrow()
  if (mine.n >= MOST) throw new Problem('conflict', 'view.too_many', `At most ${MOST} views of a list.`)
  const id = randomUUIDv7()
  const { list, name, shared = false } = input
  await tx
    .insertInto('savedView')
    .values({ id, list, name, shared, ownerId: by.id, state: json(input.state), position: mine.n })
    .execute()
  const view = await readView(tx, by, id)
  await tell(tx, by, 'created', view, { after: view })
  return view
}

/** Renames, rearranges, shares or moves a view: its owner, or an administrator where it is shared. */
export async function changeView(
  tx: Tx<ViewsDb>,
  by: By,
  { id, change, ifMatch }: { id: string; change: ViewChange; ifMatch?: number | undefined },
): Promise<View> {
  const before = await lockView(tx, by, id)
  if (ifMatch !== undefined && ifMatch !== before.version) throw new Problem('stale', 'stale')
  refuseSharing(by, change.shared)
  const { order, state, ...plain } = given(change)
  await tx
    .updateTable('savedView')
    .set({
      ...plain,
      ...(state ? { state: json(state) } : {}),
      updatedAt: sql<string>`now()`,
      version: before.version + 1,
    })
    .where('id', '=', id)
    .execute()
  if (order !== undefined) await move(tx, before, order)
  const after = await readAsSystem(tx, by, id)
  await tell(tx, by, 'changed', after, { before, after })
  return after
}

export async function deleteView(tx: Tx<ViewsDb>, by: By, id: string): Promise<void> {
  const view = await lockView(tx, by, id)
  await tx.deleteFrom('savedView').where('id', '=', id).execute()
  await tell(tx, by, 'deleted', view, { before: view })
}

/** Gives the views somebody shares to somebody else, so that nobody who works with them loses them. */
export async function handOverViews(
  tx: Tx<ViewsDb>,
  by: By,
  { from, to }: { from: string; to: string },
): Promise<number> {
  const rows = await tx
    .updateTable('savedView')
    .set({ ownerId: to, updatedAt: sql<string>`now()`, version: sql<number>`version + 1` })
    .where('ownerId', '=', from)
    .where('shared', '=', true)
    .returning(['id', 'name'])
    .execute()
  for (const { id, name } of rows) {
    const changes = [{ field: 'owner', from, to }]
    await record(tx, by, {
      action: 'view.changed',
      kind: 'view',
      id,
      title: name,
      diff: changes,
      readers: 'everyone',
    })
  }
  return rows.length
}

async function readView(db: Database<ViewsDb>, by: By, id: string): Promise<View> {
  const row = await selectViews(db, by).where('v.id', '=', id).executeTakeFirst()
  if (!row) throw missing()
  return present(row, by)
}

/** Also what an administrator has just taken out of everybody's sight. */
async function readAsSystem(db: Database<ViewsDb>, by: By, id: string): Promise<View> {
  return present(await selectAll(db).where('v.id', '=', id).executeTakeFirstOrThrow(), by)
}

async function lockView(tx: Tx<ViewsDb>, by: By, id: string): Promise<View> {
  await sql`select 1 from saved_view where id = ${id} for update`.execute(tx)
  const view = await readView(tx, by, id)
  if (view.can.length === 0)
    throw new Problem('forbidden', 'forbidden', 'This view belongs to somebody else.')
  return view
}

/** Guests do not belong to "everybody", neither as givers nor as takers. */
function refuseSharing(by: By, shared: boolean | undefined): void {
  if (shared && by.role === 'guest')
    throw new Problem('forbidden', 'forbidden', 'Guests keep their views to themselves.')
}

/** Puts the view at the place `to` among its owner's and numbers them anew. */
async function move(tx: Tx<ViewsDb>, view: View, to: number): Promise<void> {
  await sql`
    with others as (
      select id, row_number() over (order by position, id) - 1 as at from saved_view
      where owner_id = ${view.owner.id} and list = ${view.list} and id != ${view.id}
    )
    update saved_view v
    set position = case when v.id = ${view.id} then ${to}::int else o.at + (o.at >= ${to})::int end
    from (select id, at from others union all select ${view.id}::uuid, 0) o where v.id = o.id`.execute(tx)
}

function tell(
  tx: Tx<ViewsDb>,
  by: By,
  verb: string,
  view: View,
  { before, after }: { before?: View; after?: View },
): Promise<void> {
  const shared = before?.shared || after?.shared
  return record(tx, by, {
    action: `view.${verb}`,
    kind: 'view',
    id: view.id,
    title: view.name,
    diff: diff(before ? told(before) : {}, after ? told(after) : {}),
    version: view.version,
    readers: shared ? 'everyone' : [view.owner.id],
  })
}

function told({ name, shared, state, order }: View): object {
  return { name, shared, state, order }
}

function selectViews(db: Database<ViewsDb>, by: By) {
  const offered = by.role === 'guest' ? sql<boolean>`false` : sql<boolean>`v.shared`
  return selectAll(db).where(sql<boolean>`(v.owner_id = ${by.id} or ${offered})`)
}

function selectAll(db: Database<ViewsDb>) {
  return db
    .selectFrom('savedView as v')
    .innerJoin('appUser as u', 'u.id', 'v.ownerId')
    .selectAll('v')
    .select('u.name as ownerName')
}

type Row = Awaited<ReturnType<ReturnType<typeof selectAll>['executeTakeFirstOrThrow']>>

function present(row: Row, by: By): View {
  const { ownerId, ownerName, position, ...plain } = row
  const mine = ownerId === by.id
  const may = mine || (row.shared && by.role === 'admin')
  return {
    ...plain,
    owner: { id: ownerId, name: ownerName },
    mine,
    order: position,
    can: may ? ['change', 'delete'] : [],
  }
}
