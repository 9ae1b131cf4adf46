import { sql } from 'kysely'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { json } from '#platform/database.ts'
import type { DocumentFinding } from '../check-document.ts'
import type { Frozen, Issued } from '../frozen.ts'
import { invoiceXml, syntaxOf } from '../invoice-xml.ts'
import type { Invoice, InvoiceKind } from '../invoice.ts'
import { numberSortKey } from '../number-pattern.ts'
import type { RangeKind } from '../number-range.ts'
import { searchOf } from './drafts/draft.ts'
import type { HeldInvoice } from './drafts/draft.ts'
import { demandBinding } from './invoice-access.ts'
import { moveStockOf } from './move-stock-of.ts'
import { nextNumber } from './next-number.ts'
import { readInvoice } from './read-invoices.ts'
import { nextSampleNumber, staysSample } from './drafts/sample-documents.ts'
import { lockSeen, sumsOf } from './drafts/save-draft.ts'
import { addSeals, contentHash, sha256 } from './seals/seals.ts'
import type { InvoicesDb } from './tables.ts'
import { tell } from './tell.ts'
import { tellTimeline } from './tell-timeline.ts'
import { workOut } from './drafts/work-out.ts'

/** Issues a draft: from now on it says what it says. What the law or the rules of e-invoices forbid is refused. */
export async function issueInvoice(
  tx: Tx<InvoicesDb>,
  by: By,
  { id, ifMatch }: { id: string; ifMatch?: number | undefined },
): Promise<Invoice> {
  const held = await lockSeen(tx, by, id, { ifMatch })
  if (held.status !== 'draft')
    throw new Problem('conflict', 'invoice.issued', 'This document is issued already.')
  await demandBinding(tx, by, { ...held.draft, createdBy: held.createdBy })
  const { frozen, findings } = await workOut(tx, by, held.draft)
  refuse(findings)
  await issueFrozen(tx, by, held, frozen)
  return readInvoice(tx, by, id)
}

function refuse(findings: readonly DocumentFinding[]): void {
  const errors = findings.filter(({ level }) => level === 'error')
  if (errors.length === 0) return
  const named = errors.map(({ path, key, rule }) => ({ path, code: key, message: `${rule}: ${key}` }))
  throw new Problem('invalid', 'invoice.not_in_order', named[0]?.message, named, { findings })
}

/**
 * Gives a locked draft its number and freezes what it says. Locks are taken in one order by all who issue – document,
 * stock, contact, counter, seals – so that nobody waits for each other, and the counter late, so that nobody waits long.
 */
export async function issueFrozen(
  tx: Tx<InvoicesDb>,
  by: By,
  held: HeldInvoice,
  frozen: Frozen,
): Promise<HeldInvoice> {
  await moveStockOf(tx, by, { invoiceId: held.id, kind: frozen.kind, lines: frozen.lines })
  await holdContacts(tx, frozen, held)
  const isSample = await staysSample(tx, held)
  const number = await (isSample ? nextSampleNumber : nextNumber)(tx, rangeOf(frozen.kind), frozen.date)
  const numbered = { ...frozen, number }
  const syntax = syntaxOf(numbered)
  const issued: Issued = {
    ...numbered,
    xml: syntax ? { syntax, content: invoiceXml(numbered, syntax) } : null,
  }
  const version = held.version + 1
  await tx
    .updateTable('invoice')
    .set({
      status: 'issued',
      number,
      sortKey: numberSortKey(number),
      search: searchOf(held.draft, { number, name: frozen.buyer.name }),
      ...sumsOf(frozen),
      issued: json<Record<string, unknown>>({ ...issued }),
      issuedAt: sql<string>`clock_timestamp()`,
      issuedBy: by.id,
      updatedBy: by.id,
      updatedAt: sql<string>`now()`,
      version,
      ...(held.isSample && !isSample ? { sample: false, sourceId: null } : {}),
    })
    .where('id', '=', held.id)
    .execute()
  const after: HeldInvoice = { ...held, status: 'issued', number, version, isSample }
  await tellTimeline(tx, by, after, frozen)
  await tell(tx, by, 'issued', {
    held: after,
    name: frozen.buyer.name,
    changes: [
      { field: 'number', from: null, to: number },
      { field: 'status', from: 'draft', to: 'issued' },
    ],
  })
  if (isSample) return after
  await addSeals(tx, held.id, [
    { part: 'document', content: contentHash(issued) },
    ...(issued.xml ? [{ part: 'xml' as const, content: sha256(issued.xml.content) }] : []),
  ])
  return after
}

/** The timeline of the customer is written behind the number: its row is locked before. */
async function holdContacts(tx: Tx<InvoicesDb>, { buyer }: Frozen, { draft }: HeldInvoice): Promise<void> {
  await sql`select 1 from contact where id = ${buyer.id} for no key update`.execute(tx)
  if (draft.opportunityId)
    await sql`select 1 from opportunity where id = ${draft.opportunityId} for key share`.execute(tx)
}

function rangeOf(kind: InvoiceKind): RangeKind {
  return kind === 'downpayment' || kind === 'partial' || kind === 'final' ? 'invoice' : kind
}
