import { sql } from 'kysely'
import { readSettings } from '#features/settings/server/settings.ts'
import { RULE_SET } from '../../rule-set.ts'
import { plain, unitPrice } from '#kernel/decimal.ts'
import { invalid } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import { checkDocument } from '../../check-document.ts'
import type { DocumentFinding } from '../../check-document.ts'
import { termsSentence } from '../../due.ts'
import type { Frozen, FrozenLine } from '../../frozen.ts'
import { checkXml } from '../../invoice-xml.ts'
import { isBill } from '../../status.ts'
import { decideTax } from '../../tax-case.ts'
import type { Proof, TaxCase, TaxFacts, TaxOption } from '../../tax-case.ts'
import { lineNet, totalsOf } from '../../totals.ts'
import type { CostLine } from '../../totals.ts'
import type { Draft, DraftLine } from './draft.ts'
import { buyerOf, partyOf, readContactFacts, sellerOf } from '../parties.ts'
import { readPreceding } from '../preceding.ts'
import { taxReasonOf } from '../../tax-words.ts'
import { taxesOn } from '../settings/tax-options.ts'
import type { InvoicesDb } from '../tables.ts'

export interface WorkedOut {
  frozen: Frozen
  findings: DocumentFinding[]
}

/**
 * Everything a draft comes to and would say if it was issued now: taxes and why, sums, words, and what speaks against
 * it. Reads as system: that `by` may see what the draft names is asked when it is written.
 */
export async function workOut(db: Database<InvoicesDb>, by: By, draft: Draft): Promise<WorkedOut> {
  const settings = await readSettings(db)
  const seller = sellerOf(settings)
  const contact = await readContactFacts(db, draft.contactId)
  if (!contact) throw invalid('contactId', 'unknown', 'There is no such contact, or you may not see it.')
  const buyer = buyerOf(contact, { home: seller.country, language: draft.language })
  const recipient = draft.recipientId ? await readContactFacts(db, draft.recipientId) : undefined
  const site = recipient && recipient.id !== contact.id ? partyOf(recipient, seller.country) : null
  const proofs = await proofsOf(db, contact.id)
  const items = await itemsOf(db, draft.lines)
  const taxes = await taxesOn(db, draft.lines.map((line) => dayOf(draft, line)).concat(draft.date))
  const facts = (day: string): TaxFacts => ({
    day,
    seller,
    buyer: { ...buyer, proofs },
    site: site?.country ?? null,
  })
  const taxed = draft.lines.map((line) => taxLine(line, { draft, facts, items, taxes }))
  const preceding = await readPreceding(db, by, draft)
  const { nets, allowances, totals } = totalsOf(
    taxed.map(({ cost }) => cost),
    { discountPercent: draft.discountPercent, deducted: draft.kind === 'final' ? preceding.deducted : '0' },
  )
  const frozen: Frozen = {
    rules: RULE_SET,
    ...wordsOf(draft, totals.payable),
    number: '',
    homeCurrency: settings.currency,
    seller,
    buyer,
    site,
    lines: taxed.map(({ line }, at) => ({ ...line, net: nets[at] ?? '0.00' })),
    allowances,
    totals,
    preceding: preceding.documents,
    author: await authorOf(db, by),
  }
  const findings = checkDocument(
    frozen,
    taxed.map(({ expected }) => expected),
  )
  // What the law lacks the rules of e-invoices lack too, in words of their own.
  const isSound = findings.every(({ level }) => level !== 'error')
  return { frozen, findings: isSound ? [...findings, ...checkXml(frozen)] : findings }
}

/** The day whose taxes count: the end of the service on the line or the document, else the day of the document. */
function dayOf(draft: Draft, line: DraftLine): string {
  return line.serviceTo ?? line.serviceFrom ?? draft.serviceTo ?? draft.serviceFrom ?? draft.date
}

function wordsOf(draft: Draft, payable: string) {
  const {
    kind,
    date,
    dueDate,
    language,
    currency,
    format,
    subject,
    orderNumber,
    buyerReference,
    intro,
    notes,
  } = draft
  const { skontoDays, skontoPercent } = draft
  const skonto =
    skontoDays === null || skontoPercent === null ? null : { days: skontoDays, percent: plain(skontoPercent) }
  const asks = isBill(kind) && !payable.startsWith('-') && payable !== '0.00'
  const terms =
    draft.terms || (asks ? termsSentence({ date, dueDate, skonto, payable, currency }, language) : '')
  return {
    kind,
    date,
    dueDate,
    language,
    currency,
    format,
    subject,
    orderNumber,
    buyerReference,
    intro,
    notes,
    rate: plain(draft.rate),
    discountPercent: plain(draft.discountPercent),
    service: periodOf(draft.serviceFrom, draft.serviceTo),
    skonto,
    terms,
  }
}

const periodOf = (from: string | null, to: string | null) => (from === null ? null : { from, to: to ?? from })

interface ItemFacts {
  id: string
  sku: string | null
  kind: 'service' | 'product'
  taxId: string | null
  revenueAccount: string | null
}

interface TaxContext {
  draft: Draft
  facts: (day: string) => TaxFacts
  items: Map<string, ItemFacts>
  taxes: Map<string, TaxOption[]>
}

function taxLine(line: DraftLine, { draft, facts, items, taxes }: TaxContext) {
  const day = dayOf(draft, line)
  const options = taxes.get(day) ?? []
  const byId = (id: string | null | undefined) => options.find((one) => one.id === id) ?? null
  const item = line.itemId === null ? undefined : items.get(line.itemId)
  const decided = decideTax(
    facts(day),
    {
      nature: line.nature,
      goods: item?.kind === 'product',
      usual: byId(item?.taxId),
      chosen: byId(line.taxId),
    },
    options,
  )
  const isItem = line.kind === 'item'
  const tax = isItem && decided.tax ? decided.tax : null
  const { reason, reasonCode } = tax
    ? taxReasonOf(tax, decided.why, draft.language)
    : { reason: null, reasonCode: null }
  const cost: CostLine = { ...line, tax: tax && { category: tax.category, rate: tax.rate, reason } }
  const frozen: FrozenLine = {
    kind: line.kind,
    itemId: line.itemId,
    sku: item?.sku ?? '',
    text: line.text,
    quantity: plain(line.quantity),
    unit: line.unit,
    price: unitPrice(line.price),
    discountPercent: plain(line.discountPercent),
    discount: isItem ? lineNet(line).discount : '0.00',
    net: '0.00',
    tax: tax && {
      id: tax.id,
      code: tax.code,
      name: tax.name,
      category: tax.category,
      rate: tax.rate,
      reason,
      reasonCode,
      why: decided.why,
    },
    nature: line.nature,
    labourShare: line.labourShare === null ? null : plain(line.labourShare),
    service: periodOf(line.serviceFrom, line.serviceTo),
    optional: line.optional,
    revenueAccount: item?.revenueAccount ?? '',
  }
  const expected: TaxCase | null = isItem ? decided.expected : null
  return { line: frozen, cost, expected }
}

async function proofsOf(db: Database<InvoicesDb>, contactId: string): Promise<Proof[]> {
  const { rows } = await sql<Proof>`
    select type, valid_from, valid_to from certificate where contact_id = ${contactId} order by valid_to`.execute(
    db,
  )
  return rows
}

async function itemsOf(
  db: Database<InvoicesDb>,
  lines: readonly DraftLine[],
): Promise<Map<string, ItemFacts>> {
  const ids = lines.flatMap(({ itemId }) => itemId ?? [])
  if (ids.length === 0) return new Map()
  const { rows } = await sql<ItemFacts>`
    select id, sku, kind, tax_id, revenue_account from item where id = any(${uuids(ids)})`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}

async function authorOf(db: Database<InvoicesDb>, by: By): Promise<Frozen['author']> {
  const { rows } = await sql<{ name: string; email: string }>`
    select name, email from app_user where id = ${by.id}`.execute(db)
  return { name: rows[0]?.name ?? '', email: rows[0]?.email ?? '', phone: '' }
}
