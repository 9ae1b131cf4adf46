import { sql } from 'kysely'
import { Problem, missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import type { Frozen, Issued } from '../frozen.ts'
import { readHeld } from './drafts/draft.ts'
import { invoiceReadable } from './invoice-access.ts'
import type { InvoicesDb } from './tables.ts'
import { workOut } from './drafts/work-out.ts'

/** What an issued document says, as system. */
export async function readIssued(db: Database<InvoicesDb>, id: string): Promise<Issued> {
  const { rows } = await sql<{ issued: Issued | null }>`select issued from invoice where id = ${id}`.execute(
    db,
  )
  const issued = rows[0]?.issued
  if (!issued) throw new Problem('conflict', 'invoice.draft', 'A draft says nothing yet: issue it first.')
  return issued
}

export interface KeptFiles {
  id: string
  number: string | null
  issuedAt: string | null
  xmlHash: string | null
  pdfHash: string | null
}

/** Where the files of a document lie that `by` may see. */
export async function readKept(db: Database<InvoicesDb>, by: By, id: string): Promise<KeptFiles> {
  const { rows } = await sql<KeptFiles>`
    select r.id, r.number, r.issued_at, r.xml_hash, r.pdf_hash from invoice r
    where r.id = ${id} and r.deleted_at is null and ${invoiceReadable(by)}`.execute(db)
  if (!rows[0]) throw missing()
  return rows[0]
}

/** What a document says, or would say if it was issued now. */
export async function readFrozen(db: Database<InvoicesDb>, by: By, id: string): Promise<Frozen> {
  const { number, draft } = await readHeld(db, id)
  return number === null ? (await workOut(db, by, draft)).frozen : readIssued(db, id)
}
