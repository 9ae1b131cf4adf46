import type { Frozen, FrozenLine } from '#features/invoices/frozen.ts'
import { Big, cents, sum } from '#kernel/decimal.ts'
import type { PaymentKind } from '#features/payments/payment.ts'
import { isUnknownRevenue, reductionAccount, revenueAccount } from './accounts.ts'
import type { Accounts } from './accounts.ts'

/** One line of a batch: an amount from an account to another; a negative amount is booked on the other side. */
export interface Booking {
  amount: string
  currency: string
  /** What one unit of the currency is worth in the firm's own; null: it is the firm's own. */
  rate: string | null
  account: string
  counter: string
  day: string
  document: string
  text: string
  serviceDay: string | null
  dueDay: string | null
  /** Whose supply within the Union it is, for the recapitulative statement (UStG § 18a). */
  vatId: string | null
  /** Names the document in the second part of the archive. */
  guid: string | null
}

interface Share {
  account: string
  rate: string
  amount: Big
  isInUnion: boolean
}

/** What a document comes to, by account and rate; what earlier invoices billed is taken off. */
export function sharesOf({ lines, totals, preceding, kind }: Frozen, accounts: Accounts): Share[] {
  const shares = totals.taxes.flatMap(({ category, rate, base, amount }) => {
    const own = lines.filter(
      (line) => isBilled(line) && line.tax?.category === category && isRate(line.tax.rate, rate),
    )
    const nets = Map.groupBy(own, (line) => line.revenueAccount || revenueAccount(accounts, taxOf(line)))
    const keys = [...nets.keys()]
    const weights = keys.map((key) => sum((nets.get(key) ?? []).map(({ net }) => net)))
    const parts = split(new Big(base).plus(amount), weights)
    return keys.map((account, at): Share => {
      const isInUnion = category === 'K' || nets.get(account)?.[0]?.tax?.code === 'reverse-charge-eu'
      return { account, rate: plainRate(rate), amount: parts[at] ?? new Big(0), isInUnion }
    })
  })
  if (kind !== 'final' || preceding.length === 0) return shares
  const off = split(
    sum(preceding.map(({ gross }) => gross)),
    shares.map(({ amount }) => amount),
  )
  return shares.map((share, at) => ({ ...share, amount: share.amount.minus(off[at] ?? 0) }))
}

/** Whether something in it is booked as "other revenue", because no account is known for its tax. */
export const hasUnknownRevenue = ({ lines }: Frozen, accounts: Accounts): boolean =>
  lines.some((line) => isBilled(line) && !line.revenueAccount && isUnknownRevenue(accounts, taxOf(line)))

const isBilled = ({ kind, optional, tax }: FrozenLine) => kind === 'item' && !optional && tax !== null

function taxOf({ tax }: FrozenLine) {
  return { category: tax?.category ?? '', rate: plainRate(tax?.rate ?? '0'), code: tax?.code ?? null }
}

const plainRate = (rate: string): string => new Big(rate).toFixed()
const isRate = (a: string, b: string): boolean => new Big(a).eq(b)

/** An amount by weights, in cents; what rounding leaves over goes to the last, so that the sum stays. */
export function split(amount: Big, weights: readonly Big[]): Big[] {
  const total = sum(weights)
  let left = amount
  return weights.map((weight, at) => {
    const own = at === weights.length - 1 || total.eq(0) ? left : amount.times(weight).div(total).round(2)
    left = left.minus(own)
    return own
  })
}

interface Document {
  id: string
  debtor: string
  issued: Frozen
}

/** The bookings of an issued document: customer to revenue; a cancellation the other way round. */
export function documentBookings({ id, debtor, issued }: Document, accounts: Accounts): Booking[] {
  const { number, date, dueDate, buyer, currency, homeCurrency, rate, service } = issued
  return sharesOf(issued, accounts).flatMap(({ account, amount, isInUnion }) =>
    amount.eq(0)
      ? []
      : [
          {
            amount: cents(amount),
            currency,
            rate: currency === homeCurrency ? null : rate,
            account: debtor,
            counter: account,
            day: date,
            document: number,
            text: buyer.name,
            serviceDay: service?.to ?? null,
            dueDay: dueDate,
            vatId: isInUnion && buyer.vatId ? buyer.vatId : null,
            guid: id,
          },
        ],
  )
}

interface PaidDocument extends Document {
  kind: PaymentKind
  amount: string
  day: string
}

/** The bookings of a payment: bank to customer; Skonto and losses by the rates of the invoice, for their tax. */
export function paymentBookings(
  { debtor, issued, kind, amount, day }: PaidDocument,
  accounts: Accounts,
): Booking[] {
  const { number, currency, homeCurrency, rate, buyer } = issued
  const base = {
    currency,
    rate: currency === homeCurrency ? null : rate,
    counter: debtor,
    day,
    document: number,
    text: buyer.name,
    serviceDay: null,
    dueDay: null,
    vatId: null,
    guid: null,
  }
  if (kind === 'payment' || kind === 'refund')
    return [{ ...base, amount: cents(amount), account: accounts.bank }]
  if (kind === 'setoff') return [{ ...base, amount: cents(amount), account: accounts.of('setoff') ?? '' }]
  const shares = sharesOf(issued, accounts)
  const parts = split(
    new Big(amount),
    shares.map((share) => share.amount),
  )
  return shares.flatMap((share, at) =>
    parts[at]?.eq(0) === false
      ? [{ ...base, amount: cents(parts[at]), account: reductionAccount(accounts, kind, share.rate) }]
      : [],
  )
}
