import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { searchLines } from '#kernel/fold.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { announce } from '#platform/journal.ts'
import type { PaymentsDb } from './tables.ts'

/** Writes a line into the timeline of a customer. Kontor itself writes it, whatever `by` may do with the contact. */
export async function writeEntry(
  tx: Tx<PaymentsDb>,
  by: By,
  { contactId, opportunityId }: { contactId: string; opportunityId: string | null },
  text: string,
): Promise<void> {
  const { rows } = await sql<{ readers: string[] }>`
    update contact set last_activity_at = greatest(last_activity_at, now())
    where id = ${contactId} returning reader_ids as readers`.execute(tx)
  const id = randomUUIDv7()
  await sql`
    insert into history_entry (id, contact_id, opportunity_id, kind, text, search, at, author_id, updated_by, run_id)
    values (${id}, ${contactId}, ${opportunityId}, 'note', ${text}, ${searchLines([text])}, clock_timestamp(), ${by.id},
      ${by.id}, ${by.runId ?? null})`.execute(tx)
  const readers = rows[0]?.readers ?? []
  await announce(tx, by, { kind: 'history', id, action: 'history.created', version: 1, readers })
}
