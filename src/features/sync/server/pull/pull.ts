import { sql } from 'kysely'
import type { Changes } from '#connectors/groupware/groupware.ts'
import { GroupwareError } from '#connectors/groupware/groupware-error.ts'
import type { Picture } from '#features/contacts/server/make-picture.ts'
import { Problem } from '#kernel/problem.ts'
import { dayText } from '#kernel/wall.ts'
import type { Tx } from '#platform/database.ts'
import { transaction } from '#platform/database.ts'
import { NOTHING_AGREED } from '../../merge.ts'
import { absorb } from './absorb.ts'
import { createHere } from './create-here.ts'
import { LIVE_STATES, isHeld, readLink } from '../links.ts'
import { ourKind } from '../ours/our-areas.ts'
import type { OurArea } from '../ours/our-side.ts'
import { pictureOf } from '../ours/photos.ts'
import { confirmRemovals, goneThere, markSeen } from './removals.ts'
import { PAGE, isoOf, orLost, storeOf } from '../run.ts'
import type { CollectionRow, Link, RemoteItem, Run, SyncItem } from '../run.ts'
import type { SyncDb } from '../tables.ts'

const WEEK = 7 * 86_400_000

/**
 * Takes in what is another there, page by page: the token of a page is saved in the transaction of its changes, so that
 * whatever ends the run, the next one goes on from there. Gives back the collection as it is then.
 */
export async function pullCollection(
  run: Run,
  area: OurArea,
  { collection: begun, others }: { collection: CollectionRow; others: readonly CollectionRow[] },
): Promise<CollectionRow> {
  let collection = begun
  if (collection.roundToken === null) collection = await confirmRemovals(run, area, { collection, others })
  if (collection.removals === 'held') return collection
  collection = await listAnew(run, collection)
  for (let isDone = false; !isDone;) {
    run.signal.throwIfAborted()
    const page = await nextPage(run, area, collection)
    if (page === 'anew') {
      collection = await forgetTokens(run, collection)
      continue
    }
    const round = page.whole && collection.roundToken === null ? collection.round + 1 : collection.round
    const known = await examine(run, area, { page, collection: { ...collection, round }, others })
    const next = afterPage(collection, { page, round, now: isoOf(run.now) })
    await transaction(run.db, async (tx) => {
      await takePage(tx, run, area, { page, known, collection: { ...collection, ...next } })
      await tx.updateTable('groupwareCollection').set(next).where('id', '=', collection.id).execute()
    })
    collection = { ...collection, ...next }
    isDone = !page.more
  }
  return confirmRemovals(run, area, { collection, others })
}

/** Once a week everything is listed anew: what a server forgot to tell comes to light. */
async function listAnew(run: Run, collection: CollectionRow): Promise<CollectionRow> {
  const { token, roundToken, listedAt } = collection
  const isOld = listedAt === null || run.now - Date.parse(listedAt) > WEEK
  return token !== null && roundToken === null && isOld ? { ...collection, token: null } : collection
}

async function nextPage(
  run: Run,
  area: OurArea,
  { token, roundToken, remoteId }: CollectionRow,
): Promise<Changes<SyncItem> | 'anew'> {
  const from = roundToken ?? token
  const { daysBack, daysAhead } = run.account.options
  const day = (days: number) => dayText(run.now + days * 86_400_000)
  const window = area.area === 'appointment' ? { window: { from: day(-daysBack), to: day(daysAhead) } } : {}
  try {
    return await storeOf(run, area.area, { remoteId }).changes(from, {
      limit: PAGE,
      ...window,
      signal: run.signal,
    })
  } catch (error) {
    if (error instanceof GroupwareError && error.fault === 'token-lost' && from !== null) return 'anew'
    throw error
  }
}

async function forgetTokens(run: Run, collection: CollectionRow): Promise<CollectionRow> {
  run.counts.listedAnew += 1
  const none = { token: null, roundToken: null, whole: false }
  await run.db.updateTable('groupwareCollection').set(none).where('id', '=', collection.id).execute()
  return { ...collection, ...none }
}

function afterPage(
  collection: CollectionRow,
  { page, round, now }: { page: Changes<SyncItem>; round: number; now: string },
) {
  const whole = page.whole || (collection.roundToken !== null && collection.whole)
  if (page.more) return { roundToken: page.token, round, whole }
  return { token: page.token, roundToken: null, round, whole, ...(whole ? { listedAt: now } : {}) }
}

/** What an item of a page is to us, found out before the transaction, which waits for no server. */
type Known =
  | { remote: RemoteItem; is: 'seen' | 'nothing'; linkId?: string }
  | {
      remote: RemoteItem
      is: 'linked'
      linkId: string
      picture: Picture | null | undefined
      anew: boolean
      moved: boolean
    }
  | { remote: RemoteItem; is: 'new' }

interface Examining {
  page: Changes<SyncItem>
  collection: CollectionRow
  others: readonly CollectionRow[]
}

async function examine(run: Run, area: OurArea, { page, collection, others }: Examining): Promise<Known[]> {
  const links = await linksOf(run, area, page.changed)
  const byRemote = new Map(links.map((link) => [link.remoteId, link]))
  const byUid = new Map(links.filter(({ state }) => state !== 'decoupled').map((link) => [link.uid, link]))
  const known: Known[] = []
  // What a page tells twice is there once, as it was told last.
  for (const remote of new Map(page.changed.map((one) => [one.id, one])).values()) {
    const link = byRemote.get(remote.id)
    const twin = link ? undefined : byUid.get(remote.item.uid)
    if (link && isSeen(link, remote, collection)) known.push({ remote, is: 'seen', linkId: link.id })
    else if (link?.state === 'decoupled') known.push({ remote, is: 'nothing' })
    else if (twin && (await isElsewhere(run, area, { twin, collection, others })))
      known.push({ remote, is: 'nothing' })
    else if (link ?? twin) {
      const { id, agreed, area: of, remoteId } = (link ?? twin) as Link
      const picture = await pictureOf(run, storeOf(run, area.area, collection), { agreed, area: of }, remote)
      known.push({
        remote,
        is: 'linked',
        linkId: id,
        picture,
        anew: remoteId === null,
        moved: link === undefined,
      })
      byUid.delete(remote.item.uid)
    } else known.push({ remote, is: 'new' })
  }
  return known
}

function isSeen(link: Link, remote: RemoteItem, collection: CollectionRow): boolean {
  return (
    link.etag === remote.etag &&
    link.collectionId === collection.id &&
    (LIVE_STATES as readonly string[]).includes(link.state)
  )
}

/** The same UID under another name: the item moved, unless it still stands where the link says; then this is a copy. */
async function isElsewhere(
  run: Run,
  area: OurArea,
  { twin, collection, others }: { twin: Link; collection: CollectionRow; others: readonly CollectionRow[] },
): Promise<boolean> {
  if (twin.remoteId === null) return false
  const home = [collection, ...others].find(({ id }) => id === twin.collectionId)
  if (!home) return false
  return (await orLost(storeOf(run, area.area, home).get([twin.remoteId]), [])).length > 0
}

async function linksOf(run: Run, area: OurArea, remotes: readonly RemoteItem[]): Promise<Link[]> {
  if (remotes.length === 0) return []
  const [ids, uids] = [remotes.map(({ id }) => id), remotes.map(({ item }) => item.uid)]
  return run.db
    .selectFrom('groupwareLink')
    .selectAll()
    .where('accountId', '=', run.account.id)
    .where('area', '=', area.area)
    .where(sql<boolean>`(remote_id = any(${ids}::text[]) or uid = any(${uids}::text[]))`)
    .execute()
}

async function takePage(
  tx: Tx<SyncDb>,
  run: Run,
  area: OurArea,
  {
    page,
    known,
    collection,
  }: { page: Changes<SyncItem>; known: readonly Known[]; collection: CollectionRow },
): Promise<void> {
  const seen = known.flatMap((one) => (one.is === 'seen' && one.linkId !== undefined ? [one.linkId] : []))
  await markSeen(tx, seen, collection.round)
  for (const one of known) {
    if (one.is === 'linked') await takeLinked(tx, run, { one, collection })
    else if (one.is === 'new') await takeNew(tx, run, area, { remote: one.remote, collection })
  }
  if (page.removed.length > 0)
    await tx
      .updateTable('groupwareLink')
      .set({ round: -1 })
      .where('accountId', '=', run.account.id)
      .where('collectionId', '=', collection.id)
      .where('area', '=', area.area)
      .where('remoteId', 'in', page.removed)
      .execute()
}

async function takeLinked(
  tx: Tx<SyncDb>,
  run: Run,
  { one, collection }: { one: Extract<Known, { is: 'linked' }>; collection: CollectionRow },
): Promise<void> {
  const link = await readLink(tx, one.linkId)
  if (!link) return
  const { remote, picture } = one
  if (isHeld(link, run.now)) return
  if (remote.item['cancelled'] === true) return takeCancelled(tx, run, { link, remote, collection })
  if (link.state === 'goneThere' || link.state === 'conflict') await bringBack(tx, run, link)
  const state = link.state === 'timesOnly' || link.state === 'goneHere' ? link.state : 'linked'
  await absorb(tx, run, {
    link: { ...link, state: state === 'goneHere' ? 'linked' : state },
    remote,
    picture,
    ...(one.anew ? { agreed: NOTHING_AGREED } : {}),
    collectionId: collection.id,
    round: collection.round,
  })
}

/** An event that its organizer called off is as good as removed. */
async function takeCancelled(
  tx: Tx<SyncDb>,
  run: Run,
  { link, remote, collection }: { link: Link; remote: RemoteItem; collection: CollectionRow },
): Promise<void> {
  if ((LIVE_STATES as readonly string[]).includes(link.state))
    await goneThere(tx, run, link, { isCalledOff: true })
  await tx
    .updateTable('groupwareLink')
    .set({ etag: remote.etag, remoteId: remote.id, round: collection.round })
    .where('id', '=', link.id)
    .execute()
}

/** What was gone there is there again: our record comes out of the bin, when it went there along with it. */
async function bringBack(tx: Tx<SyncDb>, run: Run, link: Link): Promise<void> {
  const kind = ourKind(link.recordKind)
  const ours = await kind.read(tx, run.by, [link.recordId])
  if (ours.size === 0 && link.state === 'goneThere' && kind.restore) {
    await sql`savepoint bringing_back`.execute(tx)
    try {
      await kind.restore(tx, run.by, link.recordId)
      await sql`release savepoint bringing_back`.execute(tx)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      await sql`rollback to savepoint bringing_back`.execute(tx)
    }
  }
  if (link.state === 'conflict')
    await tx
      .updateTable('groupwareConflict')
      .set({ settledAt: isoOf(run.now) })
      .where('linkId', '=', link.id)
      .where('field', '=', '*')
      .where('kept', '=', 'ours')
      .where('settledAt', 'is', null)
      .execute()
}

async function takeNew(
  tx: Tx<SyncDb>,
  run: Run,
  area: OurArea,
  { remote, collection }: { remote: RemoteItem; collection: CollectionRow },
): Promise<void> {
  await sql`savepoint taking_new`.execute(tx)
  try {
    await createHere(tx, run, area, { remote, collection })
    await sql`release savepoint taking_new`.execute(tx)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    await sql`rollback to savepoint taking_new`.execute(tx)
    run.counts.failed += 1
    run.house.log.warn(
      { account: run.account.id, code: error.code, uid: remote.item.uid },
      'an item could not be taken over',
    )
  }
}
