import { sql } from 'kysely'
import { Big, cents, sum } from '#kernel/decimal.ts'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { dayAfter } from '../../due.ts'
import type { InvoiceConvert } from '../../follow-up.ts'
import type { Frozen } from '../../frozen.ts'
import type { Invoice, InvoiceKind } from '../../invoice.ts'
import { letterWords } from '../../letter-words.ts'
import { commandsOf, isBill, nextKinds } from '../../status.ts'
import type { Draft, DraftLine, HeldInvoice } from './draft.ts'
import { holdInvoice } from './draft.ts'
import { demandBinding } from '../invoice-access.ts'
import { firmToday, newDraft } from './new-draft.ts'
import { readInvoice } from '../read-invoices.ts'
import { readIssued } from '../read-issued.ts'
import { insertDraft, lockSeen } from './save-draft.ts'
import { setStatus } from '../set-status.ts'
import type { InvoicesDb } from '../tables.ts'

/** A new draft with the same customer, texts and lines, of today. */
export async function duplicateInvoice(tx: Tx<InvoicesDb>, by: By, id: string): Promise<Invoice> {
  const { draft } = await lockSeen(tx, by, id)
  const kind = draft.kind === 'cancellation' || draft.kind === 'correction' ? 'invoice' : draft.kind
  const copy = { ...(await fresh(tx, by, draft, kind)), sourceId: null }
  return insert(tx, by, copy)
}

/** Makes of a quote an order confirmation, of these an invoice, part of one, or the final one. */
export async function convertInvoice(
  tx: Tx<InvoicesDb>,
  by: By,
  { id, input }: { id: string; input: InvoiceConvert },
): Promise<Invoice> {
  const held = await lockSeen(tx, by, id)
  if (!nextKinds({ kind: held.draft.kind, status: held.status }).includes(input.kind))
    throw new Problem(
      'conflict',
      'invoice.conversion',
      `It does not become a document of kind ${input.kind}.`,
    )
  if (held.draft.kind === 'quote' && held.status === 'issued')
    await setStatus(tx, by, { id, status: 'accepted' })
  const base = await baseOf(tx, held)
  const copy = await fresh(tx, by, base.draft, input.kind)
  const issued = await readIssued(tx, base.id)
  const draft: Draft = {
    ...copy,
    sourceId: base.id,
    lines:
      input.kind === 'downpayment'
        ? downpaymentLines(issued, input)
        : copy.lines.filter(({ optional }) => !optional),
    deductedIds: input.kind === 'final' ? await earlierOf(tx, base) : [],
  }
  return insert(tx, by, draft)
}

/** A draft of a correction: it begins as the invoice that it corrects and refers to it. */
export async function correctInvoice(tx: Tx<InvoicesDb>, by: By, id: string): Promise<Invoice> {
  const held = await lockSeen(tx, by, id)
  await demandBinding(tx, by, { ...held.draft, createdBy: held.createdBy })
  if (!commandsOf({ kind: held.draft.kind, status: held.status }).includes('correct'))
    throw new Problem(
      'conflict',
      'invoice.not_correctable',
      'This document cannot be corrected as it stands.',
    )
  const { service, date } = await readIssued(tx, id)
  const copy = await fresh(tx, by, held.draft, 'correction')
  return insert(tx, by, {
    ...copy,
    sourceId: id,
    serviceFrom: service?.from ?? date,
    serviceTo: service?.to ?? date,
  })
}

async function insert(tx: Tx<InvoicesDb>, by: By, draft: Draft): Promise<Invoice> {
  const { id } = await insertDraft(tx, by, draft)
  return readInvoice(tx, by, id)
}

/** The same for another kind and of today: with its own days, and the texts that such documents begin with. */
async function fresh(tx: Tx<InvoicesDb>, by: By, draft: Draft, kind: InvoiceKind): Promise<Draft> {
  const date = await firmToday(tx)
  const { contactId, language, currency, rate } = draft
  const usual = await newDraft(tx, by, { kind, contactId, language, currency, rate, date, lines: [] })
  const isSameKind = kind === draft.kind || (isBill(kind) && isBill(draft.kind))
  const days = Temporal.PlainDate.from(draft.date).until(draft.dueDate).days
  return {
    ...draft,
    kind,
    date,
    dueDate: isSameKind ? dayAfter(date, days) : usual.dueDate,
    intro: isSameKind ? draft.intro : usual.intro,
    notes: isSameKind ? draft.notes : usual.notes,
    format: isSameKind ? draft.format : usual.format,
    terms: '',
    deductedIds: [],
    ...(isSameKind
      ? {}
      : {
          paymentTermId: usual.paymentTermId,
          skontoDays: usual.skontoDays,
          skontoPercent: usual.skontoPercent,
        }),
  }
}

/** The quote or order that down payments and parts belong to. */
async function baseOf(tx: Tx<InvoicesDb>, held: HeldInvoice): Promise<HeldInvoice> {
  const { kind, sourceId } = held.draft
  if ((kind !== 'downpayment' && kind !== 'partial') || sourceId === null) return held
  const base = await holdInvoice(tx, sourceId)
  return base.number === null ? held : base
}

/** What was billed of it before, in its currency. */
async function earlierOf(tx: Tx<InvoicesDb>, { id, draft }: HeldInvoice): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from invoice
    where (source_id = ${id} or id = ${id}) and kind in ('downpayment', 'partial') and status in ('issued', 'paid')
      and currency = ${draft.currency} and contact_id = ${draft.contactId}
    order by date, sort_key`.execute(tx)
  return rows.map((row) => row.id)
}

/** One line for each tax of the document, so that the part is taxed as the whole. */
function downpaymentLines(doc: Frozen, { percent, amount }: InvoiceConvert): DraftLine[] {
  const groups = new Map<string, { taxId: string; nature: DraftLine['nature']; net: Big }>()
  for (const { kind, optional, tax, nature, net } of doc.lines) {
    if (kind !== 'item' || optional || !tax) continue
    const group = groups.get(tax.id) ?? { taxId: tax.id, nature, net: new Big(0) }
    group.net = group.net.plus(net)
    groups.set(tax.id, group)
  }
  const total = sum([...groups.values()].map(({ net }) => net))
  if (total.eq(0)) throw new Problem('conflict', 'invoice.nothing', 'It comes to nothing.')
  const share = percent === undefined ? new Big(amount ?? 0).div(total) : new Big(percent).div(100)
  const wanted = percent === undefined ? new Big(amount ?? 0) : null
  const words = letterWords[doc.language]
  const said =
    percent === undefined
      ? ''
      : `${new Big(percent).toFixed().replace('.', doc.language === 'de' ? ',' : '.')} % `
  const text =
    doc.language === 'de'
      ? `Abschlag ${said}auf ${words.kinds[doc.kind]} ${doc.number}`
      : `Down payment ${said}on ${words.kinds[doc.kind].toLowerCase()} ${doc.number}`
  let left = wanted
  return [...groups.values()].map(({ taxId, nature, net }, at, all) => {
    const isLast = at === all.length - 1
    const price = left && isLast ? left : new Big(cents(net.times(share)))
    left = left && left.minus(price)
    return {
      kind: 'item',
      itemId: null,
      text,
      quantity: '1',
      unit: 'LS',
      price: cents(price),
      discountPercent: '0',
      taxId,
      nature,
      labourShare: null,
      serviceFrom: null,
      serviceTo: null,
      optional: false,
    }
  })
}
