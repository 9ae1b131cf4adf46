import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { InvoiceLineNew } from '#features/invoices/invoice.ts'
import { isBill } from '#features/invoices/status.ts'
import { cancelInvoice } from '#features/invoices/server/cancel.ts'
import { createCertificate } from '#features/invoices/server/certificates/certificates.ts'
import { issueFrozen } from '#features/invoices/server/issue.ts'
import { newDraft } from '#features/invoices/server/drafts/new-draft.ts'
import { insertDraft } from '#features/invoices/server/drafts/save-draft.ts'
import { workOut } from '#features/invoices/server/drafts/work-out.ts'
import { dayOf } from '#kernel/day.ts'
import { Big, cents } from '#kernel/decimal.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { insertAll } from '#platform/insert-all.ts'
import { SAMPLE_DOCUMENTS } from '../sample-documents.ts'
import type { SampleDocument } from '../sample-documents.ts'
import { namedLike } from './placed.ts'
import type { Placed } from './placed.ts'
import type { PlacedDeal } from './sample-deals.ts'
import type { Selling } from './sample-sales.ts'
import type { SetupDb } from './tables.ts'

interface Writing extends Selling {
  deals: readonly PlacedDeal[]
}

/** A document that was written, and what it asks for. */
interface Written {
  id: string
  sample: SampleDocument
  payable: string
}

/** Writes the documents of the sample firm and lets time pass over them; tells the certificates they rest on. */
export async function addDocuments(tx: Tx<SetupDb>, by: By, writing: Writing): Promise<string[]> {
  const { today } = writing
  const customers = customersOf(writing.contacts)
  const certificates = await certify(tx, by, customers.cleaner[0], today)
  const terms = await tx.selectFrom('paymentTerm').select('id').orderBy('position').execute()
  const written: Written[] = []
  for (const [at, sample] of SAMPLE_DOCUMENTS.entries()) {
    const deal = writing.deals.find(({ key }) => key !== undefined && key === sample.deal)
    const some = namedLike(customers[sample.to ?? 'company'], sample.at)
    const contactId = deal?.contactId ?? some[(at * 5) % some.length]?.id
    if (contactId === undefined) continue
    const draft = await newDraft(tx as Database<SetupDb>, by, {
      kind: sample.kind,
      contactId,
      opportunityId: deal?.id ?? null,
      subject: sample.subject,
      date: dayOf(today - sample.ago),
      ...serviceOf(sample, today),
      ...(isBill(sample.kind) && terms[sample.term ?? 0]
        ? { paymentTermId: terms[sample.term ?? 0]?.id }
        : {}),
      lines: linesOf(sample, writing),
    })
    const sourceId =
      written.find(({ sample: { key } }) => key !== undefined && key === sample.from)?.id ?? null
    const { frozen } = await workOut(tx as Database<SetupDb>, by, { ...draft, sourceId })
    const held = await insertDraft(tx, by, { ...draft, sourceId }, { worked: frozen, isSample: true })
    if (sample.became !== 'draft') await issueFrozen(tx, by, held, frozen)
    written.push({ id: held.id, sample, payable: frozen.totals.payable })
  }
  await letTimePass(tx, by, written, today)
  for (const { id, sample } of written) if (sample.became === 'cancelled') await cancelInvoice(tx, by, { id })
  return certificates
}

function customersOf(contacts: readonly Placed[]): Record<'company' | 'household' | 'cleaner', Placed[]> {
  const companies = contacts.filter(({ sample }) => sample.kind === 'company')
  return {
    company: companies.filter(({ sample }) => sample.type === 0 && sample.tags.includes(1)),
    household: contacts.filter(
      ({ sample, companyId }) => sample.kind === 'person' && !companyId && sample.address,
    ),
    cleaner: companies.filter(({ sample }) => sample.vatId !== undefined),
  }
}

/** The cleaning company proves by form USt 1 TG that it owes the tax itself (UStG § 13b Abs. 5). */
async function certify(
  tx: Tx<SetupDb>,
  by: By,
  cleaner: Placed | undefined,
  today: number,
): Promise<string[]> {
  if (!cleaner) return []
  const { id } = await createCertificate(tx, by, {
    contactId: cleaner.id,
    type: 'cleaning',
    taxOffice: 'Finanzamt Köln-Mitte',
    number: '215/0815/4711',
    validFrom: dayOf(today - 200),
    validTo: dayOf(today + 530),
  })
  return [id]
}

/** A month's work is billed when the month is over, other work when it is done. */
function serviceOf({ kind, subject, ago }: SampleDocument, today: number) {
  if (!isBill(kind)) return {}
  const day = Temporal.PlainDate.from(dayOf(today - ago))
  if (!subject.includes('Vormonat')) return { serviceDate: day.subtract({ days: 2 }).toString() }
  const from = day.with({ day: 1 }).subtract({ months: 1 })
  return {
    servicePeriod: { from: from.toString(), to: day.with({ day: 1 }).subtract({ days: 1 }).toString() },
  }
}

function linesOf({ lines, options = [] }: SampleDocument, { items }: Writing): InvoiceLineNew[] {
  const line = (sku: string, quantity: string, more: InvoiceLineNew): InvoiceLineNew => ({
    itemId: items.get(sku) ?? null,
    quantity,
    ...more,
  })
  return [
    ...lines.map(([sku, quantity, discountPercent = '0']) => line(sku, quantity, { discountPercent })),
    ...options.map(([sku, quantity]) => line(sku, quantity, { optional: true })),
  ]
}

/** Makes documents and their traces as old as they say, and notes what came of them: answers, and money. */
async function letTimePass(
  tx: Tx<SetupDb>,
  by: By,
  written: readonly Written[],
  today: number,
): Promise<void> {
  await insertAll(
    tx,
    'payment',
    written.flatMap((one) => paymentsOf(by, one, today)),
  )
  const results = written.map(({ id, sample: { became } }) => ({
    id,
    status: became === 'accepted' || became === 'rejected' ? became : null,
  }))
  await sql`
    update invoice i set issued_at = t.at, created_at = t.at, updated_at = t.at,
      sent_at = case when i.kind <> 'confirmation' then t.at end, settled = t.settled,
      status = coalesce(t.status, case when t.settled >= i.payable and t.settled > 0 then 'paid' end, i.status)
    from (
      select r.id, r.status, d.date + time '10:12' as at,
        coalesce((select sum(p.amount) from payment p where p.invoice_id = r.id), 0) as settled
      from jsonb_to_recordset(${JSON.stringify(results)}::jsonb) r(id uuid, status text) join invoice d on d.id = r.id
      where d.number is not null) t
    where i.id = t.id`.execute(tx)
  await sql`
    update history_entry h set at = i.issued_at from invoice i
    where h.run_id = ${by.runId ?? null} and i.sample and h.contact_id = i.contact_id
      and position(i.number in h.text) > 0`.execute(tx)
}

/** What was paid: all, half, or what is left of it after Skonto. */
function paymentsOf(by: By, { id, sample, payable }: Written, today: number) {
  if (typeof sample.became !== 'object') return []
  const { paid, part } = sample.became
  const total = new Big(payable)
  const skonto = part === 'skonto' ? new Big(cents(total.times('0.02'))) : new Big(0)
  const money = part === 'half' ? total.div(2) : total.minus(skonto)
  const row = (kind: 'payment' | 'skonto', amount: Big) => ({
    id: randomUUIDv7(),
    invoiceId: id,
    kind,
    amount: cents(amount),
    note: '',
    day: dayOf(today - sample.ago + paid),
    bankEntryId: null,
    createdBy: by.id,
    createdAt: new Date().toISOString(),
    revokedAt: null,
    revokedBy: null,
  })
  return [row('payment', money), ...(skonto.gt(0) ? [row('skonto', skonto)] : [])]
}
