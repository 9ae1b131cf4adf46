import { sql } from 'kysely'
import { readSettings } from '#features/settings/server/settings.ts'
import { Big, cents, sum } from '#kernel/decimal.ts'
import { uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import { hasUnknownRevenue } from '../bookings.ts'
import type { BooksPreview } from '../books.ts'
import { sumAccounts } from '../sum-accounts.ts'
import { bookingsOf, readBatch } from './read-batch.ts'
import type { Books } from './read-batch.ts'
import type { Period } from './read-books.ts'
import type { BookkeepingDb } from './tables.ts'

type Warning = BooksPreview['warnings'][number]
type Named = Warning['invoices'][number]

/** Stands for every customer: no numbers are given before something leaves the house. */
const CUSTOMER = 'customer'

/** What the archive of a period would hold, and what somebody should look at before. As system. */
export async function previewBooks(db: Database<BookkeepingDb>, period: Period): Promise<BooksPreview> {
  const books = await readBatch(db, period)
  const { batch, documents, paid, accounts } = books
  const bookings = bookingsOf(books, () => CUSTOMER)
  const exports = await readExports(db)
  return {
    ...period,
    year: batch.year,
    currency: batch.currency,
    documents: documents.length,
    payments: paid.length,
    customers: new Set([...documents, ...paid].map(({ contactId }) => contactId)).size,
    bookings: bookings.length,
    sums: sumsOf(books),
    accounts: sumAccounts(bookings, accounts, CUSTOMER),
    warnings: (await warningsOf(db, books, exports)).filter(({ count }) => count > 0),
    exports,
  }
}

function sumsOf({ documents, paid }: Books): BooksPreview['sums'] {
  const currencies = new Set([...documents, ...paid].map(({ issued }) => issued.currency))
  return [...currencies].toSorted().map((currency) => ({
    currency,
    billed: cents(
      sum(
        documents
          .filter(({ issued }) => issued.currency === currency)
          .map(({ issued }) => issued.totals.payable),
      ),
    ),
    received: cents(
      sum(
        paid
          .filter(
            ({ kind, issued }) => issued.currency === currency && (kind === 'payment' || kind === 'refund'),
          )
          .map(({ amount }) => new Big(amount)),
      ),
    ),
  }))
}

async function warningsOf(
  db: Database<BookkeepingDb>,
  { accounts, batch: { from, to }, documents, paid }: Books,
  exports: BooksPreview['exports'],
): Promise<Warning[]> {
  const { bookkeeping } = await readSettings(db)
  const isUnnamed = bookkeeping.consultant === undefined || bookkeeping.client === undefined
  const unknown = documents.filter(({ issued }) => hasUnknownRevenue(issued, accounts))
  const late = documents.filter(({ issuedAt, issued: { date } }) =>
    exports.some((one) => one.format === 'datev' && one.from <= date && date <= one.to && one.at < issuedAt),
  )
  const contactIds = [...documents, ...paid].map(({ contactId }) => contactId)
  return [
    { kind: 'no_client', count: isUnnamed ? 1 : 0, invoices: [] },
    { kind: 'debtor_digits', count: await countOddDebtors(db, accounts, contactIds), invoices: [] },
    about(
      'unknown_account',
      unknown.map(({ id, number }) => ({ id, name: number })),
    ),
    about('drafts', await readDrafts(db, { from, to })),
    about(
      'late',
      late.map(({ id, number }) => ({ id, name: number })),
    ),
  ]
}

function about(kind: Warning['kind'], invoices: Named[]): Warning {
  return { kind, count: invoices.length, invoices: invoices.slice(0, 10) }
}

/** How many of these customers have a number with more or fewer digits than DATEV wants; or would get one. */
async function countOddDebtors(
  db: Database<BookkeepingDb>,
  { accountLength, firstDebtor }: Books['accounts'],
  contactIds: readonly string[],
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from debtor
    where contact_id = any(${uuids(contactIds)}) and length(number::text) <> ${accountLength + 1}::integer`.execute(
    db,
  )
  const isFirstOdd = String(firstDebtor).length !== accountLength + 1
  return rows[0]?.n || (isFirstOdd ? 1 : 0)
}

async function readDrafts(db: Database<BookkeepingDb>, { from, to }: Period): Promise<Named[]> {
  const { rows } = await sql<Named>`
    select r.id, coalesce(nullif(r.subject, ''), c.display_name) as name
    from invoice r join contact c on c.id = r.contact_id
    where r.status = 'draft' and r.deleted_at is null and not r.sample and r.date between ${from} and ${to}
      and r.kind in ('invoice', 'downpayment', 'partial', 'final', 'correction')
    order by r.date, r.id`.execute(db)
  return rows
}

async function readExports(db: Database<BookkeepingDb>): Promise<BooksPreview['exports']> {
  const { rows } = await sql<BooksPreview['exports'][number]>`
    select lower(split_part(j.title, '_', 1)) as format, split_part(j.title, '_', 2) as "from",
      split_part(split_part(j.title, '_', 3), '.', 1) as "to", j.at, u.name as by
    from journal j left join app_user u on u.id = j.by_id
    where j.kind = 'export' and j.title ~ '^(DATEV|GoBD)_\\d{4}-\\d\\d-\\d\\d_\\d{4}-\\d\\d-\\d\\d\\.zip$'
    order by j.id desc limit 20`.execute(db)
  return rows
}
