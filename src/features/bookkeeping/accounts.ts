import type { Settings } from '#features/settings/settings.ts'

export interface Accounts {
  chart: 'skr03' | 'skr04'
  consultant: number
  client: number
  yearStart: string
  accountLength: number
  firstDebtor: number
  bank: string
  /** Revenue by tax code, Skonto and losses by rate, what is set off. */
  of(key: string): string | undefined
  /** What is booked on an account, as its key. */
  keyOf(account: string): string | undefined
}

/** The usual accounts of the charts SKR03 and SKR04; those of revenue and down payments with a rate reckon their tax. */
const CHARTS: Record<Accounts['chart'], Record<string, string>> = {
  skr03: {
    bank: '1200',
    setoff: '1590',
    'S 19': '8400',
    'S 7': '8300',
    AE: '8337',
    'AE reverse-charge-eu': '8336',
    K: '8125',
    G: '8120',
    E: '8100',
    'E small-business': '8195',
    Z: '8290',
    other: '8200',
    'downpayment open': '1593',
    'downpayment 19': '1718',
    'downpayment 7': '1711',
    downpayment: '1710',
    'skonto 19': '8736',
    'skonto 7': '8731',
    skonto: '8730',
    'writeoff 19': '2406',
    'writeoff 7': '2401',
    writeoff: '2400',
  },
  skr04: {
    bank: '1800',
    setoff: '1370',
    'S 19': '4400',
    'S 7': '4300',
    AE: '4337',
    'AE reverse-charge-eu': '4336',
    K: '4125',
    G: '4120',
    E: '4100',
    'E small-business': '4185',
    Z: '4290',
    other: '4200',
    'downpayment open': '1495',
    'downpayment 19': '3272',
    'downpayment 7': '3260',
    downpayment: '3250',
    'skonto 19': '4736',
    'skonto 7': '4731',
    skonto: '4730',
    'writeoff 19': '6936',
    'writeoff 7': '6931',
    writeoff: '6930',
  },
}

/** What is booked, by tax category with rate or code and by kind of payment, in the order of the settings. */
export const ACCOUNT_KEYS = Object.keys(CHARTS.skr03)

/**
 * The accounts of a firm: those of its chart, and its own where it named others. Accounts of a chart have four digits;
 * where the firm's have more, noughts follow (DATEV, Sachkontenlänge).
 */
export function accountsOf(given: Settings['bookkeeping']): Accounts {
  const chart = given.chart ?? 'skr03'
  const accountLength = given.accountLength ?? 4
  const own = given.accounts ?? {}
  const known = CHARTS[chart]
  const of = (key: string) => {
    if (key === 'bank' && given.bankAccount) return given.bankAccount
    if (Object.hasOwn(own, key)) return own[key]
    return Object.hasOwn(known, key) ? known[key]?.padEnd(accountLength, '0') : undefined
  }
  return {
    chart,
    consultant: given.consultant ?? 1001,
    client: given.client ?? 1,
    yearStart: given.yearStart ?? '01-01',
    accountLength,
    firstDebtor: given.firstDebtor ?? 10 ** accountLength,
    bank: of('bank') ?? '',
    of,
    keyOf: (account) => [...ACCOUNT_KEYS, ...Object.keys(own)].find((key) => of(key) === account),
  }
}

interface Taxed {
  category: string
  rate: string
  code: string | null
}

/** Where revenue of a tax is booked: by its code, its category and rate, its category. */
export function revenueAccount(accounts: Accounts, tax: Taxed): string {
  return (
    keysOf(tax)
      .map((key) => accounts.of(key))
      .concat(accounts.of('other'))
      .find((one) => one !== undefined) ?? ''
  )
}

/** Whether neither the chart nor the firm names an account for revenue of this tax. */
export const isUnknownRevenue = (accounts: Accounts, tax: Taxed): boolean =>
  keysOf(tax).every((key) => accounts.of(key) === undefined)

const keysOf = ({ category, rate, code }: Taxed): string[] => [
  code ?? '',
  `${category} ${code ?? ''}`,
  `${category} ${rate}`,
  category,
]

/** Where Skonto, losses and down payments of a rate are booked. */
export const accountByRate = (
  accounts: Accounts,
  kind: 'skonto' | 'writeoff' | 'downpayment',
  rate: string,
): string => accounts.of(`${kind} ${rate}`) ?? accounts.of(kind) ?? ''
