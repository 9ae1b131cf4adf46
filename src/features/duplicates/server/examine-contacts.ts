import { sql } from 'kysely'
import { isTelling } from '#features/contacts/hash-keys.ts'

import { readContacts } from '#features/contacts/server/read-contacts.ts'
import { missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Database, Tx } from '#platform/database.ts'
import { compare } from '../compare.ts'
import { homeCountry } from './home-country.ts'
import { findMatches } from './find-duplicates.ts'
import { gatherClusters } from './gather-clusters.ts'
import { readScale } from './learned-weights.ts'
import { readProfiles } from './read-profiles.ts'
import { savePairs } from './save-pairs.ts'
import type { FoundPair } from './save-pairs.ts'
import type { DuplicatesDb } from './tables.ts'

/** Brings the work list up to what these contacts are now. Gives back how many pairs are new. */
export async function examineContacts(tx: Tx<DuplicatesDb>, ids: readonly string[]): Promise<number> {
  const country = await homeCountry(tx)
  const contacts = [...(await readProfiles(tx, ids, country)).values()]
  const wanted = contacts.map((one) => ({ ...one, keys: one.keys.filter(isTelling) }))
  const matches = await findMatches(tx, wanted, country)
  const pairs = new Map<string, FoundPair>()
  for (const [at, one] of contacts.entries()) {
    for (const { candidate: other, comparison } of matches[at] ?? [])
      pairs.set([one.id, other.id].sort().join(), { one, other, comparison })
  }
  const added = await savePairs(tx, [...pairs.values()])
  const { rows } = await sql<{ id: string }>`
    select p.id from duplicate_pair p where p.state = 'open' and (p.left_id = any(${uuids(ids)}) or p.right_id = any(${uuids(ids)}))
      and p.examined_at < now()`.execute(tx)
  await examinePairs(
    tx,
    rows.map(({ id }) => id),
  )
  return added
}

/** The same for a contact that `by` sees. */
export async function examineVisible(tx: Tx<DuplicatesDb>, by: By, id: string): Promise<void> {
  const [contact] = await readContacts(tx as Database<DuplicatesDb>, by, [id])
  if (!contact) throw missing()
  await examineContacts(tx, [id])
}

/** Looks at open pairs again: they stay with what is known of them now, or go. Those in the bin wait. */
export async function examinePairs(tx: Tx<DuplicatesDb>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const { rows } = await sql<{ id: string; leftId: string; rightId: string }>`
    select p.id, p.left_id, p.right_id from duplicate_pair p
    where p.id = any(${uuids(ids)}) and p.state = 'open' order by p.left_id, p.right_id for update`.execute(
    tx,
  )
  const contactIds = [...new Set(rows.flatMap(({ leftId, rightId }) => [leftId, rightId]))]
  const country = await homeCountry(tx)
  const [contacts, scale] = [await readProfiles(tx, contactIds, country), await readScale(tx)]
  const kept: FoundPair[] = []
  const gone: string[] = []
  for (const { id, leftId, rightId } of rows) {
    const [one, other] = [contacts.get(leftId), contacts.get(rightId)]
    if (!one || !other) continue
    const comparison = compare(one.profile, other.profile, scale)
    if (comparison.verdict === 'none') gone.push(id)
    else kept.push({ one, other, comparison })
  }
  await savePairs(tx, kept)
  await sql`delete from duplicate_pair where id = any(${uuids(gone)})`.execute(tx)
  await gatherClusters(tx, contactIds)
}
