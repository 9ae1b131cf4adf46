import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import { Problem } from '#kernel/problem.ts'
import { mayChange } from '#kernel/rights.ts'
import type { By, Guarded } from '#kernel/rights.ts'
import type { Command } from '../status.ts'
import { readable } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import type { InvoicesDb } from './tables.ts'

/** True of the documents (`r`) that `by` may see: administrators all, others what they made or whose contact they see. */
export function invoiceReadable(by: By): RawBuilder<SqlBool> {
  if (by.role === 'admin') return sql<SqlBool>`true`
  if (by.role === 'guest') return sql<SqlBool>`false`
  return sql<SqlBool>`(r.created_by = ${by.id} or exists (
    select 1 from contact c where c.id = r.contact_id and ${readable(by, sql`c.reader_ids`)}))`
}

/** Administrators and whoever made it change a draft. */
export function mayChangeInvoice(by: By, { createdBy }: { createdBy: string | null }): boolean {
  return by.role === 'admin' || (by.role !== 'guest' && createdBy === by.id)
}

/** What speaks for the firm, to the tax office and to the customer. */
const BINDING: readonly Command[] = ['issue', 'cancel', 'correct', 'send']

interface Whose {
  createdBy: string | null
  /** Who may see and change its customer. */
  contact: Guarded | null
}

/**
 * Speaking for the firm – issuing, taking back, correcting, sending – is for administrators, for whoever made the document
 * and for whoever may change its customer. The word that it was paid or accepted is for all who see it.
 */
export function mayBind(by: By, { createdBy, contact }: Whose): boolean {
  return mayChangeInvoice(by, { createdBy }) || (contact !== null && mayChange(by, contact))
}

/** Those of the commands that `by` may give. */
export function allowedOf(by: By, whose: Whose, commands: readonly Command[]): Command[] {
  const may = { own: mayChangeInvoice(by, whose), bind: mayBind(by, whose) }
  return commands.filter((command) => {
    if (command === 'change' || command === 'delete') return may.own
    return may.bind || !BINDING.includes(command)
  })
}

/** Refuses whoever may not speak for the firm about this document, which they see. */
export async function demandBinding(
  db: Database<InvoicesDb>,
  by: By,
  { createdBy, contactId }: { createdBy: string | null; contactId: string },
): Promise<void> {
  const { rows } = await sql<Guarded>`
    select visibility, manager_ids as managers from contact where id = ${contactId}`.execute(db)
  if (mayBind(by, { createdBy, contact: rows[0] ?? null })) return
  throw new Problem(
    'forbidden',
    'invoice.not_yours',
    'Only who made the document, who may change its customer, and administrators do this.',
  )
}

/** Who hears of a change of the document. */
export async function invoiceReaders(
  db: Database<InvoicesDb>,
  { contactId, createdBy }: { contactId: string; createdBy: string | null },
): Promise<string[]> {
  const { rows } = await sql<{ readers: string[] }>`
    select reader_ids as readers from contact where id = ${contactId}`.execute(db)
  return [...new Set([...(rows[0]?.readers ?? []), ...(createdBy ? [createdBy] : [])])]
}
