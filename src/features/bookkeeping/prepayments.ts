import type { InvoiceTotals } from '#features/invoices/invoice.ts'
import { Big, sum } from '#kernel/decimal.ts'
import { accountByRate, type Accounts } from './accounts.ts'
import { split } from './split.ts'

/** An invoice over a down payment, and by which amounts it was settled when the document in question was issued. */
export interface Prepayment {
  taxes: InvoiceTotals['taxes']
  gross: string
  settled: string[]
}

export interface PrepaymentShare {
  account: string
  amount: Big
}

/**
 * Where a down payment stands. What is asked for and not settled waits on a clearing account; what was settled is owed
 * to the customer, by rates, because its tax is due with the money (UStG § 13 (1) no. 1 a). Revenue it becomes with
 * the final invoice.
 */
export function prepaymentShares(
  { taxes, gross, settled }: Prepayment,
  accounts: Accounts,
): PrepaymentShare[] {
  const open = new Big(gross).minus(sum(settled.map((amount) => new Big(amount))))
  // Each amount by itself, as it was booked when it came: together they would round differently.
  const owed = settled.flatMap((amount) => settledShares(taxes, amount, accounts))
  return [{ account: openAccount(accounts), amount: open }, ...owed]
}

/** What is owed to the customer of an amount that settles a down payment of these taxes. */
export function settledShares(
  taxes: InvoiceTotals['taxes'],
  amount: string,
  accounts: Accounts,
): PrepaymentShare[] {
  const parts = split(
    new Big(amount),
    taxes.map(({ base, amount }) => new Big(base).plus(amount)),
  )
  return taxes.map(({ rate }, at) => ({
    account: accountByRate(accounts, 'downpayment', new Big(rate).toFixed()),
    amount: parts[at] ?? new Big(0),
  }))
}

export const openAccount = (accounts: Accounts): string => accounts.of('downpayment open') ?? ''

export const grossOf = (prepaid: readonly Prepayment[]): Big =>
  sum(prepaid.map(({ gross }) => new Big(gross)))
