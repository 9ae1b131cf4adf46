import { sql } from 'kysely'
import { findRate } from '#features/money/server/find-rates.ts'
import { readSettings } from '#features/settings/server/settings.ts'
import { zoneOfCountry } from '#kernel/time-zone.ts'
import { Big, plain } from '#kernel/decimal.ts'
import { invalid } from '#kernel/problem.ts'
import type { By, Language } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import { dayAfter } from '../../due.ts'
import type { InvoiceChange, InvoiceKind, InvoiceLineNew, InvoiceNew } from '../../invoice.ts'
import { isBill } from '../../status.ts'
import { checkNamed } from '../check-named.ts'
import type { Draft, DraftLine } from './draft.ts'
import { readContactFacts } from '../parties.ts'
import type { InvoicesDb } from '../tables.ts'

/** The day it is at the seat of the firm. */
export async function firmToday(db: Database<InvoicesDb>): Promise<string> {
  const { country } = await readSettings(db)
  return Temporal.Now.plainDateISO(zoneOfCountry(country)).toString()
}

/** What was said, and what Kontor supposes of the rest: by the customer, the terms and the texts of the firm. */
export async function newDraft(db: Database<InvoicesDb>, by: By, input: InvoiceNew): Promise<Draft> {
  await checkNamed(db, by, input)
  const settings = await readSettings(db)
  const contact = await readContactFacts(db, input.contactId)
  const kind = input.kind ?? 'invoice'
  const date = input.date ?? (await firmToday(db))
  const language = input.language ?? languageOf(contact?.language, settings.language)
  const currency = input.currency ?? contact?.currency ?? settings.currency
  const rate = input.rate ?? (await rateOf(db, { from: currency, to: settings.currency, day: date }))
  const term = await termOf(db, input, kind)
  const dueDate = input.dueDate ?? dayAfter(date, term.days)
  if (dueDate < date) throw invalid('dueDate', 'before_date', 'Not before the date of the document.')
  const isPrivate = contact?.kind === 'person' && !contact.vatId
  return {
    kind,
    contactId: input.contactId,
    recipientId: input.recipientId ?? null,
    opportunityId: input.opportunityId ?? null,
    projectId: input.projectId ?? null,
    sourceId: null,
    subject: input.subject ?? '',
    date,
    dueDate,
    ...serviceOf(input),
    language,
    currency,
    rate,
    orderNumber: input.orderNumber ?? '',
    buyerReference: input.buyerReference ?? '',
    intro: input.intro ?? (await usualText(db, 'intro', { kind, language })),
    terms: input.terms ?? '',
    notes: input.notes ?? (await usualText(db, 'closing', { kind, language })),
    paymentTermId: term.id,
    ...skontoOf(input, term),
    discountPercent: input.discountPercent ?? '0',
    format: input.format ?? (isPrivate || !isBill(kind) ? 'pdf' : 'zugferd'),
    deductedIds: input.deductedIds ?? [],
    lines: await linesOf(db, input.lines, { currency, date, rate }),
  }
}

/** A draft with what a merge patch says of it; a new day keeps the days to pay. */
export async function changedDraft(
  db: Database<InvoicesDb>,
  by: By,
  before: Draft,
  change: InvoiceChange,
): Promise<Draft> {
  await checkNamed(db, by, namedAnew(before, change))
  const { serviceDate, servicePeriod, skonto, lines, ...plainFields } = change
  const moved = change.date !== undefined && change.date !== before.date && change.dueDate === undefined
  const after: Draft = {
    ...before,
    ...Object.fromEntries(Object.entries(plainFields).filter(([, value]) => value !== undefined)),
    ...(moved && { dueDate: dayAfter(change.date ?? before.date, daysBetween(before.date, before.dueDate)) }),
  }
  if (serviceDate !== undefined || servicePeriod !== undefined)
    Object.assign(after, serviceOf({ serviceDate, servicePeriod }))
  if (change.paymentTermId !== undefined && change.paymentTermId !== before.paymentTermId)
    Object.assign(after, await byTerm(db, after, change))
  if (skonto !== undefined)
    Object.assign(after, { skontoDays: skonto?.days ?? null, skontoPercent: skonto?.percent ?? null })
  if (change.currency !== undefined && change.currency !== before.currency && change.rate === undefined) {
    const { currency: to } = await readSettings(db)
    after.rate = await rateOf(db, { from: after.currency, to, day: after.date })
  }
  if (lines) after.lines = await linesOf(db, lines, after)
  if (after.dueDate < after.date)
    throw invalid('dueDate', 'before_date', 'Not before the date of the document.')
  return after
}

/** Only what is named anew is asked for: what was hidden or retired since may stay. */
function namedAnew(before: Draft, change: InvoiceChange): InvoiceChange {
  const kept = new Set(before.lines.flatMap(({ itemId, taxId }) => [itemId, taxId]))
  const isNew = <T>(value: T | undefined, was: unknown) => (value === was ? undefined : value)
  return {
    ...change,
    contactId: isNew(change.contactId, before.contactId),
    recipientId: isNew(change.recipientId, before.recipientId),
    opportunityId: isNew(change.opportunityId, before.opportunityId),
    projectId: isNew(change.projectId, before.projectId),
    paymentTermId: isNew(change.paymentTermId, before.paymentTermId),
    lines: change.lines?.map((line) => ({
      ...line,
      itemId: kept.has(line.itemId ?? '') ? undefined : line.itemId,
      taxId: kept.has(line.taxId ?? '') ? undefined : line.taxId,
    })),
  }
}

function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(to).days
}

async function byTerm(
  db: Database<InvoicesDb>,
  draft: Draft,
  change: InvoiceChange,
): Promise<Partial<Draft>> {
  const term = await termOf(db, change, draft.kind)
  return {
    ...(change.dueDate === undefined && { dueDate: dayAfter(draft.date, term.days) }),
    ...skontoOf(change, term),
  }
}

function languageOf(code: string | null | undefined, usual: Language): Language {
  return code === 'de' || code === 'en' ? code : code ? 'en' : usual
}

async function rateOf(
  db: Database<InvoicesDb>,
  { from, to, day }: { from: string; to: string; day: string },
): Promise<string> {
  const found = await findRate(db, { from, to, day })
  if (!found) throw invalid('rate', 'rate_missing', `Say what one ${from} is worth in ${to}.`)
  return plain(found.rate.round(6))
}

function serviceOf({
  serviceDate,
  servicePeriod,
}: Pick<InvoiceNew, 'serviceDate' | 'servicePeriod'>): Pick<Draft, 'serviceFrom' | 'serviceTo'> {
  if (servicePeriod) return { serviceFrom: servicePeriod.from, serviceTo: servicePeriod.to }
  return { serviceFrom: serviceDate ?? null, serviceTo: serviceDate ?? null }
}

interface Term {
  id: string | null
  days: number
  skontoDays: number | null
  skontoPercent: string | null
}

/** The named term, else the usual one; a quote holds for thirty days. */
async function termOf(
  db: Database<InvoicesDb>,
  { paymentTermId }: { paymentTermId?: string | null | undefined },
  kind: InvoiceKind,
): Promise<Term> {
  const none: Term = { id: null, days: 30, skontoDays: null, skontoPercent: null }
  if (paymentTermId === null || !isBill(kind)) return none
  const { rows } = await sql<Term>`
    select id, days, skonto_days, skonto_percent from payment_term
    where ${paymentTermId === undefined ? sql`is_default` : sql`id = ${paymentTermId}`}`.execute(db)
  return rows[0] ?? none
}

function skontoOf(
  { skonto }: Pick<InvoiceNew, 'skonto'>,
  term: Term,
): Pick<Draft, 'skontoDays' | 'skontoPercent'> {
  if (skonto === undefined) return { skontoDays: term.skontoDays, skontoPercent: term.skontoPercent }
  return { skontoDays: skonto?.days ?? null, skontoPercent: skonto?.percent ?? null }
}

/** The text the firm usually begins or ends such a document with; one for the kind before one for all. */
async function usualText(
  db: Database<InvoicesDb>,
  place: 'intro' | 'closing',
  { kind, language }: { kind: InvoiceKind; language: Language },
): Promise<string> {
  const { rows } = await sql<{ text: string }>`
    select text from text_block
    where place = ${place} and language = ${language} and is_default and (kind is null or kind = ${kind})
    order by kind is null, position, id limit 1`.execute(db)
  return rows[0]?.text ?? ''
}

interface ItemRow {
  id: string
  name: string
  description: string
  unit: string
  price: string
  nature: DraftLine['nature']
  labourShare: string | null
  said: string | null
}

/** What a line does not say its item says: text, unit, price, nature. */
async function linesOf(
  db: Database<InvoicesDb>,
  lines: readonly InvoiceLineNew[],
  { currency, date, rate }: { currency: string; date: string; rate: string },
): Promise<DraftLine[]> {
  const ids = lines.flatMap(({ itemId }) => itemId ?? [])
  const { rows } = await sql<ItemRow>`
    select i.id, i.name, i.description, i.unit, i.price, i.nature, i.labour_share, (
      select p.price from item_price p
      where p.item_id = i.id and p.currency = ${currency} and p.valid_from <= ${date}
      order by p.valid_from desc limit 1) as said
    from item i where i.id = any(${uuids(ids)})`.execute(db)
  const items = new Map(rows.map((row) => [row.id, row]))
  return lines.map((line) => lineOf(line, items.get(line.itemId ?? ''), rate))
}

function lineOf(line: InvoiceLineNew, item: ItemRow | undefined, rate: string): DraftLine {
  return {
    kind: line.kind ?? 'item',
    itemId: line.itemId ?? null,
    text: line.text ?? (item ? [item.name, item.description].filter(Boolean).join('\n') : ''),
    quantity: line.quantity ?? '1',
    unit: line.unit ?? item?.unit ?? 'C62',
    price: line.price ?? (item ? priceOf(item, rate) : '0'),
    discountPercent: line.discountPercent ?? '0',
    taxId: line.taxId ?? null,
    nature: line.nature ?? item?.nature ?? 'other',
    labourShare: line.labourShare === undefined ? (item?.labourShare ?? null) : line.labourShare,
    serviceFrom: line.servicePeriod?.from ?? null,
    serviceTo: line.servicePeriod?.to ?? null,
    optional: line.optional ?? false,
  }
}

/** The price said for the currency, else the one of the firm's currency at the rate of the document. */
function priceOf({ said, price }: ItemRow, rate: string): string {
  if (said !== null) return plain(said)
  return new Big(rate).eq(1) ? plain(price) : plain(new Big(price).div(rate).round(2))
}
