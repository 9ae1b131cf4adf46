import { sql } from 'kysely'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { holdEvent } from './event-state.ts'
import type { EventsDb } from './tables.ts'
import { writeState } from './write-event.ts'

/** Gives the next open events of one user to another, as system; says how many it were and which was the last. */
export async function handOverEvents(
  tx: Tx<EventsDb>,
  by: By,
  { from, to, after, limit }: { from: string; to: string; after: string; limit: number },
): Promise<{ count: number; last: string }> {
  const { rows } = await sql<{ id: string }>`
    select r.id from event r
    where r.owner_id = ${from} and r.closed_at is null and r.deleted_at is null and r.id > ${after}
    order by r.id limit ${limit}`.execute(tx)
  for (const { id } of rows) {
    const held = await holdEvent(tx, id)
    await writeState(tx, by, held, { ...held.state, ownerId: to })
  }
  return { count: rows.length, last: rows.at(-1)?.id ?? after }
}
