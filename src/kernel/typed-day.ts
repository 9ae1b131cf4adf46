import { MONTHS, NEAR_DAYS, NUMBERS, WEEKDAYS, anyOf } from './day-words.ts'
import type { Tongue } from './day-words.ts'
import { daysInMonth, numberOf, partsOf, weekdayOf } from './day.ts'
import type { DayParts } from './day.ts'

/**
 * The day that somebody means who types `morgen`, `nächste Woche Do`, `in 2 Wochen`, `+3` or `24.11.` today; undefined
 * when it is not understood. Words are understood in both languages; only English writes the month first (`11/24`).
 * A day without its year, month or week is the next one: a weekday later than today, a date not before today.
 */
export function typedDay(text: string, today: number, tongue: Tongue): number | undefined {
  const typed = text.normalize().trim().replace(/\s+/g, ' ')
  for (const { whole, read } of FORMS) {
    const match = whole.exec(typed)
    const day = match ? read(groupsOf(match), today, tongue) : undefined
    if (day !== undefined) return day
  }
  return undefined
}

/** Where in a text a day is mentioned, with the little words before it. */
export interface MentionedDay {
  day: number
  from: number
  to: number
}

/**
 * The first day that a sentence speaks of. More careful than `typedDay`: numbers and short words that mean something else
 * in most sentences are no days (`+49`, `do` in English, `so`, `guten Morgen`).
 */
export function mentionedDay(text: string, today: number, tongue: Tongue): MentionedDay | undefined {
  let first: MentionedDay | undefined
  for (const { inside, read } of FORMS) {
    for (const match of inside ? text.matchAll(inside[tongue]) : []) {
      const day = read(groupsOf(match), today, tongue)
      if (day === undefined || isLowerShort(match.groups?.['weekday'])) continue
      const found = { day, from: match.index, to: match.index + match[0].length }
      if (!first || found.from < first.from || (found.from === first.from && found.to > first.to))
        first = found
    }
  }
  return first
}

type Groups = Record<string, string | undefined>
type Read = (groups: Groups, today: number, tongue: Tongue) => number | undefined

interface Form {
  whole: RegExp
  /** How it looks inside of a sentence; left out where it would be mistaken. */
  inside: Record<Tongue, RegExp> | undefined
  read: Read
}

const BEFORE = String.raw`(?:(?:bis zum|bis|am|ab|zum|den|vom|on|by|from|until) )?`
const WEEK = String.raw`(?:(?<after>übernächste[rn]?|uebernaechste[rn]?) (?:woche|week)|(?:(?:in der )?nächste[rn]?|(?:in der )?naechste[rn]?|kommende[rn]?|next) (?:woche|week))`
const THE_NEXT = String.raw`(?:nächste[rnms]?|naechste[rnms]?|kommende[rnms]?|next|this|diese[rnms]?) `
const ANY_WEEKDAY = anyOf({ ...WEEKDAYS.de, ...WEEKDAYS.en })
/** Short names count in their own language only, `So` only after a word that makes it a day. */
const NAMED: Record<Tongue, string> = {
  de: `${anyOf(WEEKDAYS.de)
    .split('|')
    .filter((name) => name !== 'so')
    .join('|')}|(?<=(?:am|bis|ab|nächste[rn]?|kommende[rn]?|woche) )so`,
  en: anyOf(WEEKDAYS.en),
}
const NUMBER = String.raw`(?<number>\d{1,3}|${anyOf(NUMBERS)})`
const UNIT = String.raw`(?<unit>tag|woche|monat|jahr|day|week|month|year)(?:e?[ns])?`
const YEAR = String.raw`(?<year>\d{4}|\d{2})`
/** `Di, 24.11.`: the weekday is said besides. */
const WITH_WEEKDAY = `(?:(?:${ANY_WEEKDAY})\\.?,? (?:(?:den|the) )?)?`
const MONTH = String.raw`(?<month>${anyOf(MONTHS)})`

const FORMS: readonly Form[] = [
  form(
    `(?<near>${anyOf(NEAR_DAYS)})`,
    ({ near }, today) => today + (NEAR_DAYS[near ?? ''] ?? 0),
    `(?<!(?:guten|am|jeden|heute|diesen|gestern) )(?<near>${anyOf(NEAR_DAYS)})`,
  ),
  onWeekday((weekday) => `(?:${THE_NEXT})?${weekday}`, comingWeekday),
  onWeekday((weekday) => `${WEEK}(?:,? (?:am |on )?${weekday})?`, weekdayOfWeek),
  onWeekday((weekday) => `${weekday},? (?:in der )?${WEEK}`, weekdayOfWeek),
  onWeekday((weekday) => `(?:kw|cw) ?(?<week>\\d{1,2})(?:,? ${weekday})?`, weekdayOfNumberedWeek),
  onWeekday((weekday) => `${weekday},? (?:in )?(?:kw|cw) ?(?<week>\\d{1,2})`, weekdayOfNumberedWeek),
  form(`in ${NUMBER} ${UNIT}`, inUnits, true),
  form(String.raw`(?<sign>[+-]) ?(?<number>\d{1,4}) ?(?<unit>[tdwmjy])?`, ({ sign, ...groups }, today) =>
    inUnits(groups, today, sign === '-' ? -1 : 1),
  ),
  form(
    String.raw`(?:nächste[nmr]?|naechste[nmr]?|kommende[nmr]?|next) (?:monat|month)`,
    firstOfNextMonth,
    true,
  ),
  form('monatsende|ende des monats|(?:the )?end of (?:the )?month', lastOfMonth, true),
  form(String.raw`(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})`, onDate, true),
  form(
    String.raw`${WITH_WEEKDAY}(?<day>\d{1,2})\. ?(?<month>\d{1,2})(?:\.(?: ?${YEAR})?)?`,
    onDate,
    String.raw`${WITH_WEEKDAY}(?<day>\d{1,2})\. ?(?<month>\d{1,2})\.(?: ?(?<year>\d{4}|\d{2}(?!:| uhr)))?`,
  ),
  form(
    String.raw`${WITH_WEEKDAY}(?<day>\d{1,2})(?:\.|th|st|nd|rd)? (?:of )?${MONTH}\.?(?:,? ${YEAR})?`,
    onDate,
    true,
  ),
  form(
    String.raw`(?:(?:${anyOf(WEEKDAYS.en)})\.?,? )?${MONTH}\.? (?<day>\d{1,2})(?:th|st|nd|rd)?(?:,? ${YEAR})?`,
    onDate,
    true,
  ),
  form(
    String.raw`(?<day>\d{1,2})(?:\.|th|st|nd|rd)`,
    onDate,
    String.raw`(?<=(?:am|bis|zum|the) )(?<day>\d{1,2})(?:\.|th|st|nd|rd)`,
  ),
  form(
    String.raw`(?:(?:${anyOf(WEEKDAYS.en)})\.?,? )?(?<month>\d{1,2})/(?<day>\d{1,2})(?:/${YEAR})?`,
    monthFirst,
    true,
  ),
]

/** `inside`: how the form looks in a sentence; true: the same. */
function form(source: string, read: Read, inside?: string | true): Form {
  const look = inside === true ? source : inside
  const pattern = look && within(look)
  return { whole: whole(source), inside: pattern ? { de: pattern, en: pattern } : undefined, read }
}

/** A form with a weekday in it, whose short names are another matter inside of sentences. */
function onWeekday(source: (weekday: string) => string, read: Read): Form {
  const named = (names: string) => source(`(?<weekday>${names})`)
  return {
    whole: whole(named(`(?:${ANY_WEEKDAY})\\.?`)),
    inside: { de: within(named(`(?:${NAMED.de})\\.?`)), en: within(named(`(?:${NAMED.en})\\.?`)) },
    read,
  }
}

function whole(source: string): RegExp {
  return new RegExp(`^${BEFORE}(?:${source})$`, 'iu')
}

function within(source: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}.+/-])${BEFORE}(?:${source})(?![\\p{L}\\p{N}/-])`, 'giu')
}

/** `Di` is a day, `di` in a sentence may be anything. */
function isLowerShort(name: string | undefined): boolean {
  return name !== undefined && name.length <= 5 && name === name.toLowerCase()
}

function groupsOf(match: RegExpExecArray | RegExpMatchArray): Groups {
  return Object.fromEntries(
    Object.entries(match.groups ?? {}).map(([name, found]) => [
      name,
      (found as string | undefined)?.toLowerCase(),
    ]),
  )
}

function weekdayNumber(name: string | undefined): number | undefined {
  const plain = name?.replace('.', '') ?? ''
  return WEEKDAYS.de[plain] ?? WEEKDAYS.en[plain]
}

function comingWeekday({ weekday }: Groups, today: number): number | undefined {
  const wanted = weekdayNumber(weekday)
  return wanted === undefined ? undefined : today + ((wanted - weekdayOf(today) + 6) % 7) + 1
}

function weekdayOfWeek({ after, weekday }: Groups, today: number): number {
  const monday = today - weekdayOf(today) + 1
  return monday + (after ? 14 : 7) + (weekdayNumber(weekday) ?? 1) - 1
}

/** ISO 8601: the first week of a year is the one that 4 January lies in. */
function weekdayOfNumberedWeek({ week, weekday }: Groups, today: number): number | undefined {
  const { year } = partsOf(today - weekdayOf(today) + 4)
  const inWeek = (of: number): number | undefined => {
    const fourth = numberOf({ year: of, month: 1, dayOfMonth: 4 })
    const monday = fourth - weekdayOf(fourth) + 1 + (Number(week) - 1) * 7
    const isOfYear = Number(week) > 0 && partsOf(monday + 3).year === of
    return isOfYear ? monday + (weekdayNumber(weekday) ?? 1) - 1 : undefined
  }
  const near = inWeek(year)
  return near !== undefined && near + 6 >= today ? near : (inWeek(year + 1) ?? near)
}

function inUnits({ number = '', unit = 'd' }: Groups, today: number, sign: unknown = 1): number | undefined {
  const many = (NUMBERS[number] ?? Number(number)) * (sign === -1 ? -1 : 1)
  if (/^(t|d)/.test(unit)) return today + many
  if (unit.startsWith('w')) return today + many * 7
  return monthsLater(today, /^(j|y)/.test(unit) ? many * 12 : many)
}

function monthsLater(today: number, many: number): number {
  const { year, month, dayOfMonth } = partsOf(today)
  const months = year * 12 + month - 1 + many
  const then = { year: Math.floor(months / 12), month: (months % 12) + 1 }
  return numberOf({ ...then, dayOfMonth: Math.min(dayOfMonth, daysInMonth(then.year, then.month)) })
}

function firstOfNextMonth(_: Groups, today: number): number {
  return numberOf({ ...partsOf(monthsLater(today, 1)), dayOfMonth: 1 })
}

function lastOfMonth(_: Groups, today: number): number {
  const { year, month } = partsOf(today)
  return numberOf({ year, month, dayOfMonth: daysInMonth(year, month) })
}

/** Only English writes the month first. */
function monthFirst({ month, day, year }: Groups, today: number, tongue: Tongue): number | undefined {
  if (tongue !== 'en') return undefined
  return onDate({ month, day, year }, today)
}

/** The date, or without month or year the next such date from today on. */
function onDate({ day, month, year }: Groups, today: number): number | undefined {
  const now = partsOf(today)
  const dayOfMonth = Number(day)
  const inMonth = month === undefined ? undefined : (MONTHS[month] ?? Number(month))
  if (year !== undefined) {
    const full = year.length === 2 ? 2000 + Number(year) : Number(year)
    return existing({ year: full, month: inMonth ?? 0, dayOfMonth })
  }
  const step = inMonth === undefined ? 1 : 12
  const first = now.year * 12 + (inMonth ?? now.month) - 1
  for (let months = first; months <= first + 8 * 12; months += step) {
    const found = existing({ year: Math.floor(months / 12), month: (months % 12) + 1, dayOfMonth })
    if (inMonth !== undefined && (inMonth < 1 || inMonth > 12)) return undefined
    if (found !== undefined && found >= today) return found
  }
  return undefined
}

function existing(parts: DayParts): number | undefined {
  const { year, month, dayOfMonth } = parts
  const can = month >= 1 && month <= 12 && dayOfMonth >= 1 && dayOfMonth <= daysInMonth(year, month)
  return can ? numberOf(parts) : undefined
}
