import { sql } from 'kysely'
import { cents } from '#kernel/decimal.ts'
import { fold } from '#kernel/fold.ts'
import { missing } from '#kernel/problem.ts'
import type { Database } from '#platform/database.ts'
import { all } from '#platform/list.ts'
import { uuids } from '#platform/access.ts'
import type { BankEntry, BankEntryQuery } from '../../bank.ts'
import { suggest } from '../../match.ts'
import { readOpenBills, readPayers } from '../open-bills.ts'
import type { PaymentsDb } from '../tables.ts'

type Row = Omit<BankEntry, 'suggestions' | 'payments'>

/** Entries of the bank, the newest first, open ones with what they may pay. */
export async function listEntries(
  db: Database<PaymentsDb>,
  { state, statement, q, limit, cursor }: BankEntryQuery,
): Promise<{ items: BankEntry[]; nextCursor: string | null; open: number }> {
  const [day, after] = cursor?.split(' ') ?? []
  const words = fold(q ?? '')
    .split(/\s+/)
    .filter(Boolean)
  const text = sql`lower(e.name || ' ' || e.purpose || ' ' || e.iban || ' ' || e.end_to_end || ' ' || e.amount::text)`
  const rows = await readRows(
    db,
    all([
      ...(state ? [sql<boolean>`e.state = ${state}`] : []),
      ...(statement ? [sql<boolean>`e.statement_id = ${statement}`] : []),
      ...words.map((word) => sql<boolean>`position(${word.replace(',', '.')} in ${text}) > 0`),
      ...(day && after ? [sql<boolean>`(e.booked_on, e.id) < (${day}::date, ${after}::uuid)`] : []),
    ]),
    limit + 1,
  )
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const { rows: counted } = await sql<{ n: number }>`
    select count(*) as n from bank_entry where state = 'open'`.execute(db)
  return {
    items: await present(db, page),
    nextCursor: rows.length > limit && last ? `${last.bookedOn} ${last.id}` : null,
    open: counted[0]?.n ?? 0,
  }
}

/** One entry as it is now. */
export async function readEntry(db: Database<PaymentsDb>, id: string): Promise<BankEntry> {
  const [entry] = await present(db, await readRows(db, sql`e.id = ${id}`, 1))
  if (!entry) throw missing()
  return entry
}

/** Open entries whose payment is certain, with it. */
export async function listCertain(
  db: Database<PaymentsDb>,
): Promise<{ id: string; invoices: { id: string; amount: string; takeSkonto: boolean }[] }[]> {
  const rows = await readRows(db, sql`e.state = 'open'`, 5000)
  const entries = await present(db, rows)
  return entries.flatMap(({ id, suggestions }) => {
    const sure = suggestions.find((one) => one.sure === 'certain')
    return sure ? [{ id, invoices: sure.invoices }] : []
  })
}

async function readRows(
  db: Database<PaymentsDb>,
  condition: ReturnType<typeof all>,
  limit: number,
): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select e.id, e.statement_id, s.iban as account, e.amount, e.currency, e.booked_on, e.value_on, e.name, e.iban,
      e.purpose, e.end_to_end, e.state, e.version
    from bank_entry e join bank_statement s on s.id = e.statement_id
    where ${condition} order by e.booked_on desc, e.id desc limit ${limit}`.execute(db)
  return rows.map((row) => ({ ...row, amount: cents(row.amount) }))
}

async function present(db: Database<PaymentsDb>, rows: readonly Row[]): Promise<BankEntry[]> {
  const isAnyOpen = rows.some(({ state }) => state === 'open')
  const bills = isAnyOpen ? await readOpenBills(db) : []
  const payers = await readPayers(
    db,
    bills.map(({ contactId }) => contactId),
  )
  const { rows: paid } = await sql<BankEntry['payments'][number] & { entryId: string }>`
    select p.id, p.invoice_id, i.number, p.kind, p.amount, p.bank_entry_id as entry_id
    from payment p join invoice i on i.id = p.invoice_id
    where p.bank_entry_id = any(${uuids(rows.map(({ id }) => id))}) and p.revoked_at is null
    order by p.created_at, p.id`.execute(db)
  return rows.map((row) => ({
    ...row,
    suggestions: row.state === 'open' ? suggest(row, bills, payers) : [],
    payments: paid.flatMap(({ entryId, ...one }) => (entryId === row.id ? [one] : [])),
  }))
}
