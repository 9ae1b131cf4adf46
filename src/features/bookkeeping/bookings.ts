import type { Frozen, FrozenLine } from '#features/invoices/frozen.ts'
import type { InvoiceKind } from '#features/invoices/invoice.ts'
import { Big, cents, sum } from '#kernel/decimal.ts'
import type { PaymentKind } from '#features/payments/payment.ts'
import { accountByRate, isUnknownRevenue, revenueAccount } from './accounts.ts'
import type { Accounts } from './accounts.ts'
import { grossOf, openAccount, prepaymentShares, settledShares } from './prepayments.ts'
import type { Prepayment } from './prepayments.ts'
import { split } from './split.ts'

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

/** What a document comes to, by account and rate, less what earlier invoices billed as revenue. */
function sharesOf(
  { lines, totals }: Frozen,
  accounts: Accounts,
  deducted: Big = new Big(totals.deducted),
): Share[] {
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
  const off = split(
    deducted,
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

interface Document {
  id: string
  debtor: string
  issued: Frozen
}

interface IssuedDocument extends Document {
  /** The kind of what it cancels. */
  cancels: InvoiceKind | null
  /** The down payments that it asks for, takes off, or opens again where it cancels what took them off. */
  prepaid: readonly Prepayment[]
}

/** The bookings of an issued document: customer to revenue, or to down payments; a cancellation the other way round. */
export function documentBookings(document: IssuedDocument, accounts: Accounts): Booking[] {
  const { id, debtor, issued } = document
  const { number, date, dueDate, buyer, currency, homeCurrency, rate, service } = issued
  return documentShares(document, accounts).flatMap(({ account, amount, isInUnion }) =>
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

function documentShares({ issued, cancels, prepaid }: IssuedDocument, accounts: Accounts): Share[] {
  const isDownpayment = (cancels ?? issued.kind) === 'downpayment'
  const sign = isDownpayment === (cancels === null) ? 1 : -1
  const deducted = new Big(issued.totals.deducted).plus(grossOf(prepaid).times(sign))
  return [
    ...(isDownpayment ? [] : sharesOf(issued, accounts, deducted)),
    ...prepaid
      .flatMap((one) => prepaymentShares(one, accounts))
      .map(({ account, amount }) => ({ account, rate: '0', amount: amount.times(sign), isInUnion: false })),
  ]
}

interface PaidDocument extends Document {
  kind: PaymentKind
  amount: string
  day: string
  /** It settles a down payment that nothing took off yet. */
  isPrepayment: boolean
}

/** The bookings of a payment; of a down payment what was open becomes what is owed. */
export function paymentBookings(paid: PaidDocument, accounts: Accounts): Booking[] {
  const bookings = settlingBookings(paid, accounts)
  const [first] = bookings
  if (!paid.isPrepayment || !first) return bookings
  const owed = settledShares(paid.issued.totals.taxes, paid.amount, accounts)
  return [
    ...bookings,
    ...owed
      .filter(({ amount }) => !amount.eq(0))
      .map(({ account, amount }) => ({
        ...first,
        amount: cents(amount),
        account: openAccount(accounts),
        counter: account,
      })),
  ]
}

/** Bank to customer; Skonto and losses by the rates of the invoice, for their tax. */
function settlingBookings(
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
      ? [{ ...base, amount: cents(parts[at]), account: accountByRate(accounts, kind, share.rate) }]
      : [],
  )
}
