import { Big, cents } from '#kernel/decimal.ts'
import type { PaymentKind, PaymentState } from './payment.ts'

type Standing = Pick<PaymentState, 'items' | 'payable' | 'settled' | 'skonto'>

/** What is missing of a document; negative where money is to be given back. */
export const restOf = ({ payable, settled }: Pick<PaymentState, 'payable' | 'settled'>): string =>
  cents(new Big(payable).minus(settled))

/**
 * What is to be paid on this day when the Skonto is taken, and how much that is less; undefined where none is agreed, its
 * days are over, one was taken already, or money came after its days.
 */
export function skontoOn(state: Standing, day: string): { amount: string; less: string } | undefined {
  const { skonto } = state
  const valid = state.items.filter(({ revokedAt }) => revokedAt === null)
  if (!skonto || day > skonto.until) return undefined
  if (valid.some((one) => one.kind === 'skonto' || one.day > skonto.until)) return undefined
  const amount = new Big(restOf(state)).minus(skonto.amount)
  return amount.gt(0) ? { amount: cents(amount), less: skonto.amount } : undefined
}

/** Whether what is left after this amount is no more than the Skonto: then it can be booked as such. */
export function leavesSkonto(state: Standing, day: string, amount: string): boolean {
  const offer = skontoOn(state, day)
  if (!offer || !isAmount(amount)) return false
  const left = new Big(restOf(state)).minus(amount)
  return left.gt(0) && left.lte(offer.less)
}

/** What stays open after this payment; negative: more was paid than asked. */
export const leftAfter = (state: Standing, amount: string): string =>
  isAmount(amount) ? cents(new Big(restOf(state)).minus(amount)) : restOf(state)

/**
 * The sign an amount is sent with: people type what was paid; a refund has a minus, and of a document that gives money
 * back so has what is given up or set off.
 */
export function signedAmount(kind: PaymentKind, typed: string, payable: string): string {
  if (!isAmount(typed) || typed.startsWith('-')) return typed
  const isBack = kind === 'refund' || (kind !== 'payment' && new Big(payable).lt(0))
  return isBack ? `-${typed}` : typed
}

const isAmount = (text: string): boolean => /^-?\d{1,12}(\.\d+)?$/.test(text)
