import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { searchLines } from '#kernel/fold.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { announce } from '#platform/journal.ts'
import { writtenAmount } from '../due.ts'
import type { Frozen } from '../frozen.ts'
import { letterWords } from '../letter-words.ts'
import type { HeldInvoice } from './draft.ts'
import type { InvoicesDb } from './tables.ts'

/**
 * Writes into the timeline of the customer, and of the opportunity, that a document was issued. Kontor itself writes it,
 * whatever `by` may do with the contact.
 */
export async function tellTimeline(
  tx: Tx<InvoicesDb>,
  by: By,
  { draft, number }: HeldInvoice,
  { totals }: Frozen,
): Promise<void> {
  const { contactId, opportunityId, kind, currency } = draft
  const { rows } = await sql<{ readers: string[] }>`
    update contact set last_activity_at = greatest(last_activity_at, now())
    where id = ${contactId} returning reader_ids as readers`.execute(tx)
  const amount = writtenAmount(totals.gross, currency, by.language)
  const text = `${letterWords[by.language].kinds[kind]} ${number}: ${amount}`
  const id = randomUUIDv7()
  await sql`
    insert into history_entry (id, contact_id, opportunity_id, kind, text, search, at, author_id, updated_by, run_id)
    values (${id}, ${contactId}, ${opportunityId}, 'note', ${text}, ${searchLines([text])}, clock_timestamp(), ${by.id}, ${by.id},
      ${by.runId ?? null})`.execute(tx)
  const readers = rows[0]?.readers ?? []
  await announce(tx, by, { kind: 'history', id, action: 'history.created', version: 1, readers })
}
