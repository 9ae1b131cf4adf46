import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { ItemStore } from '#connectors/groupware/groupware.ts'
import { GroupwareError } from '#connectors/groupware/groupware-error.ts'
import { transaction } from '#platform/database.ts'
import { unpackAgreed } from '../../agreed.ts'
import { turned } from '../../decide.ts'
import { mergeItem } from '../../merge.ts'
import { absorb, failLink, policyOf } from '../pull/absorb.ts'
import { createThere } from './create-there.ts'
import { REMOVING, goneHere } from '../pull/gone-here.ts'
import { FRESH, PING_PONG, heldSince, readLink, readLinks, saveLink } from '../links.ts'
import { matchCards } from '../pull/match-cards.ts'
import type { OurArea, OurKind, OurRecord } from '../ours/our-side.ts'
import { pictureOf, pushPhoto } from '../ours/photos.ts'
import { removeThere } from './remove-there.ts'
import { isoOf, pick, storeOf } from '../run.ts'
import type { CollectionRow, Link, RemoteItem, Run, SyncItem } from '../run.ts'

/** So many of ours are read at once. */
const BATCH = 100
const TRIES = 3

/** Brings what is another on our side there: changes, removals, what somebody restored, and what is new. */
export async function pushArea(
  run: Run,
  area: OurArea,
  collections: readonly CollectionRow[],
): Promise<void> {
  const byId = new Map(collections.map((collection) => [collection.id, collection]))
  for (const kind of area.kinds) {
    if (kind.area === 'contact') await matchCards(run, collections)
    for (let after = ''; ;) {
      const ids = await changedLinks(run, kind, after)
      const links = await readLinks(run.db, ids)
      const records = await kind.read(
        run.db,
        run.by,
        links.map(({ recordId }) => recordId),
      )
      for (const link of links) {
        run.signal.throwIfAborted()
        const collection = byId.get(link.collectionId)
        if (collection && collection.removals !== 'held')
          await push(run, { kind, link, collection, ours: records.get(link.recordId) })
      }
      if (ids.length < BATCH) break
      after = ids.at(-1) ?? ''
    }
  }
}

/** Links whose record is another than it was agreed on, by comparing versions; one statement, however many links. */
async function changedLinks(run: Run, kind: OurKind, after: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`${changedLinksQuery(run, kind, after)}`.execute(run.db)
  return rows.map(({ id }) => id)
}

export function changedLinksQuery(
  run: Pick<Run, 'by' | 'account' | 'now'>,
  kind: OurKind,
  after = '',
): RawBuilder<{ id: string }> {
  return sql`
    select l.id from groupware_link l left join (${kind.live(run.by)}) r on r.id = l.record_id
    where l.account_id = ${run.account.id} and l.record_kind = ${kind.kind} ${after === '' ? sql`` : sql`and l.id > ${after}::uuid`}
      and (l.state in ('linked', 'failed') and l.fault is distinct from ${PING_PONG}
          and (r.id is null or r.version is distinct from l.our_version)
        or l.state = 'failed' and l.fault = ${PING_PONG} and l.turned_at < ${heldSince(run.now)}::timestamptz
        or l.state in ('goneHere', 'decoupled') and l.fault = ${REMOVING}
        or l.state = 'goneHere' and r.id is not null)
    order by l.id limit ${BATCH}`
}

interface Pushing {
  kind: OurKind
  link: Link
  collection: CollectionRow
  ours: OurRecord | undefined
}

async function push(run: Run, pushing: Pushing): Promise<void> {
  const { link, ours, collection } = pushing
  try {
    if (link.state === 'decoupled') await removeThere(run, link, collection)
    else if (!ours) await pushGone(run, link, collection)
    else if (link.state === 'goneHere' || link.fault === PING_PONG) await revive(run, { ...pushing, ours })
    else if (link.remoteId === null) await createThere(run, { ...pushing, ours })
    else await pushChange(run, { ...pushing, ours, remoteId: link.remoteId })
  } catch (error) {
    if (!(error instanceof GroupwareError) || !OF_ONE.includes(error.fault)) throw error
    await transaction(run.db, (tx) =>
      failLink(tx, run, link, { fault: error.fault, version: ours?.version ?? null }),
    )
  }
}

/** Faults that say something of one item; all others are of the account. */
export const OF_ONE: readonly string[] = [
  'invalid',
  'forbidden',
  'unsupported',
  'taken',
  'not-found',
  'stale',
]

async function pushGone(run: Run, link: Link, collection: CollectionRow): Promise<void> {
  if (link.state !== 'goneHere') await transaction(run.db, (tx) => goneHere(tx, run, { link }))
  const [now] = await readLinks(run.db, [link.id])
  if (now?.state === 'goneHere' && now.fault === REMOVING) await removeThere(run, now, collection)
}

/** Out of the bin again, or rested long enough: what is still there goes on, else it is made there anew. */
async function revive(run: Run, pushing: Pushing & { ours: OurRecord }): Promise<void> {
  const { link, collection } = pushing
  const store = storeOf(run, ourArea(link), collection)
  const [remote] = link.remoteId === null ? [] : await store.get([link.remoteId])
  const picture = remote && (await pictureOf(run, store, link, remote))
  await transaction(run.db, async (tx) => {
    const now = await readLink(tx, link.id)
    if (!now) return
    if (remote) await absorb(tx, run, { link: { ...now, state: 'linked' }, remote, picture })
    else
      await saveLink(tx, run, link.id, { ...FRESH, state: 'linked', fault: null, remoteId: null, etag: null })
  })
  const [anew] = remote ? [] : await readLinks(run.db, [link.id])
  if (anew) await createThere(run, { ...pushing, link: anew })
}

interface Changing extends Pushing {
  ours: OurRecord
  remoteId: string
}

async function pushChange(run: Run, changing: Changing): Promise<void> {
  let { link, ours } = changing
  if (!ours.isCopy && Object.keys(unpackAgreed(link.agreed).theirs).length === 0) {
    // It was one copy of a colleague's meeting until now: what it says is not known yet.
    const fresh = (await takeTold(run, changing)) && (await reread(run, changing, link))
    if (!fresh) return
    ;({ link, ours } = fresh)
  }
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const fields = await waitingFields(run, changing.kind, link, ours)
    if (fields === 'again') {
      const fresh = await reread(run, changing, link)
      if (!fresh) return
      ;({ link, ours } = fresh)
      continue
    }
    if (fields === 'settled') return
    const turn = turned(link, 'there', run.now)
    if (turn.isPingPong)
      return transaction(run.db, (tx) => failLink(tx, run, link, { fault: PING_PONG, version: ours.version }))
    const outcome = await writeThere(run, changing, { link, ours, toTheirs: fields })
    if (outcome === 'written') return
    if (outcome === 'gone') return
    const fresh = await reread(run, changing, link)
    if (!fresh) return
    ;({ link, ours } = fresh)
  }
}

/** Takes in what the item says now; false when it is gone. */
async function takeTold(run: Run, { kind, collection, link, remoteId }: Changing): Promise<boolean> {
  return (await takeFresh(run, storeOf(run, kind.area, collection), { link, remoteId })) === 'again'
}

/** What is to be written there; `settled` when nothing is, `again` when ours had to be mended first. */
async function waitingFields(
  run: Run,
  kind: OurKind,
  link: Link,
  ours: OurRecord,
): Promise<SyncItem | 'settled' | 'again'> {
  const { about, ...agreed } = unpackAgreed(link.agreed)
  const { fields, policy } = policyOf(run, kind, link, { own: about.own, ours })
  const theirs = agreed.theirs as SyncItem
  const sides = { agreed, ours: ours.item, theirs }
  const { toOurs, toTheirs, conflicts } = mergeItem(run.rules[kind.area], fields, sides, policy)
  if (Object.keys(toTheirs).length > 0 && Object.keys(toOurs).length === 0 && conflicts.length === 0)
    return toTheirs as SyncItem
  const isMended = Object.keys(toOurs).length > 0 || conflicts.length > 0
  const remote = {
    id: link.remoteId ?? '',
    etag: link.etag ?? '',
    item: { ...theirs, own: about.own, kontorId: about.kontorId },
  }
  await transaction(run.db, async (tx) => {
    const now = await readLink(tx, link.id)
    if (now) await absorb(tx, run, { link: now, remote, about })
  })
  return isMended ? 'again' : 'settled'
}

async function reread(
  run: Run,
  { kind }: Changing,
  { id }: Link,
): Promise<{ link: Link; ours: OurRecord } | undefined> {
  const [link] = await readLinks(run.db, [id])
  if (link?.state !== 'linked' || link.ourVersion !== null) return undefined
  const ours = (await kind.read(run.db, run.by, [link.recordId])).get(link.recordId)
  return ours && { link, ours }
}

async function writeThere(
  run: Run,
  { kind, collection, remoteId }: Changing,
  { link, ours, toTheirs }: { link: Link; ours: OurRecord; toTheirs: SyncItem },
): Promise<'written' | 'again' | 'gone'> {
  const store = storeOf(run, kind.area, collection)
  const { photo, ...plain } = toTheirs
  const { theirs } = unpackAgreed(link.agreed)
  let remote: RemoteItem = { id: remoteId, etag: link.etag ?? '', item: theirs as SyncItem }
  try {
    if (Object.keys(plain).length > 0)
      remote = await store.change(
        remote,
        { ...ours.item, ...theirs, ...plain, uid: link.uid },
        Object.keys(plain),
      )
    if (photo !== undefined) remote = await pushPhoto(run, store, remote, ours)
  } catch (error) {
    if (!(error instanceof GroupwareError) || (error.fault !== 'stale' && error.fault !== 'not-found'))
      throw error
    return takeFresh(run, store, { link, remoteId })
  }
  run.counts.changedThere += 1
  const written = Object.keys(toTheirs)
  const picture = await pictureOf(run, store, link, remote)
  await transaction(run.db, async (tx) => {
    const now = await readLink(tx, link.id)
    if (!now) return
    const agreed = unpackAgreed(now.agreed)
    const base = {
      ours: { ...agreed.ours, ...pick(ours.item, written) },
      theirs: { ...agreed.theirs, ...pick(remote.item, written) },
    }
    const { turns } = turned(link, 'there', run.now)
    await saveLink(tx, run, link.id, { turns, turnedAt: isoOf(run.now) })
    await absorb(tx, run, {
      link: { ...now, turns, turnedAt: isoOf(run.now) },
      remote,
      agreed: base,
      picture,
    })
  })
  return 'written'
}

/** Somebody was faster there: theirs is taken in, then ours is tried again. What is gone is confirmed by the next listing. */
async function takeFresh(
  run: Run,
  store: ItemStore<SyncItem>,
  { link, remoteId }: { link: Link; remoteId: string },
): Promise<'again' | 'gone'> {
  const [remote] = await store.get([remoteId])
  const picture = remote && (await pictureOf(run, store, link, remote))
  await transaction(run.db, async (tx) => {
    const now = await readLink(tx, link.id)
    if (now && remote) await absorb(tx, run, { link: now, remote, picture })
    else if (now) await saveLink(tx, run, link.id, { round: -1 })
  })
  return remote ? 'again' : 'gone'
}

function ourArea(link: Link) {
  return link.area === 'mail' ? 'appointment' : link.area
}
