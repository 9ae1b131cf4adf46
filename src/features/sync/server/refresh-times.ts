import { sql } from 'kysely'
import type { SyncArea } from '#kernel/groupware/area.ts'
import { Problem } from '#kernel/problem.ts'
import type { Tx } from '#platform/database.ts'
import { transaction } from '#platform/database.ts'
import { unpackAgreed } from '../agreed.ts'
import { agreeAfter, mergeItem } from '../merge.ts'
import { policyOf, write } from './pull/absorb.ts'
import { LIVE_STATES, aboutOf, readLink, saveLink } from './links.ts'
import { noteConflicts } from './pull/note-conflicts.ts'
import { ourKind } from './ours/our-areas.ts'
import { isoOf, storeOf } from './run.ts'
import type { Link, RemoteItem, Run } from './run.ts'
import type { SyncDb } from './tables.ts'

const BATCH = 100

/** What came of looking at the times of what was taken over. */
export interface RefreshCounts {
  updated: number
  unchanged: number
  missing: number
}

/**
 * Brings nothing but the times of what was taken over up to date: asks for those items by name that are not over, makes
 * nothing, removes nothing, writes nothing there.
 */
export async function refreshTimes(run: Run, area: SyncArea): Promise<RefreshCounts> {
  const counts: RefreshCounts = { updated: 0, unchanged: 0, missing: 0 }
  for (let after = ''; ;) {
    run.signal.throwIfAborted()
    const { rows } = await sql<{ id: string; remoteId: string; etag: string | null; place: string }>`
      select l.id, l.remote_id, l.etag, c.remote_id as place
      from groupware_link l join groupware_collection c on c.id = l.collection_id
      where l.account_id = ${run.account.id} and l.area = ${area} and l.remote_id is not null
        and l.state = any(${[...LIVE_STATES]}) and (l.agreed ->> 'rrule' is not null or l.agreed ->> 'end' is null
          or l.agreed ->> 'end' >= ${isoOf(run.now).slice(0, 10)})
        ${after === '' ? sql`` : sql`and l.id > ${after}::uuid`}
      order by l.id limit ${BATCH}`.execute(run.db)
    const places = Map.groupBy(rows, ({ place }) => place)
    for (const [remoteId, links] of places) {
      const found = await storeOf(run, area, { remoteId }).get(links.map((link) => link.remoteId))
      const byId = new Map(found.map((remote) => [remote.id, remote]))
      for (const { id, remoteId: of, etag } of links) {
        const remote = byId.get(of)
        const isAnother =
          remote !== undefined &&
          remote.etag !== etag &&
          (await transaction(run.db, async (tx) => {
            const link = await readLink(tx, id)
            return link !== undefined && refresh(tx, run, link, remote)
          }))
        counts[remote ? (isAnother ? 'updated' : 'unchanged') : 'missing'] += 1
      }
    }
    if (rows.length < BATCH) return counts
    after = rows.at(-1)?.id ?? ''
  }
}

/** Only its times are agreed on anew: all else waits for the day on which the whole is kept in step. */
async function refresh(tx: Tx<SyncDb>, run: Run, link: Link, remote: RemoteItem): Promise<boolean> {
  const kind = ourKind(link.recordKind)
  const ours = (await kind.read(tx, run.by, [link.recordId])).get(link.recordId)
  if (!ours) return false
  const { about, ...agreed } = unpackAgreed(link.agreed)
  const { own } = aboutOf(remote.item)
  const { fields, policy } = policyOf(run, kind, { ...link, state: 'timesOnly' }, { own, ours })
  const rules = run.rules[kind.area]
  const sides = { agreed, ours: ours.item, theirs: remote.item }
  const merged = mergeItem(rules, fields, sides, policy)
  if (Object.keys(merged.toOurs).length === 0) return false
  const after = await write(tx, run, { kind, ours, merged, remote, picture: undefined })
  if (after instanceof Problem) {
    run.counts.failed += 1
    return false
  }
  await noteConflicts(tx, run, link, merged.conflicts)
  const next = agreeAfter(rules, fields, { ...sides, ours: after.item }, merged)
  await saveLink(tx, run, link.id, {
    agreed: { ours: { ...agreed.ours, ...next.ours }, theirs: { ...agreed.theirs, ...next.theirs } },
    about,
    ourVersion: link.ourVersion === ours.version ? after.version : link.ourVersion,
  })
  return true
}
