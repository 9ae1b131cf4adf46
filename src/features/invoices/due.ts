import { Big } from '#kernel/decimal.ts'
import { dayNumber, dayOf } from '#kernel/day.ts'
import type { Language } from '#kernel/rights.ts'

export interface Skonto {
  days: number
  percent: string
}

/** So many days after a day. */
export const dayAfter = (day: string, days: number): string => dayOf(dayNumber(day) + days)

/** A day as a letter writes it: `21.11.2026`, `21 November 2026`. */
export function writtenDay(day: string, language: Language): string {
  const [year = '', month = '', date = ''] = day.split('-')
  if (language === 'de') return `${date}.${month}.${year}`
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )
}

/** An amount as a letter writes it: `1.234,50 €`, but Swiss francs the Swiss way: `CHF 1’234.50`. */
export function writtenAmount(amount: string, currency: string, language: Language): string {
  const [whole = '0', behind = '00'] = new Big(amount).toFixed(2).replace('-', '').split('.')
  const isSwiss = currency === 'CHF' && language === 'de'
  const [group, point] = isSwiss ? ['’', '.'] : language === 'de' ? ['.', ','] : [',', '.']
  const number = whole.replaceAll(/\B(?=(\d{3})+$)/g, group) + point + behind
  const sign = new Big(amount).lt(0) ? '−' : ''
  const symbol = { EUR: '€', GBP: '£', USD: '$' }[currency] ?? currency
  if (language === 'de' && !isSwiss) return `${sign}${number} ${symbol}`
  return symbol === currency ? `${sign}${symbol} ${number}` : `${sign}${symbol}${number}`
}

/** A number as a letter writes it, without zeros that say nothing: `2,5`. */
export function writtenNumber(value: string, language: Language): string {
  const [whole = '0', behind] = new Big(value).toFixed().split('.')
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, language === 'de' ? '.' : ',')
  return behind === undefined ? grouped : `${grouped}${language === 'de' ? ',' : '.'}${behind}`
}

/**
 * The agreed terms in words. A reduction agreed beforehand must stand on the invoice (UStG § 14 Abs. 4 Nr. 7), so its
 * day and what is then paid are said.
 */
export function termsSentence(
  { date, dueDate, skonto, payable, currency }: TermsOf,
  language: Language,
): string {
  const due = writtenDay(dueDate, language)
  const german = language === 'de'
  const atOnce = dueDate === date
  const whole = german
    ? atOnce
      ? 'Zahlbar sofort ohne Abzug.'
      : `Zahlbar bis ${due} ohne Abzug.`
    : atOnce
      ? 'Payable immediately without deduction.'
      : `Payable by ${due} without deduction.`
  if (!skonto) return whole
  const day = writtenDay(dayAfter(date, skonto.days), language)
  const percent = writtenNumber(skonto.percent, language)
  const amount = writtenAmount(afterSkonto(payable, skonto), currency, language)
  return german
    ? `Bei Zahlung bis ${day} gewähren wir ${percent} % Skonto; dann sind ${amount} zu zahlen. ${whole}`
    : `With payment by ${day} we grant a discount of ${percent}%; then ${amount} is due. ${whole}`
}

interface TermsOf {
  date: string
  dueDate: string
  skonto: Skonto | null
  payable: string
  currency: string
}

/** What is left to pay within the days of Skonto. */
export function afterSkonto(payable: string, { percent }: Skonto): string {
  return new Big(payable).minus(new Big(payable).times(percent).div(100).round(2)).toFixed(2)
}
