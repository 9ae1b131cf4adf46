import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import { missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import { transaction } from '#platform/database.ts'
import type { Database, Tx } from '#platform/database.ts'
import { TYPES } from '../places.ts'
import type { CollectionName } from '../places.ts'
import { shownRecords } from './objects/shown.ts'
import type { Only } from './objects/shown.ts'
import type { DavDb } from './tables.ts'
import { horizon, whatChanged } from './objects/what-changed.ts'

export type Collection = Selectable<DavDb['davCollection']>
export type Resource = Selectable<DavDb['davResource']>

/** So long the journal is believed; then all is looked at once more. */
const BELIEVED = 3_600_000

/** A collection of `by` as it is now. Cheap when nothing happened; else one statement notes what is another. */
export async function currentCollection(
  db: Database<DavDb>,
  by: By,
  name: CollectionName,
): Promise<Collection> {
  const known = await readCollection(db, by, name)
  if (known && isBelieved(known) && (await whatChanged(db, name, known.seenAt)) === 'nothing') return known
  return transaction(db, (tx) => lockCollection(tx, by, name))
}

/** The same inside a change: nobody else changes what stands in the collection until it is over. */
export async function lockCollection(tx: Tx<DavDb>, by: By, name: CollectionName): Promise<Collection> {
  await tx
    .insertInto('davCollection')
    .values({ userId: by.id, name, id: randomUUIDv7(), seenAt: null, wholeAt: null })
    .onConflict((c) => c.doNothing())
    .execute()
  await sql`select 1 from dav_collection where user_id = ${by.id} and name = ${name} for no key update`.execute(
    tx,
  )
  const known = await readCollection(tx, by, name)
  if (!known) throw missing()
  const since = await horizon(tx)
  const changed = isBelieved(known) ? await whatChanged(tx, name, known.seenAt) : 'much'
  if (changed === 'nothing') return known
  const only = changed === 'much' ? undefined : changed
  return noteChanges(tx, by, known, { only, since })
}

function isBelieved(known: Collection): known is Collection & { seenAt: string } {
  return known.seenAt !== null && known.wholeAt !== null && Date.now() - Date.parse(known.wholeAt) < BELIEVED
}

async function readCollection(
  db: Database<DavDb>,
  by: By,
  name: CollectionName,
): Promise<Collection | undefined> {
  return db
    .selectFrom('davCollection')
    .selectAll()
    .where('userId', '=', by.id)
    .where('name', '=', name)
    .executeTakeFirst()
}

/**
 * Compares what `by` sees now with what was shown, and numbers what is another: new, changed, gone. `since`: when the
 * journal is to be read from next time; left out after a change of one's own, of which the journal speaks too.
 */
export async function noteChanges(
  tx: Tx<DavDb>,
  by: By,
  collection: Collection,
  { only, since }: { only: Only; since?: string },
): Promise<Collection> {
  const { name } = collection
  const mine = sql`user_id = ${by.id} and collection = ${name}`
  // Begins with the clock: a Kontor brought back from yesterday's backup does not give out a number twice.
  const base = Math.max(collection.sequence, Date.now())
  const { ending } = TYPES[name]
  const { rows } = await sql<{ last: number | null }>`
    with shown as (${shownRecords(by, collection, only)}),
    known as (select * from dav_resource where ${mine} ${knownAmong(name, only)}),
    changed as (
      select k.name, coalesce(s.id, k.record_id) as id, coalesce(s.kind, k.record_kind) as kind,
        coalesce(k.uid, s.uid) as uid, coalesce(s.mark, k.mark) as mark, s.id is null as gone,
        ${base}::bigint + row_number() over (order by coalesce(s.id, k.record_id)) as sequence
      from shown s full join known k on k.record_id = s.id
      where k.record_id is null or (s.id is null) <> k.gone or k.mark <> s.mark),
    noted as (
      insert into dav_resource (user_id, collection, name, uid, record_kind, record_id, mark, sequence, gone)
      select ${by.id}::uuid, ${name}::text, coalesce(c.name, case when exists (
          select 1 from dav_resource x where x.user_id = ${by.id} and x.collection = ${name} and x.name = c.id || ${ending}::text)
        then c.id || '-k' || ${ending}::text else c.id || ${ending}::text end), c.uid, c.kind, c.id, c.mark, c.sequence, c.gone
      from changed c
      on conflict (user_id, collection, record_id) do update set mark = excluded.mark, sequence = excluded.sequence,
        gone = excluded.gone, raw = case when excluded.gone then null else dav_resource.raw end
      returning sequence)
    select max(sequence) as last from noted`.execute(tx)
  const sequence = rows[0]?.last ?? collection.sequence
  const seen = since === undefined ? {} : { seenAt: since }
  const whole = only === undefined ? { wholeAt: new Date().toISOString() } : {}
  const after = { ...collection, sequence, ...seen, ...whole }
  await tx
    .updateTable('davCollection')
    .set({ sequence, ...seen, ...whole })
    .where('userId', '=', by.id)
    .where('name', '=', name)
    .execute()
  return after
}

/** What changed may be a contact, and with it all visits to it. */
function knownAmong(name: CollectionName, only: Only) {
  if (only === undefined) return sql``
  const ids = uuids(only)
  if (name !== 'appointments') return sql`and record_id = any(${ids})`
  return sql`and (record_id = any(${ids})
    or record_kind = 'visit' and record_id in (select id from visit where contact_id = any(${ids})))`
}
