import { sql } from 'kysely'
import { uuids } from '#platform/access.ts'
import type { Tx } from '#platform/database.ts'
import { gatherClusters } from './gather-clusters.ts'
import type { DuplicatesDb } from './tables.ts'

/**
 * What was said to be different from a contact stays different from the one it became by a merge. Gives back the pairs
 * that say so now, for `takeBackDecisions`. The pairs of the contact itself wait in the bin with it.
 */
export async function carryDecisions(tx: Tx<DuplicatesDb>, from: string, to: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    insert into duplicate_pair as p (id, left_id, right_id, left_version, right_version, verdict, score, reasons,
      evidence, state, cluster_id, place, decided_at, decided_by)
    select gen_random_uuid(), least(o.id, ${to}), greatest(o.id, ${to}), 0, 0, d.verdict, d.score, d.reasons,
      d.evidence, 'different', d.cluster_id, d.place, d.decided_at, d.decided_by
    from duplicate_pair d
    cross join lateral (select case when d.left_id = ${from} then d.right_id else d.left_id end as id) o
    where d.state = 'different' and (d.left_id = ${from} or d.right_id = ${from}) and o.id <> ${to}
    on conflict (left_id, right_id) do update set state = 'different', decided_at = excluded.decided_at,
      decided_by = excluded.decided_by
    where p.state = 'open'
    returning p.id`.execute(tx)
  await gatherClusters(tx, [to])
  return rows.map(({ id }) => id)
}

/** Takes back what `carryDecisions` did, once the two are two again. */
export async function takeBackDecisions(tx: Tx<DuplicatesDb>, ids: readonly string[]): Promise<void> {
  await sql`
    update duplicate_pair set state = 'open', decided_at = null, decided_by = null, left_version = 0
    where id = any(${uuids(ids)}) and state = 'different'`.execute(tx)
  const { rows } = await sql<{ leftId: string }>`
    select left_id from duplicate_pair where id = any(${uuids(ids)})`.execute(tx)
  await gatherClusters(
    tx,
    rows.map(({ leftId }) => leftId),
  )
}
