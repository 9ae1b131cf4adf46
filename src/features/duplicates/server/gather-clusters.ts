import { sql } from 'kysely'
import { uuids } from '#platform/access.ts'
import type { Tx } from '#platform/database.ts'
import type { Comparison } from '../verdict.ts'
import type { DuplicatesDb } from './tables.ts'

interface OpenPair {
  id: string
  leftId: string
  rightId: string
  verdict: Comparison['verdict']
  score: number
  clusterId: string
  place: number
}

/** Beyond so many contacts a cluster is a matter of chance, and is left in parts. */
const MOST = 20_000

/** Where a pair stands in the list: sure ones before possible ones, each by the weight of the evidence. */
export function placeOf({ verdict, score }: Pick<Comparison, 'verdict' | 'score'>): number {
  return -score - (verdict === 'sure' ? 1000 : 0)
}

/**
 * Puts together what hangs together: all open pairs that can be reached from these contacts get the cluster of the
 * smallest contact among them, and its place in the list.
 */
export async function gatherClusters(tx: Tx<DuplicatesDb>, contactIds: readonly string[]): Promise<void> {
  const pairs = await reach(tx, contactIds)
  const rootOf = rootsOf(pairs)
  const placeOfRoot = new Map<string, number>()
  for (const pair of pairs) {
    const root = rootOf(pair.leftId)
    placeOfRoot.set(root, Math.min(placeOfRoot.get(root) ?? 0, placeOf(pair)))
  }
  const moved = pairs.flatMap(({ id, leftId, clusterId, place }) => {
    const root = rootOf(leftId)
    const wanted = placeOfRoot.get(root) ?? 0
    return clusterId === root && place === wanted ? [] : [{ id, cluster_id: root, place: wanted }]
  })
  if (moved.length === 0) return
  await sql`
    update duplicate_pair p set cluster_id = m.cluster_id, place = m.place
    from jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) m(id uuid, cluster_id uuid, place double precision)
    where p.id = m.id`.execute(tx)
}

async function reach(tx: Tx<DuplicatesDb>, contactIds: readonly string[]): Promise<OpenPair[]> {
  const pairs = new Map<string, OpenPair>()
  const known = new Set<string>(contactIds)
  let edge = [...known]
  while (edge.length > 0 && known.size < MOST) {
    const { rows } = await sql<OpenPair>`
      select id, left_id, right_id, verdict, score, cluster_id, place from duplicate_pair
      where state = 'open' and left_id = any(${uuids(edge)})
      union
      select id, left_id, right_id, verdict, score, cluster_id, place from duplicate_pair
      where state = 'open' and right_id = any(${uuids(edge)})`.execute(tx)
    for (const pair of rows) pairs.set(pair.id, pair)
    edge = [...new Set(rows.flatMap(({ leftId, rightId }) => [leftId, rightId]))].filter(
      (id) => !known.has(id),
    )
    for (const id of edge) known.add(id)
  }
  return [...pairs.values()]
}

/** For each contact the smallest one that pairs lead to. */
function rootsOf(pairs: readonly OpenPair[]): (id: string) => string {
  const parents = new Map<string, string>()
  const rootOf = (id: string): string => {
    let root = id
    for (let up = parents.get(root); up !== undefined; up = parents.get(root)) root = up
    if (root !== id) parents.set(id, root)
    return root
  }
  for (const { leftId, rightId } of pairs) {
    const [a, b] = [rootOf(leftId), rootOf(rightId)]
    if (a !== b) parents.set(a < b ? b : a, a < b ? a : b)
  }
  return rootOf
}
