import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { indexEntry } from '#features/history/server/index-entry.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { announce } from '#platform/journal.ts'
import type { StoredFile } from '#platform/files.ts'
import { writtenAmount } from '../due.ts'
import type { Frozen } from '../frozen.ts'
import { letterWords } from '../letter-words.ts'
import type { HeldInvoice } from './drafts/draft.ts'
import type { InvoicesDb } from './tables.ts'

/** Writes into the timeline of the customer, and of the opportunity, that a document was issued. */
export async function tellTimeline(
  tx: Tx<InvoicesDb>,
  by: By,
  { draft, number }: HeldInvoice,
  { totals }: Frozen,
): Promise<void> {
  const { contactId, opportunityId, kind, currency } = draft
  const amount = writtenAmount(totals.gross, currency, by.language)
  const text = `${letterWords[by.language].kinds[kind]} ${number}: ${amount}`
  await writeLine(tx, by, { contactId, opportunityId, kind: 'note', text })
}

interface TimelineLine {
  contactId: string
  opportunityId: string | null
  kind: 'note' | 'mail'
  text: string
  files?: readonly StoredFile[]
}

/** A line in the timeline of a customer. Kontor itself writes it, whatever `by` may do with the contact. */
export async function writeLine(
  tx: Tx<InvoicesDb>,
  by: By,
  { contactId, opportunityId, kind, text, files = [] }: TimelineLine,
): Promise<void> {
  const { rows } = await sql<{ readers: string[] }>`
    update contact set last_activity_at = greatest(last_activity_at, now())
    where id = ${contactId} returning reader_ids as readers`.execute(tx)
  const id = randomUUIDv7()
  await sql`
    insert into history_entry (id, contact_id, opportunity_id, kind, text, search, at, author_id, updated_by, run_id)
    values (${id}, ${contactId}, ${opportunityId}, ${kind}, ${text}, '', clock_timestamp(), ${by.id}, ${by.id},
      ${by.runId ?? null})`.execute(tx)
  await hangFiles(tx, by, { entryId: id, files })
  await indexEntry(tx, id)
  const readers = rows[0]?.readers ?? []
  await announce(tx, by, { kind: 'history', id, action: 'history.created', version: 1, readers })
}

/** Puts files on an entry that has none yet. */
export async function hangFiles(
  tx: Tx<InvoicesDb>,
  by: By,
  { entryId, files }: { entryId: string; files: readonly StoredFile[] },
): Promise<void> {
  for (const [position, file] of files.entries()) await keepFile(tx, by, file, { entryId, position })
}

/** The same bytes as the document has, under a name of their own. */
async function keepFile(
  tx: Tx<InvoicesDb>,
  by: By,
  { hash, size, name, type }: StoredFile,
  { entryId, position }: { entryId: string; position: number },
): Promise<void> {
  const id = randomUUIDv7()
  await tx.insertInto('file').values({ id, hash, size, name, type, createdBy: by.id }).execute()
  await tx
    .insertInto('fileVersion')
    .values({ fileId: id, number: 1, hash, size, type, createdBy: by.id })
    .execute()
  await tx.insertInto('historyFile').values({ fileId: id, entryId, position }).execute()
}
