import { sql } from 'kysely'
import { isOpen, missingOf } from '#features/invoices/server/open-amount.ts'
import { cents } from '#kernel/decimal.ts'
import { normaliseIban } from '#kernel/iban.ts'
import type { Database } from '#platform/database.ts'
import { uuids } from '#platform/access.ts'
import type { OpenBill, Payer } from '../match.ts'
import { skontoOf } from '../standing.ts'
import type { PaymentsDb } from './tables.ts'

/** All open documents, the oldest first, as system. */
export async function readOpenBills(db: Database<PaymentsDb>): Promise<OpenBill[]> {
  const { rows } = await sql<
    Omit<OpenBill, 'skonto'> & {
      payable: string
      settled: string
      skontoDays: number | null
      skontoPercent: string | null
    }
  >`
    select r.id, r.number, r.contact_id, r.currency, r.date, r.due_date, r.payable, r.settled, r.skonto_days,
      r.skonto_percent, (${missingOf}) as open
    from invoice r where ${isOpen} order by r.due_date, r.id limit 20000`.execute(db)
  return rows.map(({ payable, settled, skontoDays, skontoPercent, ...bill }) => ({
    ...bill,
    open: cents(bill.open),
    skonto: Number(settled) === 0 ? skontoOf({ date: bill.date, payable, skontoDays, skontoPercent }) : null,
  }))
}

/** Who owes them, with the accounts of their contact and those they paid from before. */
export async function readPayers(
  db: Database<PaymentsDb>,
  ids: readonly string[],
): Promise<Map<string, Payer>> {
  const { rows } = await sql<Payer>`
    select c.id, c.display_name as name, array(
      select d ->> 'value' from jsonb_array_elements(c.details) d where d ->> 'kind' = 'iban'
      union
      select e.iban from payment p join bank_entry e on e.id = p.bank_entry_id join invoice i on i.id = p.invoice_id
      where i.contact_id = c.id and p.revoked_at is null and e.iban <> '') as ibans
    from contact c where c.id = any(${uuids([...new Set(ids)])})`.execute(db)
  return new Map(rows.map((row) => [row.id, { ...row, ibans: row.ibans.map(normaliseIban) }]))
}
