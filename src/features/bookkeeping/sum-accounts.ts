import { Big, cents } from '#kernel/decimal.ts'
import type { Accounts } from './accounts.ts'
import type { Booking } from './bookings.ts'
import type { BooksPreview } from './books.ts'

type Summed = BooksPreview['accounts'][number]

/** What is booked on each account but those of customers, by currency, in the order of their numbers. */
export function sumAccounts(bookings: readonly Booking[], accounts: Accounts, debtor: string): Summed[] {
  const sums = new Map<
    string,
    { account: string; currency: string; count: number; debit: Big; credit: Big }
  >()
  const sides = bookings.flatMap(({ account, counter, amount, currency }) => [
    { own: account, signed: new Big(amount), currency },
    { own: counter, signed: new Big(amount).neg(), currency },
  ])
  for (const { own, signed, currency } of sides) {
    if (own === debtor) continue
    const key = `${own} ${currency}`
    const nothing = { account: own, currency, count: 0, debit: new Big(0), credit: new Big(0) }
    const { count, debit, credit } = sums.get(key) ?? nothing
    sums.set(key, {
      account: own,
      currency,
      count: count + 1,
      debit: signed.gt(0) ? debit.plus(signed) : debit,
      credit: signed.lt(0) ? credit.minus(signed) : credit,
    })
  }
  return [...sums.values()]
    .map(({ debit, credit, ...one }) => ({
      ...one,
      key: accounts.keyOf(one.account) ?? null,
      debit: cents(debit),
      credit: cents(credit),
    }))
    .toSorted((a, b) => a.account.localeCompare(b.account) || a.currency.localeCompare(b.currency))
}
