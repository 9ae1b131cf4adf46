import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import { json, transaction } from '#platform/database.ts'
import { unpackAgreed } from '../../agreed.ts'
import { decide, isMassRemoval } from '../../decide.ts'
import { mergeItem } from '../../merge.ts'
import { absorb } from './absorb.ts'
import { circumstances } from './gone-here.ts'
import { LIVE_STATES, WHOLE, readLink, readLinks, saveLink } from '../links.ts'
import { noteConflicts } from './note-conflicts.ts'
import { ourKind } from '../ours/our-areas.ts'
import type { OurArea, OurRecord } from '../ours/our-side.ts'
import { pictureOf } from '../ours/photos.ts'
import { isoOf, orLost, storeOf } from '../run.ts'
import type { CollectionRow, Link, RemoteItem, Run } from '../run.ts'
import type { SyncDb } from '../tables.ts'

const BATCH = 100

/**
 * What was said to be removed, and after a whole listing what none of its pages had, is asked for by name; only what is
 * not there then is gone. Too much of it at once holds the collection until somebody confirms it.
 */
export async function confirmRemovals(
  run: Run,
  area: OurArea,
  { collection, others }: { collection: CollectionRow; others: readonly CollectionRow[] },
): Promise<CollectionRow> {
  const gone = await goneIds(run, area, collection)
  if (
    gone.length > 0 &&
    collection.removals !== 'confirmed' &&
    isMassRemoval(gone.length, await countLinks(run, collection))
  )
    return hold(run, collection, gone)
  for (let at = 0; at < gone.length; at += BATCH) {
    run.signal.throwIfAborted()
    for (const link of await readLinks(run.db, gone.slice(at, at + BATCH)))
      await settleGone(run, area, { link, collection, others })
  }
  return keepCollection(run, collection, { whole: false, removals: null })
}

async function goneIds(run: Run, area: OurArea, collection: CollectionRow): Promise<string[]> {
  const store = storeOf(run, area.area, collection)
  const gone: string[] = []
  for (let after = ''; ;) {
    run.signal.throwIfAborted()
    const { rows } = await sql<{ id: string; remoteId: string }>`
      select id, remote_id from groupware_link
      where collection_id = ${collection.id} and remote_id is not null and state = any(${[...LIVE_STATES]})
        and (round = -1 ${collection.whole ? sql`or round <> ${collection.round}` : sql``})
        ${after === '' ? sql`` : sql`and id > ${after}::uuid`}
      order by id limit ${BATCH}`.execute(run.db)
    if (rows.length === 0) return gone
    const there = new Set((await store.get(rows.map(({ remoteId }) => remoteId))).map(({ id }) => id))
    const [seen, missed] = [
      rows.filter((row) => there.has(row.remoteId)),
      rows.filter((row) => !there.has(row.remoteId)),
    ]
    gone.push(...missed.map(({ id }) => id))
    await transaction(run.db, (tx) =>
      markSeen(
        tx,
        seen.map(({ id }) => id),
        collection.round,
      ),
    )
    after = rows.at(-1)?.id ?? ''
    if (rows.length < BATCH) return gone
  }
}

/** These items were seen in this round of their collection. */
export async function markSeen(tx: Tx<SyncDb>, ids: readonly string[], round: number): Promise<void> {
  if (ids.length === 0) return
  await tx
    .updateTable('groupwareLink')
    .set({ round })
    .where('id', 'in', [...ids])
    .execute()
}

async function countLinks(run: Run, { id }: CollectionRow): Promise<number> {
  const { rows } = await sql<{ links: number }>`
    select count(*) as links from groupware_link
    where collection_id = ${id} and remote_id is not null and state = any(${[...LIVE_STATES]})`.execute(
    run.db,
  )
  return rows[0]?.links ?? 0
}

async function hold(run: Run, collection: CollectionRow, gone: readonly string[]): Promise<CollectionRow> {
  await transaction(run.db, async (tx) => {
    await markSeen(tx, gone, -1)
    if (collection.removals === 'held') return
    await tx
      .insertInto('groupwareLog')
      .values({
        id: randomUUIDv7(),
        accountId: run.account.id,
        at: isoOf(run.now),
        area: collection.area,
        action: 'massRemoval',
        counts: json({ removed: gone.length }),
      })
      .execute()
  })
  return keepCollection(run, collection, { whole: false, removals: 'held' })
}

/** Writes these columns of a collection where they are another. */
export async function keepCollection(
  run: Run,
  collection: CollectionRow,
  next: Pick<CollectionRow, 'whole' | 'removals'>,
): Promise<CollectionRow> {
  if (collection.whole === next.whole && collection.removals === next.removals) return collection
  await run.db.updateTable('groupwareCollection').set(next).where('id', '=', collection.id).execute()
  return { ...collection, ...next }
}

interface Settling {
  link: Link
  collection: CollectionRow
  others: readonly CollectionRow[]
}

/** An item that is not where it was: in another collection of the account, or gone. */
async function settleGone(run: Run, area: OurArea, { link, collection, others }: Settling): Promise<void> {
  for (const other of [collection, ...others]) {
    const remote = await orLost(storeOf(run, area.area, other).find(link.uid), undefined)
    if (!remote || (await isLinked(run, link, remote))) continue
    const picture = await pictureOf(run, storeOf(run, area.area, other), link, remote)
    return transaction(run.db, async (tx) => {
      const now = await readLink(tx, link.id)
      if (now)
        await absorb(tx, run, { link: now, remote, picture, collectionId: other.id, round: other.round })
    })
  }
  await transaction(run.db, async (tx) => {
    const now = await readLink(tx, link.id)
    if (now) await goneThere(tx, run, now)
  })
}

async function isLinked(run: Run, link: Link, remote: RemoteItem): Promise<boolean> {
  const other = await run.db
    .selectFrom('groupwareLink')
    .select('id')
    .where('accountId', '=', run.account.id)
    .where('area', '=', link.area)
    .where('remoteId', '=', remote.id)
    .executeTakeFirst()
  return other !== undefined && other.id !== link.id
}

/** Theirs is gone for sure: ours goes along, stays until somebody says, or was changed meanwhile and is kept. */
export async function goneThere(
  tx: Tx<SyncDb>,
  run: Run,
  link: Link,
  { isCalledOff = false } = {},
): Promise<void> {
  const kind = ourKind(link.recordKind)
  const ours = (await kind.read(tx, run.by, [link.recordId])).get(link.recordId)
  const { about } = unpackAgreed(link.agreed)
  const presence = !ours ? 'gone' : isChangedHere(run, link, ours) ? 'changed' : 'same'
  const action = decide(presence, 'gone', circumstances(run, link, about))
  const none = { etag: null, fault: null }
  const gone = { accountId: link.accountId, isOrganizers: isCalledOff || !about.copy }
  if (ours && (await kind.copyGone?.(tx, run.by, ours, gone)))
    return saveLink(tx, run, link.id, { ...none, state: 'goneThere' })
  if (action === 'drop') return saveLink(tx, run, link.id, { ...none, remoteId: null, state: 'goneHere' })
  if (action === 'removeOurs' && kind.remove) {
    await kind.remove(tx, run.by, link.recordId)
    run.counts.removed += 1
  }
  if (action === 'ask') run.counts.asked += 1
  if (action !== 'offer') return saveLink(tx, run, link.id, { ...none, state: 'goneThere' })
  await noteConflicts(tx, run, link, [
    { field: WHOLE, agreed: null, ours: ours?.item ?? null, theirs: null, kept: 'ours' },
  ])
  await saveLink(tx, run, link.id, { ...none, state: 'conflict' })
}

function isChangedHere(run: Run, link: Link, ours: OurRecord): boolean {
  if (ours.version === link.ourVersion) return false
  const kind = ourKind(link.recordKind)
  const { about: _, ...agreed } = unpackAgreed(link.agreed)
  const fields = kind.fields(run.account.options).filter((field) => field in agreed.theirs)
  const sides = { agreed, ours: ours.item, theirs: agreed.theirs }
  return Object.keys(mergeItem(run.rules[kind.area], fields, sides, { winner: 'ours' }).toTheirs).length > 0
}
