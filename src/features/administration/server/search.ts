import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import type { Found, SearchKind } from '#platform/record-kinds.ts'
import type { AdministrationDb } from './tables.ts'

/** What somebody can take in at a glance. */
const MOST = 20

/** Records of every kind, or of those asked for, that `by` may see, for somebody who is still typing; each kind gets a fair share. */
export async function searchEverything(
  db: Database<AdministrationDb>,
  by: By,
  kinds: readonly SearchKind<AdministrationDb>[],
  { q, kind }: { q: string; kind?: readonly string[] | undefined },
): Promise<Found[]> {
  const wanted = q.trim()
  if (wanted === '') return []
  const asked = kind ? kinds.filter((one) => kind.includes(one.kind)) : kinds
  const found = await Promise.all(asked.map((one) => one.find(db, by, wanted, MOST)))
  const hits = found.filter((list) => list.length > 0)
  const share = Math.ceil(MOST / Math.max(1, hits.length))
  return hits.flatMap((list) => list.slice(0, share)).slice(0, MOST)
}
