import { dayAfter } from '#features/invoices/due.ts'
import { Big, cents, sum } from '#kernel/decimal.ts'
import type { PaymentKind } from './payment.ts'

export interface Bill {
  date: string
  payable: string
  skontoDays: number | null
  skontoPercent: string | null
}

export interface Paid {
  kind: PaymentKind
  amount: string
  day: string
}

/** What was settled in all. */
export const settledBy = (payments: readonly Paid[]): string =>
  cents(sum(payments.map(({ amount }) => amount)))

/** Nothing is missing any more; a document that gives money back is settled when it was given. */
export function isSettled(payable: string, settled: string): boolean {
  const rest = new Big(payable).minus(settled)
  return new Big(payable).lt(0) ? rest.gte(0) : rest.lte(0) && new Big(settled).gt(0)
}

/** What was paid beyond what was asked. */
export function overpaid(payable: string, settled: string): string {
  const more = new Big(settled).minus(payable)
  return new Big(payable).gte(0) && more.gt(0) ? cents(more) : '0.00'
}

export interface SkontoTerms {
  until: string
  /** How much less. */
  amount: string
  /** What is then to be paid. */
  payable: string
}

/** What was agreed about paying sooner. */
export function skontoOf({ date, payable, skontoDays, skontoPercent }: Bill): SkontoTerms | null {
  if (skontoDays === null || skontoPercent === null || new Big(payable).lte(0)) return null
  const amount = new Big(payable).times(skontoPercent).div(100).round(2)
  return {
    until: dayAfter(date, skontoDays),
    amount: cents(amount),
    payable: cents(new Big(payable).minus(amount)),
  }
}

/** The rest, when it is no more than the Skonto and the money came in its days; else null. */
export function skontoOffer(bill: Bill, payments: readonly Paid[]): string | null {
  const terms = skontoOf(bill)
  if (!terms || payments.some(({ kind }) => kind === 'skonto')) return null
  const rest = new Big(bill.payable).minus(settledBy(payments))
  const inTime = payments.every(({ day }) => day <= terms.until) && payments.length > 0
  return inTime && rest.gt(0) && rest.lte(terms.amount) ? cents(rest) : null
}
