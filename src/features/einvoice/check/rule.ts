import { Big } from '#kernel/decimal.ts'
import type { DocumentAllowance, EInvoice, ELine, LineAllowance, VatBreakdown } from '../e-invoice.ts'
import type { FindingClass } from '../finding.ts'
import type { Syntax } from '../write-xml.ts'

/** A place where a rule is broken. */
export interface Broken {
  path: string
  values: Record<string, string>
}

/** What a rule may know besides the invoice: the two official rule sets differ in a few limits. */
export interface Circumstances {
  syntax?: Syntax | undefined
}

export interface Rule {
  id: string
  flag: 'fatal' | 'warning'
  class: FindingClass
  /** Business term or group the rule is about. */
  term: string
  /** Key of the message. */
  says: string
  test: (invoice: EInvoice, circumstances: Circumstances) => Broken[]
}

/** Something a rule looks at, and where it stands. */
export interface Spot<T> {
  path: string
  item: T
  values?: Record<string, string>
}
export type Over<T> = (invoice: EInvoice) => Spot<T>[]

type Head = [id: string, term: string, says?: string]
type More<T> = Partial<Pick<Rule, 'flag' | 'class'>> & {
  values?: (item: T, invoice: EInvoice) => Record<string, string>
}

/** A rule that must hold for everything it looks at; without words of its own it says that the term is missing. */
export function rule<T>(
  [id, term, says = 'missing']: Head,
  over: Over<T>,
  holds: (item: T, invoice: EInvoice, circumstances: Circumstances) => boolean,
  { flag = 'fatal', class: kind = 'businessRule', values }: More<T> = {},
): Rule {
  const test: Rule['test'] = (invoice, circumstances) =>
    over(invoice)
      .filter(({ item }) => !holds(item, invoice, circumstances))
      .map((spot) => ({ path: spot.path, values: { ...spot.values, ...values?.(spot.item, invoice) } }))
  return { id, flag, class: kind, term, says: `einvoice.says.${says}`, test }
}

export const whole: Over<EInvoice> = (invoice) => [{ path: '', item: invoice }]
export const lines: Over<ELine> = ({ lines }) =>
  lines.map((item, index) => ({
    path: `lines.${index}`,
    item,
    values: { line: item.id || String(index + 1) },
  }))
export const taxes: Over<VatBreakdown> = ({ taxes }) =>
  taxes.map((item, index) => ({ path: `taxes.${index}`, item, values: { category: item.category } }))

/** The allowances (or charges) of the document. */
export const allowances =
  (charge: boolean): Over<DocumentAllowance> =>
  ({ allowances }) =>
    allowances.flatMap((item, index) =>
      item.charge === charge ? [{ path: `allowances.${index}`, item }] : [],
    )

/** The allowances (or charges) of all lines. */
export const lineAllowances =
  (charge: boolean): Over<LineAllowance> =>
  (invoice) =>
    lines(invoice).flatMap(({ path, item, values = {} }) =>
      item.allowances.flatMap((one, index) =>
        one.charge === charge ? [{ path: `${path}.allowances.${index}`, item: one, values }] : [],
      ),
    )

/** What there is of one thing that may be absent. */
export function one<T>(path: string, of: (invoice: EInvoice) => T | undefined): Over<T> {
  return (invoice) => {
    const item = of(invoice)
    return item === undefined ? [] : [{ path, item }]
  }
}

/** The things found at each spot, such as the identifiers of all parties. */
export function within<T, U>(
  over: Over<T>,
  path: string,
  of: (item: T) => readonly U[] | U | undefined,
): Over<U> {
  return (invoice) =>
    over(invoice).flatMap(({ path: outer, item, values }) => {
      const start = outer === '' ? path : `${outer}.${path}`
      const found = of(item)
      const spot = (one: U, at: string): Spot<U> =>
        values ? { path: at, item: one, values } : { path: at, item: one }
      if (found === undefined) return []
      return Array.isArray(found)
        ? found.map((one: U, index) => spot(one, `${start}.${index}`))
        : [spot(found as U, start)]
    })
}

/** Whether there is a text that says something. */
export const said = (text: string | undefined): boolean => text !== undefined && text.trim() !== ''

/** A number as it was written, or nothing where there is none. */
export function number(text: string | undefined): Big | undefined {
  return text !== undefined && /^-?\d+(\.\d+)?$/.test(text) ? new Big(text) : undefined
}

/** The sum of all that are numbers. */
export const total = (texts: readonly (string | undefined)[]): Big =>
  texts.reduce((sum: Big, text) => sum.plus(number(text) ?? 0), new Big(0))

/** Half a cent goes up, towards the greater number, as XPath's `round` has it. */
export const toCents = (value: Big): Big => round(value.times(100)).div(100)

/** To a whole number, halves up. */
export const round = (value: Big): Big => floor(value.plus('0.5'))

function floor(value: Big): Big {
  const cut = value.round(0, Big.roundDown)
  return cut.gt(value) ? cut.minus(1) : cut
}

export const equal = (a: Big | undefined, b: Big | undefined): boolean =>
  a !== undefined && b !== undefined && a.eq(b)
