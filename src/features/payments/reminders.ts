import { dayAfter } from '#features/invoices/due.ts'
import type { Settings } from '#features/settings/settings.ts'
import { dayNumber } from '#kernel/day.ts'
import { Big, cents, sum } from '#kernel/decimal.ts'
import { defaultFrom, interestOf } from './interest.ts'
import type { BaseRate } from './interest.ts'

type Given = Settings['reminders']
export type ReminderRules = { [Key in keyof Given]-?: Exclude<Given[Key], undefined> }

/** A friendly word after a week, then every two weeks; fees only where the firm says so. */
export const rulesOf = (given: Settings['reminders']): ReminderRules => ({
  days: [7, 21, 35],
  fees: ['0.00', '0.00', '0.00'],
  payWithin: 10,
  interest: true,
  lumpSum: false,
  ...withoutGaps(given),
})

const withoutGaps = (given: Given) =>
  Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  ) as Partial<ReminderRules>

export interface Overdue {
  id: string
  number: string
  date: string
  dueDate: string
  open: string
  reminderLevel: number
  /** The first and the last letter that asked for it, and until when that one gave time. */
  firstReminder: string | null
  lastReminder: string | null
  lastDue: string | null
}

export interface Reminded extends Omit<Overdue, 'firstReminder' | 'lastDue'> {
  level: number
  daysLate: number
  interest: string
  lumpSum: string
}

/** The level an invoice has come to on a day; null: not yet, or there is none any more. */
export function nextLevel(one: Overdue, today: string, { days }: Pick<ReminderRules, 'days'>): number | null {
  const after = days[one.reminderLevel]
  if (after === undefined || new Big(one.open).lte(0)) return null
  const isAsked = one.lastReminder === today || (one.lastDue !== null && one.lastDue >= today)
  return !isAsked && dayAfter(one.dueDate, after) <= today ? one.reminderLevel + 1 : null
}

interface Ground {
  today: string
  rules: ReminderRules
  rates: readonly BaseRate[]
  country: string
  business: boolean
}

/** What is asked for an invoice at its level. Level 1 asks for the money only. */
export function remind(one: Overdue, level: number, ground: Ground): Reminded & { isRateMissing: boolean } {
  const { today, rules, rates, country, business } = ground
  const from = defaultFrom({ ...one, business })
  const owed =
    rules.interest && level > 1 && from !== null && from <= today
      ? interestOf({ amount: one.open, from, to: today, country, business }, rates)
      : '0.00'
  const isLump = rules.lumpSum && business && country === 'DE' && level === 2
  const { firstReminder: _first, lastDue: _last, ...rest } = one
  return {
    ...rest,
    level,
    daysLate: dayNumber(today) - dayNumber(one.dueDate),
    interest: owed ?? '0.00',
    lumpSum: isLump ? '40.00' : '0.00',
    isRateMissing: owed === null,
  }
}

/** What a letter comes to: one fee, by its highest level. */
export function letterSums(invoices: readonly Reminded[], { fees }: Pick<ReminderRules, 'fees'>) {
  const level = Math.max(...invoices.map((one) => one.level))
  const fee = cents(fees[level - 1] ?? 0)
  const open = cents(sum(invoices.map((one) => one.open)))
  const interest = cents(sum(invoices.map((one) => one.interest)))
  const lumpSum = cents(sum(invoices.map((one) => one.lumpSum)))
  return { level, open, fee, interest, lumpSum, total: cents(sum([open, fee, interest, lumpSum])) }
}
