import { sql } from 'kysely'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { holdOpportunity } from './opportunity-state.ts'
import type { OpportunitiesDb } from './tables.ts'
import { writeState } from './write-opportunity.ts'

/** Gives the next open opportunities of one user to another, as system; says how many it were and which was the last. */
export async function handOverOpportunities(
  tx: Tx<OpportunitiesDb>,
  by: By,
  { from, to, after, limit }: { from: string; to: string; after: string; limit: number },
): Promise<{ count: number; last: string }> {
  const { rows } = await sql<{ id: string }>`
    select r.id from opportunity r join stage s on s.id = r.stage_id and s.type = 'open'
    where r.owner_id = ${from} and r.deleted_at is null and r.id > ${after} order by r.id limit ${limit}`.execute(
    tx,
  )
  for (const { id } of rows) {
    const held = await holdOpportunity(tx, id)
    await writeState(tx, by, held, { ...held.state, ownerId: to })
  }
  return { count: rows.length, last: rows.at(-1)?.id ?? after }
}
