import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { isSame } from '#kernel/diff.ts'
import { Problem, missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { json } from '#platform/database.ts'
import type { Frozen } from '../../frozen.ts'
import type { Invoice, InvoiceChange, InvoiceNew } from '../../invoice.ts'
import { columnsOf, holdInvoice, searchOf, writeLines } from './draft.ts'
import type { Draft, HeldInvoice } from './draft.ts'
import { invoiceReadable, mayChangeInvoice } from '../invoice-access.ts'
import { changedDraft, newDraft } from './new-draft.ts'
import { readInvoice } from '../read-invoices.ts'
import { isSampleSource } from './sample-documents.ts'
import { tell } from '../tell.ts'
import type { InvoicesDb } from '../tables.ts'
import { workOut } from './work-out.ts'

/** Makes a draft; it has no number before it is issued. */
export async function createInvoice(tx: Tx<InvoicesDb>, by: By, input: InvoiceNew): Promise<Invoice> {
  const { id } = await insertDraft(tx, by, await newDraft(tx, by, input))
  return readInvoice(tx, by, id)
}

interface Origin {
  planId?: string
  planDay?: string
  /** What it comes to, where that is known and not to be reckoned. */
  worked?: Frozen
  /** It belongs to the sample firm, as what is made of a sample does. */
  isSample?: boolean
}

/** Writes a new draft down whose names were checked. */
export async function insertDraft(
  tx: Tx<InvoicesDb>,
  by: By,
  draft: Draft,
  { planId, planDay, worked, isSample }: Origin = {},
): Promise<HeldInvoice> {
  const id = randomUUIDv7()
  const frozen = worked ?? (await workOut(tx, by, draft)).frozen
  const sample = isSample ?? (await isSampleSource(tx, draft.sourceId))
  await tx
    .insertInto('invoice')
    .values({
      id,
      ...columnsOf(draft),
      ...sumsOf(frozen),
      search: searchOf(draft, { number: null, name: frozen.buyer.name }),
      sortKey: `~${draft.date}`,
      number: null,
      planId: planId ?? null,
      planDay: planDay ?? null,
      issued: null,
      issuedAt: null,
      issuedBy: null,
      xmlHash: null,
      pdfHash: null,
      sentAt: null,
      createdBy: by.id,
      updatedBy: by.id,
      sample,
    })
    .execute()
  await writeLines(tx, id, draft.lines)
  const made: HeldInvoice = {
    id,
    status: 'draft',
    number: null,
    version: 1,
    createdBy: by.id,
    isBinned: false,
    isSample: sample,
    draft,
  }
  await tell(tx, by, 'created', { held: made, name: frozen.buyer.name })
  return made
}

/** What lists show of the sums. */
export function sumsOf({ totals }: { totals: Invoice['totals'] }) {
  const { net, tax, gross, payable } = totals
  return { net, tax, gross, payable, totals: json({ ...totals }) }
}

/** Changes a draft by a merge patch; nothing is written when nothing differs. */
export async function changeInvoice(
  tx: Tx<InvoicesDb>,
  by: By,
  { id, change, ifMatch }: { id: string; change: InvoiceChange; ifMatch?: number | undefined },
): Promise<Invoice> {
  const held = await lockDraft(tx, by, id, { ifMatch })
  const draft = await changedDraft(tx, by, held.draft, change)
  if (isSame(held.draft, draft)) return readInvoice(tx, by, id)
  const { frozen } = await workOut(tx, by, draft)
  const version = held.version + 1
  await tx
    .updateTable('invoice')
    .set({
      ...columnsOf(draft),
      ...sumsOf(frozen),
      search: searchOf(draft, { number: null, name: frozen.buyer.name }),
      sortKey: `~${draft.date}`,
      updatedBy: by.id,
      updatedAt: sql<string>`now()`,
      version,
    })
    .where('id', '=', id)
    .execute()
  if (!isSame(held.draft.lines, draft.lines)) await writeLines(tx, id, draft.lines)
  await tell(tx, by, 'changed', { held: { ...held, version, draft }, before: held, name: frozen.buyer.name })
  return readInvoice(tx, by, id)
}

/** Locks a draft that `by` may change. */
export async function lockDraft(
  tx: Tx<InvoicesDb>,
  by: By,
  id: string,
  { where = 'live', ifMatch }: { where?: 'live' | 'bin'; ifMatch?: number | undefined } = {},
): Promise<HeldInvoice> {
  const held = await lockSeen(tx, by, id, { where, ifMatch })
  if (held.status !== 'draft')
    throw new Problem(
      'conflict',
      'invoice.issued',
      'An issued document is not changed: cancel or correct it.',
    )
  if (!mayChangeInvoice(by, held))
    throw new Problem('forbidden', 'forbidden', 'Only who made a draft, and administrators, change it.')
  return held
}

/** Locks a document that `by` may see. */
export async function lockSeen(
  tx: Tx<InvoicesDb>,
  by: By,
  id: string,
  { where = 'live', ifMatch }: { where?: 'live' | 'bin'; ifMatch?: number | undefined } = {},
): Promise<HeldInvoice> {
  await readSeen(tx, by, id)
  const held = await holdInvoice(tx, id)
  if (held.isBinned !== (where === 'bin')) throw new Problem('missing', 'missing')
  if (ifMatch !== undefined && ifMatch !== held.version)
    throw new Problem('stale', 'stale', 'Somebody else changed this document in the meantime.')
  return held
}

async function readSeen(tx: Tx<InvoicesDb>, by: By, id: string): Promise<void> {
  const { rows } = await sql`select 1 from invoice r where r.id = ${id} and ${invoiceReadable(by)}`.execute(
    tx,
  )
  if (rows.length === 0) throw missing()
}
