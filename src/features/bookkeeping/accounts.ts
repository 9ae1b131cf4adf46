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
}

/** The usual accounts of the charts SKR03 and SKR04; revenue accounts with a rate reckon their tax themselves. */
const CHARTS: Record<Accounts['chart'], Record<string, string>> = {
  skr03: {
    bank: '1200',
    setoff: '1590',
    'S 19': '8400',
    'S 7': '8300',
    AE: '8337',
    'AE eu-service': '8336',
    K: '8125',
    G: '8120',
    E: '8100',
    'E small-business': '8195',
    Z: '8290',
    other: '8200',
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
    'AE eu-service': '4336',
    K: '4125',
    G: '4120',
    E: '4100',
    'E small-business': '4185',
    Z: '4290',
    other: '4200',
    'skonto 19': '4736',
    'skonto 7': '4731',
    skonto: '4730',
    'writeoff 19': '6936',
    'writeoff 7': '6931',
    writeoff: '6930',
  },
}

/** The accounts of a firm: those of its chart, and its own where it named others. */
export function accountsOf(given: Settings['bookkeeping']): Accounts {
  const chart = given.chart ?? 'skr03'
  const own = given.accounts ?? {}
  const known = CHARTS[chart]
  return {
    chart,
    consultant: given.consultant ?? 1001,
    client: given.client ?? 1,
    yearStart: given.yearStart ?? '01-01',
    accountLength: given.accountLength ?? 4,
    firstDebtor: given.firstDebtor ?? 10_000,
    bank: given.bankAccount ?? own['bank'] ?? known['bank'] ?? '',
    of: (key) => (Object.hasOwn(own, key) ? own[key] : Object.hasOwn(known, key) ? known[key] : undefined),
  }
}

/** Where revenue of a tax is booked: by its code, its category and rate, its category. */
export function revenueAccount(
  accounts: Accounts,
  { category, rate, code }: { category: string; rate: string; code: string | null },
): string {
  const keys = [code ?? '', `${category} ${code ?? ''}`, `${category} ${rate}`, category, 'other']
  return keys.map((key) => accounts.of(key)).find((one) => one !== undefined) ?? ''
}

/** Where Skonto and losses of a rate are booked. */
export const reductionAccount = (accounts: Accounts, kind: 'skonto' | 'writeoff', rate: string): string =>
  accounts.of(`${kind} ${rate}`) ?? accounts.of(kind) ?? ''
