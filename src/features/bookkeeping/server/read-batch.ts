import { readSettings } from '#features/settings/server/settings.ts'
import { invalid } from '#kernel/problem.ts'
import type { Database } from '#platform/database.ts'
import { accountsOf } from '../accounts.ts'
import type { Accounts } from '../accounts.ts'
import { documentBookings, paymentBookings } from '../bookings.ts'
import type { Booking } from '../bookings.ts'
import { fiscalYear } from '../datev.ts'
import type { Batch } from '../datev.ts'
import { readDocuments, readPaid } from './read-books.ts'
import type { BookedDocument, BookedPayment, Period } from './read-books.ts'
import type { BookkeepingDb } from './tables.ts'

/** What a batch of bookings is made of. */
export interface Books {
  accounts: Accounts
  batch: Omit<Batch, 'now'>
  documents: BookedDocument[]
  /** Without those that were taken back. */
  paid: BookedPayment[]
}

/** The documents and payments of a period within one fiscal year, and the accounts they are booked on. As system. */
export async function readBatch(db: Database<BookkeepingDb>, { from, to }: Period): Promise<Books> {
  const settings = await readSettings(db)
  const accounts = accountsOf(settings.bookkeeping)
  const year = fiscalYear(from, accounts.yearStart)
  if (to < from) throw invalid('to', 'before_from', 'Not before the first day.')
  if (fiscalYear(to, accounts.yearStart) !== year)
    throw invalid('to', 'fiscal_year', 'DATEV wants one fiscal year in one file.')
  return {
    accounts,
    batch: { from, to, year, currency: settings.currency },
    documents: await readDocuments(db, { from, to }),
    paid: (await readPaid(db, { from, to })).filter(({ revokedAt }) => revokedAt === null),
  }
}

/** The bookings of them; `debtor` names the account of a customer. */
export function bookingsOf(
  { accounts, documents, paid }: Books,
  debtor: (contactId: string) => string,
): Booking[] {
  return [
    ...documents.flatMap((one) => documentBookings({ ...one, debtor: debtor(one.contactId) }, accounts)),
    ...paid.flatMap((one) => paymentBookings({ ...one, debtor: debtor(one.contactId) }, accounts)),
  ]
}
