import { partsOf, dayNumber } from '#kernel/day.ts'
import type { Rhythm } from './rhythm.ts'

type Language = 'de' | 'en'

/**
 * A rhythm as one would say it: "alle 4 Wochen dienstags, ab 1. Dez. 2026, März–Oktober". Kept here, not in the
 * catalogues, because mails and calendar feeds say it too.
 */
export function describeRhythm(rhythm: Rhythm, language: Language, startDate?: string): string {
  const days = onDays(rhythm, language)
  const parts = [
    [often(rhythm, language), days].filter(Boolean).join(' '),
    startDate ? `${language === 'de' ? 'ab' : 'from'} ${shortDay(startDate, language)}` : '',
    rhythm.season ? seasonWords(rhythm.season, language) : '',
    rhythm.weeks ? '' : COUNTED[language][rhythm.from],
  ]
  return parts.filter(Boolean).join(', ')
}

const COUNTED: Record<Language, Record<Rhythm['from'], string>> = {
  de: {
    planned: '',
    done: 'gezählt vom Tag des Besuchs',
    anchor: 'nach festem Kalender',
    later: 'gezählt vom späteren Tag',
  },
  en: {
    planned: '',
    done: 'counted from the day of the visit',
    anchor: 'by a fixed calendar',
    later: 'counted from the later day',
  },
}

const EVERY = {
  de: {
    day: ['täglich', 'Tage'],
    week: ['jede Woche', 'Wochen'],
    month: ['jeden Monat', 'Monate'],
    year: ['jedes Jahr', 'Jahre'],
  },
  en: {
    day: ['daily', 'days'],
    week: ['every week', 'weeks'],
    month: ['every month', 'months'],
    year: ['every year', 'years'],
  },
} as const

/** Months that have a name of their own. */
const LONG: Record<Language, Record<number, string>> = {
  de: { 3: 'jedes Vierteljahr', 6: 'jedes Halbjahr', 12: 'jedes Jahr' },
  en: { 3: 'every quarter', 6: 'every half-year', 12: 'every year' },
}

const WEEKS = {
  de: { even: 'in geraden Kalenderwochen', odd: 'in ungeraden Kalenderwochen' },
  en: { even: 'in even calendar weeks', odd: 'in odd calendar weeks' },
} as const

function often({ every, unit, weeks }: Rhythm, language: Language): string {
  if (weeks) return WEEKS[language][weeks]
  const [one, many] = EVERY[language][unit]
  if (every === 1) return one
  const named = unit === 'month' ? LONG[language][every] : undefined
  return named ?? `${language === 'de' ? 'alle' : 'every'} ${every} ${many}`
}

function onDays(rhythm: Rhythm, language: Language): string {
  const german = language === 'de'
  if (rhythm.endOfMonth) return german ? 'am Monatsletzten' : 'on the last day of the month'
  const days = (rhythm.weekdays ?? []).toSorted((a, b) => a - b)
  if (!days.length || rhythm.unit === 'day') return ''
  if (rhythm.unit === 'week') {
    const names = days.map((day) => weekdayName(day, language))
    return german
      ? joined(
          names.map((name) => `${name.toLowerCase()}s`),
          'und',
        )
      : `on ${joined(names, 'and')}`
  }
  const names = joined(
    days.map((day) => weekdayName(day, language)),
    german ? 'oder' : 'or',
  )
  const position = POSITIONS[language][rhythm.setPosition ?? 1] ?? ''
  return german ? `am ${position} ${names}` : `on the ${position} ${names}`
}

const POSITIONS: Record<Language, Record<number, string>> = {
  de: { 1: 'ersten', 2: 'zweiten', 3: 'dritten', 4: 'vierten', 5: 'fünften', [-1]: 'letzten' },
  en: { 1: 'first', 2: 'second', 3: 'third', 4: 'fourth', 5: 'fifth', [-1]: 'last' },
}

function joined(words: string[], and: string): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${and} ${last}`
}

/** "März–Oktober" where the season is made of whole months, else with its days. */
function seasonWords({ from, to }: NonNullable<Rhythm['season']>, language: Language): string {
  const start = { month: Number(from.slice(0, 2)), day: Number(from.slice(3)) }
  const end = { month: Number(to.slice(0, 2)), day: Number(to.slice(3)) }
  const lastDay = new Date(Date.UTC(2027, end.month, 0)).getUTCDate()
  const whole = start.day === 1 && end.day >= lastDay
  const said = ({ month, day }: { month: number; day: number }) =>
    whole
      ? written({ month: 'long' }, Date.UTC(2027, month - 1, 1), language)
      : written({ day: 'numeric', month: 'short' }, Date.UTC(2028, month - 1, day), language)
  return `${said(start)}–${said(end)}`
}

function shortDay(day: string, language: Language): string {
  const { year, month, dayOfMonth } = partsOf(dayNumber(day))
  return written(
    { day: 'numeric', month: 'short', year: 'numeric' },
    Date.UTC(year, month - 1, dayOfMonth),
    language,
  )
}

/** Monday is 1. */
function weekdayName(day: number, language: Language): string {
  // 1 March 2027 is a Monday.
  return written({ weekday: 'long' }, Date.UTC(2027, 2, day), language)
}

function written(options: Intl.DateTimeFormatOptions, at: number, language: Language): string {
  return new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    ...options,
    timeZone: 'UTC',
  }).format(at)
}
