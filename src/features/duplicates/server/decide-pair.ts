import { sql } from 'kysely'

import { missing } from '#kernel/problem.ts'
import { EVERYONE, readersOf } from '#kernel/rights.ts'
import type { By, Guarded } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { compare } from '../compare.ts'
import type { DuplicatePair, PairState } from '../pair.ts'
import { homeCountry } from './home-country.ts'
import { gatherClusters } from './gather-clusters.ts'
import { readScale } from './learned-weights.ts'
import { readPair } from './list-pairs.ts'
import { readProfiles } from './read-profiles.ts'
import type { DuplicatesDb } from './tables.ts'

/**
 * Says of two contacts that they are the same one, or that they are not, or takes that back. Whoever sees both may say
 * so. What both have in common now is kept with it: the weights learn from it.
 */
export async function decidePair(
  tx: Tx<DuplicatesDb>,
  by: By,
  { id, decision }: { id: string; decision: PairState },
): Promise<DuplicatePair> {
  await sql`select 1 from duplicate_pair where id = ${id} for update`.execute(tx)
  const before = await readPair(tx, by, id)
  const [left, right] = before.contacts
  if (!left || !right) throw missing()
  if (before.state === decision) return before
  const country = await homeCountry(tx)
  const contacts = await readProfiles(tx, [left.id, right.id], country)
  const [one, other] = [contacts.get(left.id), contacts.get(right.id)]
  if (!one || !other) throw missing()
  const { evidence } = compare(one.profile, other.profile, await readScale(tx))
  const decided = decision !== 'open'
  await tx
    .updateTable('duplicatePair')
    .set({
      state: decision,
      evidence,
      leftVersion: one.version,
      rightVersion: other.version,
      decidedAt: decided ? sql<string>`now()` : null,
      decidedBy: decided ? by.id : null,
    })
    .where('id', '=', id)
    .execute()
  await gatherClusters(tx, [left.id, right.id])
  await record(tx, by, {
    action: `duplicate.${decision}`,
    kind: 'duplicate',
    id,
    title: `${left.displayName} · ${right.displayName}`,
    diff: [{ field: 'state', from: before.state, to: decision }],
    readers: readersOfBoth(left, right),
  })
  return readPair(tx, by, id)
}

function readersOfBoth(left: Guarded, right: Guarded): string[] {
  const [some, others] = [readersOf(left), readersOf(right)]
  const among = (readers: string[]) => (id: string) => readers.includes(id) || readers.includes(EVERYONE)
  return [...new Set([...some.filter(among(others)), ...others.filter(among(some))])]
}
