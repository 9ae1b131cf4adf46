import { sql } from 'kysely'
import { dayAfter } from '#features/invoices/due.ts'
import type { Buyer } from '#features/invoices/frozen.ts'
import { invoiceReadable } from '#features/invoices/server/invoice-access.ts'
import { firmToday } from '#features/invoices/server/drafts/new-draft.ts'
import { buyerOf, readContactFacts } from '#features/invoices/server/parties.ts'
import { readSettings } from '#features/settings/server/settings.ts'
import { cents } from '#kernel/decimal.ts'
import type { By, Language } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import { uuids } from '#platform/access.ts'
import type { ReminderProposal } from '../../reminder-letter.ts'
import { letterSums, nextLevel, remind, rulesOf } from '../../reminders.ts'
import type { Overdue } from '../../reminders.ts'
import { missingOf } from '#features/invoices/server/open-amount.ts'
import type { PaymentsDb } from '../tables.ts'
import { listBaseRates } from './base-rates.ts'

interface Row extends Overdue {
  contactId: string
  currency: string
}

export interface Proposed extends ReminderProposal {
  buyer: Buyer
  day: string
}

export interface Chosen {
  contactIds?: readonly string[] | undefined
  invoiceIds?: readonly string[] | undefined
}

/** Who is to be reminded today of what `by` sees, one letter for each customer and currency, who owes most first. */
export async function proposeReminders(
  db: Database<PaymentsDb>,
  by: By,
  chosen: Chosen = {},
): Promise<Proposed[]> {
  const { reminders, country, language: home } = await readSettings(db)
  const rules = rulesOf(reminders)
  const today = await firmToday(db)
  const rates = await listBaseRates(db)
  const rows = await readOverdue(db, by, today, chosen)
  const due = rows.flatMap((row) => {
    const level = nextLevel(row, today, rules)
    return level === null ? [] : [{ row, level }]
  })
  const groups = Map.groupBy(due, ({ row }) => `${row.contactId} ${row.currency}`)
  const letters: Proposed[] = []
  for (const group of groups.values()) {
    const [first] = group
    const facts = first && (await readContactFacts(db, first.row.contactId))
    if (!first || !facts) continue
    const language: Language = facts.language === 'de' || facts.language === 'en' ? facts.language : home
    const buyer = buyerOf(facts, { home: country, language })
    const ground = { today, rules, rates, country, business: buyer.business }
    const reminded = group.map(({ row, level }) => remind(strip(row), level, ground))
    const isRateMissing = reminded.some((one) => one.isRateMissing)
    const invoices = reminded.map((letter) => {
      const { isRateMissing: _, ...one } = letter
      return one
    })
    letters.push({
      ...letterSums(invoices, rules),
      currency: first.row.currency,
      contact: { id: facts.id, name: facts.displayName },
      language,
      email: buyer.email,
      dueDate: dayAfter(today, rules.payWithin),
      notices: [
        ...(isRateMissing ? ['rate_missing' as const] : []),
        ...(buyer.city ? [] : ['no_address' as const]),
      ],
      invoices,
      buyer,
      day: today,
    })
  }
  return letters.toSorted((a, b) => Number(b.total) - Number(a.total))
}

const strip = ({ contactId: _c, currency: _k, ...row }: Row): Overdue => ({ ...row, open: cents(row.open) })

/** What is overdue and not rejected, cancelled or paid. */
async function readOverdue(
  db: Database<PaymentsDb>,
  by: By,
  today: string,
  { contactIds, invoiceIds }: Chosen,
): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select r.id, r.number, r.date, r.due_date, r.contact_id, r.currency, r.reminder_level, (${missingOf}) as open,
      l.first_reminder, l.last_reminder, l.last_due
    from invoice r
    left join lateral (
      select min(l.day) as first_reminder, max(l.day) as last_reminder, max(l.due_date) as last_due
      from reminder_letter_invoice x join reminder_letter l on l.id = x.letter_id where x.invoice_id = r.id) l on true
    where r.status = 'issued' and r.deleted_at is null and r.due_date < ${today} and r.payable > r.settled
      and r.kind in ('invoice', 'downpayment', 'partial', 'final', 'correction') and ${invoiceReadable(by)}
      and ${contactIds ? sql`r.contact_id = any(${uuids(contactIds)})` : sql`true`}
      and ${invoiceIds ? sql`r.id = any(${uuids(invoiceIds)})` : sql`true`}
    order by r.due_date, r.id limit 5000`.execute(db)
  return rows
}
