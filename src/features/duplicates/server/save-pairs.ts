import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import type { Comparison } from '../verdict.ts'
import { gatherClusters, placeOf } from './gather-clusters.ts'
import type { Compared } from './read-profiles.ts'
import type { DuplicatesDb } from './tables.ts'

export interface FoundPair {
  one: Compared
  other: Compared
  comparison: Comparison
}

/**
 * Puts pairs on the work list, or what is known of them now. What somebody has decided stays decided. Gives back how
 * many are new.
 */
export async function savePairs(tx: Tx<DuplicatesDb>, pairs: readonly FoundPair[]): Promise<number> {
  if (pairs.length === 0) return 0
  const rows = pairs.map(({ one, other, comparison }) => {
    const [left, right] = one.id < other.id ? [one, other] : [other, one]
    const { verdict, reasons, score, evidence } = comparison
    return {
      id: randomUUIDv7(),
      left_id: left.id,
      right_id: right.id,
      left_version: left.version,
      right_version: right.version,
      verdict,
      score,
      reasons,
      evidence,
      place: placeOf(comparison),
    }
  })
  // Those whose contacts were erased meanwhile are left out; the lock keeps the others until this is over.
  const { rows: saved } = await sql<{ leftId: string; isNew: boolean }>`
    with found as (
      select f.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) f(id uuid, left_id uuid, right_id uuid,
        left_version integer, right_version integer, verdict text, score double precision, reasons text[],
        evidence integer, place double precision)
    ), there as (
      select c.id from contact c where c.id in (select left_id from found union select right_id from found)
      order by c.id for key share
    )
    insert into duplicate_pair as p (id, left_id, right_id, left_version, right_version, verdict, score, reasons,
      evidence, cluster_id, place)
    select f.id, f.left_id, f.right_id, f.left_version, f.right_version, f.verdict, f.score, f.reasons,
      f.evidence, f.left_id, f.place
    from found f
    where f.left_id in (select id from there) and f.right_id in (select id from there)
    order by f.left_id, f.right_id
    on conflict (left_id, right_id) do update set left_version = excluded.left_version,
      right_version = excluded.right_version, verdict = excluded.verdict, score = excluded.score,
      reasons = excluded.reasons, evidence = excluded.evidence, examined_at = now()
    where p.state = 'open'
    returning left_id, xmax = 0 as is_new`.execute(tx)
  await gatherClusters(
    tx,
    saved.map(({ leftId }) => leftId),
  )
  return saved.filter(({ isNew }) => isNew).length
}
