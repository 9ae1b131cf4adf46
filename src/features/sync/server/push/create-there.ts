import { sql } from 'kysely'
import { GroupwareError } from '#connectors/groupware/groupware-error.ts'
import { transaction } from '#platform/database.ts'
import { NOTHING_AGREED } from '../../merge.ts'
import { absorb, policyOf } from '../pull/absorb.ts'
import { makeLink, readLink, saveLink } from '../links.ts'
import type { OurArea, OurKind, OurRecord } from '../ours/our-side.ts'
import { pictureOf, pushPhoto } from '../ours/photos.ts'
import { isoOf, pick, storeOf } from '../run.ts'
import type { CollectionRow, Link, RemoteItem, Run, SyncItem } from '../run.ts'

/** Marks a link whose item has been asked for before: the answer may have been lost. */
const ASKED = 'asked'
const BATCH = 100
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000'

interface Creating {
  kind: OurKind
  link: Link
  collection: CollectionRow
  ours: OurRecord
}

/**
 * Makes our record's item there, once: the link with its UID stands before the first try, so that an item whose answer
 * was lost is found by it instead of made twice.
 */
export async function createThere(run: Run, { kind, link, collection, ours }: Creating): Promise<void> {
  const store = storeOf(run, kind.area, collection)
  const { fields } = policyOf(run, kind, link, { own: true, ours })
  const item = { ...ours.item, uid: link.uid, kontorId: ours.id } as SyncItem
  const found = link.fault === ASKED ? await store.find(link.uid) : undefined
  if (!found) await transaction(run.db, (tx) => saveLink(tx, run, link.id, { fault: ASKED }))
  let remote = found ?? (await createOrFind(run, store, item))
  const isFresh = found === undefined && link.fault !== ASKED
  if (!found) run.counts.createdThere += 1
  const hasPhoto = isFresh && fields.includes('photo') && Boolean(item['photo'])
  if (hasPhoto) remote = await pushPhoto(run, store, remote, ours)
  const picture = await pictureOf(run, store, link, remote)
  await transaction(run.db, async (tx) => {
    const now = await readLink(tx, link.id)
    if (!now || (await isLinked(tx, run, remote, now))) return
    const agreed = isFresh ? { ours: pick(item, fields), theirs: pick(remote.item, fields) } : NOTHING_AGREED
    await absorb(tx, run, { link: now, remote, agreed, picture, round: collection.round })
  })
}

/** The item of this UID that another link has already is not ours too. */
async function isLinked(
  tx: Parameters<typeof readLink>[0],
  run: Run,
  remote: RemoteItem,
  link: Link,
): Promise<boolean> {
  const other = await tx
    .selectFrom('groupwareLink')
    .select('id')
    .where('accountId', '=', run.account.id)
    .where('area', '=', link.area)
    .where('remoteId', '=', remote.id)
    .where('id', '!=', link.id)
    .executeTakeFirst()
  if (other) await saveLink(tx, run, link.id, { state: 'failed', fault: 'taken' })
  return other !== undefined
}

async function createOrFind(
  run: Run,
  store: ReturnType<typeof storeOf>,
  item: SyncItem,
): Promise<RemoteItem> {
  try {
    return await store.create(item)
  } catch (error) {
    if (!(error instanceof GroupwareError) || error.fault !== 'taken') throw error
    run.signal.throwIfAborted()
    const found = await store.find(item.uid)
    if (!found) throw error
    return found
  }
}

/**
 * Ties what came into being here since the account was connected to an item that is yet to be made. What stood here
 * before stays here, for nobody's calendar is filled unasked; the owner may ask for what of it is not over yet.
 */
export async function claimNew(run: Run, area: OurArea, target: CollectionRow | undefined): Promise<void> {
  if (!area.bringsNew || !target) return
  const { connectedAt, options } = run.account
  const back = isoOf(run.now - options.daysBack * 86_400_000)
  for (const kind of area.kinds) {
    for (let last = BEFORE_ALL; ;) {
      run.signal.throwIfAborted()
      const { rows } = await sql<{ id: string }>`
        select r.id from (${(kind.begun ?? kind.live)(run.by)}) r
        where coalesce(r.over_at, 'infinity') >= case
            when r.created_at >= ${connectedAt}::timestamptz then ${back}::timestamptz
            when ${options.future}::boolean then ${isoOf(run.now)}::timestamptz end
          and r.id > ${last} and not exists (select from groupware_link l
            where l.account_id = ${run.account.id} and l.record_kind = ${kind.kind} and l.record_id = r.id)
        order by r.id limit ${BATCH}`.execute(run.db)
      await claim(run, { kind, target, ids: rows.map(({ id }) => id) })
      const end = rows.at(-1)
      if (!end || rows.length < BATCH) break
      last = end.id
    }
  }
}

async function claim(
  run: Run,
  { kind, target, ids }: { kind: OurKind; target: CollectionRow; ids: readonly string[] },
) {
  if (ids.length === 0) return
  const records = await kind.read(run.db, run.by, ids)
  await transaction(run.db, async (tx) => {
    for (const [recordId, { item }] of records)
      await makeLink(tx, {
        accountId: run.account.id,
        collectionId: target.id,
        area: kind.area,
        recordKind: kind.kind,
        recordId,
        uid: item.uid,
        origin: 'ours',
        round: target.round,
      })
  })
}
