import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { AboutIds } from '#features/subjects/server/subjects.ts'
import { withoutContent } from '#features/sync/server/pull/create-here.ts'
import { makeLink } from '#features/sync/server/links.ts'
import { ourAreas } from '#features/sync/server/ours/our-areas.ts'
import type { CollectionRow, RemoteItem, Run, SyncItem } from '#features/sync/server/run.ts'
import type { EventItem } from '#kernel/groupware/event-item.ts'
import { Problem } from '#kernel/problem.ts'
import type { Tx } from '#platform/database.ts'
import { json } from '#platform/database.ts'
import { timesOf } from './refresh-dates.ts'
import type { KnownDate } from './refresh-dates.ts'
import { dateOf } from './single-dates.ts'
import type { TakeoverDb } from './tables.ts'
import type { Outcome } from './take-item.ts'
import { AS_DATES, UNDONE } from './undo-takeover.ts'

interface Taking {
  /** The day it has by the rule. */
  original: string
  remote: RemoteItem
  collection: CollectionRow
  about: AboutIds
}

/**
 * Takes one date of a series over as an appointment of its own, in the caller's transaction. The port knows series and not
 * their dates, so it is kept in step with nothing: its link says where it is from, and that it is not to come again.
 */
export async function takeDate(
  tx: Tx<TakeoverDb>,
  run: Run,
  { original, remote, collection, about }: Taking,
): Promise<Outcome> {
  const date = dateOf(remote.item as unknown as EventItem, original)
  if (!date) return { result: 'failed', fault: 'groupware.not-found' }
  const here = await knownDate(tx, run, { uid: date.uid, seriesId: remote.id })
  if (here) return { result: 'known', ...here }
  const area = ourAreas.appointment
  const item = date as unknown as SyncItem
  const shown = date.private ? withoutContent(run.by, item) : item
  const match = await area.match?.(tx, run.by, run.account, shown)
  if (match?.joins) await area.join?.(tx, run.by, match.id, shown)
  const made = match ?? (await area.create?.(tx, run.by, shown, about))
  if (!made) throw new Problem('conflict', 'takeover.refused', 'Nothing can be made of it.')
  const place = { accountId: run.account.id, collectionId: collection.id, area: area.area }
  const link = await makeLink(tx, {
    ...place,
    recordKind: made.kind,
    recordId: made.id,
    uid: date.uid,
    origin: 'theirs',
    state: 'decoupled',
  })
  const known: KnownDate = { seriesId: remote.id, original, times: timesOf(date) }
  await tx
    .updateTable('groupwareLink')
    .set({ agreed: json({ date: known }) })
    .where('id', '=', link.id)
    .execute()
  await tx
    .insertInto('groupwareLink')
    .values({
      ...place,
      id: randomUUIDv7(),
      recordKind: made.kind,
      // Of no record: the series itself is none here.
      recordId: randomUUIDv7(),
      remoteId: remote.id,
      uid: remote.item.uid,
      origin: 'theirs',
      state: 'decoupled',
      fault: AS_DATES,
    })
    .onConflict((c) =>
      c.columns(['accountId', 'area', 'remoteId']).where('remoteId', 'is not', null).doNothing(),
    )
    .execute()
  return { result: match ? 'linked' : 'imported', kind: made.kind, id: made.id }
}

/** The record this date is already, by itself or with its whole series. */
async function knownDate(
  tx: Tx<TakeoverDb>,
  { account }: Run,
  { uid, seriesId }: { uid: string; seriesId: string },
): Promise<{ kind: string; id: string } | undefined> {
  const of = sql`account_id = ${account.id} and area = 'appointment'`
  await sql`
    delete from groupware_link
    where ${of} and fault = ${UNDONE} and (uid = ${uid} or remote_id = ${seriesId})`.execute(tx)
  const { rows } = await sql<{ kind: string; id: string }>`
    select record_kind as kind, record_id as id from groupware_link
    where ${of} and (uid = ${uid} or remote_id = ${seriesId} and fault is distinct from ${AS_DATES})
    limit 1`.execute(tx)
  return rows[0]
}
