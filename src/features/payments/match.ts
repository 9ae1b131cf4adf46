import { Big, cents, sum } from '#kernel/decimal.ts'
import { firmNameOf, firmWordWeight } from '#kernel/firm-name.ts'
import type { Reason, Suggestion } from './bank.ts'
import type { SkontoTerms } from './standing.ts'
import { findNumbers } from './find-numbers.ts'

export interface OpenBill {
  id: string
  number: string
  contactId: string
  currency: string
  date: string
  dueDate: string
  /** Negative where money is to be given back. */
  open: string
  skonto: SkontoTerms | null
}

export interface Payer {
  id: string
  name: string
  /** Of its contact, and those from which it paid before. */
  ibans: readonly string[]
}

export interface Incoming {
  amount: string
  currency: string
  bookedOn: string
  name: string
  iban: string
  purpose: string
  endToEnd: string
}

/** Sums of more are not looked for: too many would fit by chance. */
const PARTS = 12

/**
 * Which open invoices an entry of the bank may pay, best first. Certain is only what names its invoice, comes to what is
 * to be paid, and comes from its customer: number, amount, and account or name. Whoever else pays is asked about.
 */
export function suggest(
  entry: Incoming,
  bills: readonly OpenBill[],
  payers: ReadonlyMap<string, Payer>,
): Suggestion[] {
  const fitting = bills.filter(
    ({ currency, open }) =>
      currency === entry.currency && new Big(open).gt(0) === new Big(entry.amount).gt(0),
  )
  const named = findNumbers(
    `${entry.purpose} | ${entry.endToEnd}`,
    fitting.map(({ number }) => number),
  )
  const owner = [...payers.values()].find(({ ibans }) => entry.iban !== '' && ibans.includes(entry.iban))
  const found = Map.groupBy(fitting, ({ contactId }) => contactId)
    .values()
    .flatMap((own) => {
      const payer = payers.get(own[0]?.contactId ?? '')
      return payer ? ofCustomer({ entry, own, payer, owner, named }) : []
    })
    .toArray()
    .toSorted((a, b) => b.score - a.score || oldest(a).localeCompare(oldest(b)))
  return doubted(found).slice(0, 5)
}

interface Case {
  entry: Incoming
  own: OpenBill[]
  payer: Payer
  /** Whose account it came from, where that is known. */
  owner: Payer | undefined
  named: ReadonlyMap<string, 'number' | 'shortNumber'>
}

interface Pick {
  bills: { bill: OpenBill; amount: string; takeSkonto: boolean }[]
  reasons: Reason[]
}

function ofCustomer({ entry, own, payer, owner, named }: Case): Suggestion[] {
  const who = personReasons(entry, payer, owner)
  const mentioned = own.filter(({ number }) => named.has(number))
  const isHis = who.includes('iban') || who.includes('name')
  if (mentioned.length === 0 && !isHis) return loose(entry, own, payer, who)
  const picks = mentioned.length > 0 ? pickNamed(entry, mentioned, named) : pickUnnamed(entry, own)
  return picks.map((pick) => weigh(pick, payer, who))
}

/** Neither number nor name: the amount alone says little, and only where it is to the cent. */
function loose(entry: Incoming, own: readonly OpenBill[], payer: Payer, who: Reason[]): Suggestion[] {
  const same = own.filter(({ open }) => new Big(open).eq(entry.amount))
  return same.map((bill) => weigh({ bills: [whole(bill)], reasons: ['amount'] }, payer, who))
}

function personReasons(entry: Incoming, payer: Payer, owner: Payer | undefined): Reason[] {
  const isName = soundsAlike(entry.name, payer.name)
  if (owner && owner.id !== payer.id && !payer.ibans.includes(entry.iban)) return ['stranger']
  return [
    ...(payer.ibans.includes(entry.iban) && entry.iban ? ['iban' as const] : []),
    ...(isName ? ['name' as const] : []),
  ]
}

function pickNamed(entry: Incoming, mentioned: readonly OpenBill[], named: Case['named']): Pick[] {
  const isFull = mentioned.every(({ number }) => named.get(number) === 'number')
  const how: Reason = isFull ? 'number' : 'shortNumber'
  const exact = fit(entry, mentioned)
  if (exact) return [{ bills: exact.bills, reasons: [how, ...exact.reasons] }]
  // Of several named ones, one may fit alone; else the money goes to the oldest first.
  const single = mentioned.flatMap((bill) => fit(entry, [bill]) ?? [])
  if (single[0]) return [{ bills: single[0].bills, reasons: [how, ...single[0].reasons, 'partial'] }]
  return [{ bills: spread(entry.amount, mentioned), reasons: [how, 'partial'] }]
}

/** All of these together, to the cent or less the Skonto. */
function fit(entry: Incoming, bills: readonly OpenBill[]): Pick | undefined {
  const isSum = bills.length > 1
  if (sum(bills.map(({ open }) => open)).eq(entry.amount))
    return { bills: bills.map(whole), reasons: [isSum ? 'sum' : 'amount'] }
  const reduced = bills.map((bill) => lessSkonto(bill, entry.bookedOn))
  if (reduced.some(({ takeSkonto }) => takeSkonto) && sum(reduced.map((r) => r.amount)).eq(entry.amount))
    return { bills: reduced, reasons: isSum ? ['sum', 'skonto'] : ['skonto'] }
  return undefined
}

function pickUnnamed(entry: Incoming, own: readonly OpenBill[]): Pick[] {
  const single = own.flatMap((bill) => fit(entry, [bill]) ?? [])
  if (single.length > 0) return single
  const several = subset(entry.amount, own)
  if (several) return [{ bills: several.map(whole), reasons: ['sum'] }]
  const sorted = own.toSorted((a, b) => a.dueDate.localeCompare(b.dueDate))
  return [{ bills: spread(entry.amount, sorted), reasons: ['partial'] }]
}

const whole = (bill: OpenBill) => ({ bill, amount: cents(bill.open), takeSkonto: false })

/** The days of Skonto are counted until the money was booked; a bill partly paid has none any more. */
function lessSkonto(bill: OpenBill, day: string): Pick['bills'][number] {
  const { skonto, open } = bill
  if (!skonto || day > skonto.until) return whole(bill)
  const left = new Big(open).minus(skonto.amount)
  return left.gt(0) ? { bill, amount: cents(left), takeSkonto: true } : whole(bill)
}

/** The only set of bills that comes to the amount; undefined when there is none, or more than one. */
function subset(amount: string, own: readonly OpenBill[]): OpenBill[] | undefined {
  if (own.length < 2 || own.length > PARTS) return undefined
  const target = Number(new Big(amount).times(100))
  const parts = own.map(({ open }) => Number(new Big(open).times(100)))
  let found: number | undefined
  for (let set = 1; set < 2 ** own.length; set++) {
    const total = parts.reduce((so, part, at) => (set & (1 << at) ? so + part : so), 0)
    if (total !== target) continue
    if (found !== undefined) return undefined
    found = set
  }
  return found === undefined ? undefined : own.filter((_, at) => (found ?? 0) & (1 << at))
}

/** From the first to the last, as far as the money goes; what is too much goes to the last. */
function spread(amount: string, bills: readonly OpenBill[]): Pick['bills'] {
  let left = new Big(amount)
  const out: Pick['bills'] = []
  for (const [at, bill] of bills.entries()) {
    if (left.eq(0)) break
    const isLast = at === bills.length - 1
    const own = isLast || left.abs().lt(new Big(bill.open).abs()) ? left : new Big(bill.open)
    out.push({ bill, amount: cents(own), takeSkonto: false })
    left = left.minus(own)
  }
  return out
}

const POINTS: Record<Reason, number> = {
  number: 45,
  shortNumber: 30,
  amount: 30,
  skonto: 28,
  sum: 25,
  partial: -10,
  iban: 25,
  name: 20,
  stranger: -40,
}

function weigh({ bills, reasons }: Pick, payer: Payer, who: readonly Reason[]): Suggestion {
  const all = [...reasons, ...who]
  const has = (...some: Reason[]) => some.some((one) => all.includes(one))
  const score = Math.min(100, Math.max(1, Number(sum(all.map((one) => POINTS[one])))))
  const isExact = has('amount', 'skonto', 'sum') && !has('partial')
  const isCertain = has('number') && isExact && has('iban', 'name') && !has('stranger')
  const isLikely = score >= 45 && !has('stranger')
  return {
    sure: isCertain ? 'certain' : isLikely ? 'likely' : 'possible',
    score,
    reasons: all,
    contact: { id: payer.id, name: payer.name },
    invoices: bills.map(({ bill: { id, number, date, dueDate, open }, ...rest }) => ({
      id,
      number,
      date,
      dueDate,
      open,
      ...rest,
    })),
  }
}

/** Where two are certain, none is. */
function doubted(found: readonly Suggestion[]): Suggestion[] {
  const certain = found.filter(({ sure }) => sure === 'certain').length
  return found.map((one) => (one.sure === 'certain' && certain > 1 ? { ...one, sure: 'likely' } : one))
}

const oldest = ({ invoices }: Suggestion): string => invoices[0]?.dueDate ?? ''

/** Every word of the shorter name stands in the longer one, and they say who it is: "Bau" alone does not. */
function soundsAlike(a: string, b: string): boolean {
  const [one, two] = [firmNameOf(a).words, firmNameOf(b).words]
  const [short, long] = one.length <= two.length ? [one, two] : [two, one]
  if (short.length === 0 || !short.every((word) => long.includes(word))) return false
  const weight = (words: readonly string[]) => words.reduce((total, word) => total + firmWordWeight(word), 0)
  return weight(short) >= Math.max(1, weight(long) * 0.6)
}
