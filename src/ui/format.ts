import { currentLanguage } from './texts.ts'

const tags = { de: 'de-DE', en: 'en-GB' }
const cache = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat | Intl.RelativeTimeFormat>()
const dayLength = 86_400_000

/** A day as people say it: heute, morgen, Di 24.11., 3. Jan. 2027. Takes `2026-11-21` or an instant. */
export function formatDay(value: string | Date, now = new Date()): string {
  const date = dateOf(value)
  const away = daysBetween(now, date)
  if (Math.abs(away) <= 1) return relative().format(away, 'day')
  if (date.getFullYear() !== now.getFullYear())
    return dates({ day: 'numeric', month: 'short', year: 'numeric' }).format(date)
  const weekday = dates({ weekday: 'short' }).format(date).replace('.', '')
  const month = currentLanguage() === 'de' ? 'numeric' : 'short'
  return `${weekday} ${dates({ day: 'numeric', month }).format(date)}`
}

/** The days from one to another, both in one form: 22. Aug. – 21. Nov. 2028; of one day that day. */
export function formatPeriod(from: string, to: string): string {
  return dates({ day: 'numeric', month: 'short', year: 'numeric' }).formatRange(dateOf(from), dateOf(to))
}

/** An instant as people say it: heute 14:00, Di 24.11., 9:30. */
export function formatMoment(value: string | Date, now = new Date()): string {
  const date = dateOf(value)
  const near = Math.abs(daysBetween(now, date)) <= 1
  return `${formatDay(date, now)}${near ? '' : ','} ${formatTime(date)}`
}

/** The whole truth, for the tooltip: Dienstag, 24. November 2026 um 14:00. */
export function formatExact(value: string | Date): string {
  const hasTime = value instanceof Date || value.length > 10
  return dates({ dateStyle: 'full', ...(hasTime && { timeStyle: 'short' }) }).format(dateOf(value))
}

/** A time of day, such as 14:00. */
export function formatTime(value: string | Date): string {
  return dates({ hour: 'numeric', minute: '2-digit' }).format(dateOf(value))
}

/** How long ago or ahead: vor 3 Minuten, in 2 Wochen. */
export function formatRelative(value: string | Date, now = new Date()): string {
  const seconds = (dateOf(value).getTime() - now.getTime()) / 1000
  const steps: [Intl.RelativeTimeFormatUnit, number][] = [
    ['year', 31_557_600],
    ['month', 2_629_800],
    ['week', 604_800],
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
  ]
  const [unit, length] = steps.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1]
  return relative().format(Math.round(seconds / length), unit)
}

/** A number with the separators of the language. */
export function formatNumber(value: number, options: Intl.NumberFormatOptions = {}): string {
  return numbers(options).format(value)
}

/** Money from its decimal string: `"1234.50"`, `"EUR"` gives 1.234,50 €. */
export function formatMoney(amount: string | number, currency: string): string {
  return numbers({ style: 'currency', currency }).format(amount as Intl.StringNumericLiteral)
}

/** The same without its cents, where many amounts stand beside each other: 1.235 €. */
export function formatRoundMoney(amount: string, currency: string): string {
  return numbers({ style: 'currency', currency, maximumFractionDigits: 0 }).format(
    amount as Intl.StringNumericLiteral,
  )
}

/** A file size: 3,4 MB. */
export function formatBytes(bytes: number): string {
  const step = Math.min(3, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3))
  const unit = (['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const)[step] ?? 'byte'
  const digits = step < 2 ? 0 : 1
  return numbers({
    style: 'unit',
    unit,
    unitDisplay: step ? 'short' : 'long',
    maximumFractionDigits: digits,
  }).format(bytes / 1000 ** step)
}

/** How long something takes, rounded to what one would say: 40 Sekunden, 3 Minuten. */
export function formatDuration(seconds: number): string {
  const [unit, length] =
    seconds < 90
      ? (['second', 1] as const)
      : seconds < 5400
        ? (['minute', 60] as const)
        : (['hour', 3600] as const)
  return numbers({ style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 0 }).format(
    Math.max(1, seconds / length),
  )
}

/** Words joined as in a sentence: A, B und C. */
export function formatWords(words: string[], kind: 'conjunction' | 'disjunction' = 'conjunction'): string {
  return new Intl.ListFormat(tags[currentLanguage()], { type: kind }).format(words)
}

/** A day without time is that day here, wherever the browser stands. */
function dateOf(value: string | Date): Date {
  if (value instanceof Date) return value
  return new Date(value.length === 10 ? `${value}T00:00:00` : value)
}

function daysBetween(from: Date, to: Date): number {
  const midnight = (date: Date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate())
  return Math.round((midnight(to) - midnight(from)) / dayLength)
}

function dates(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return kept('date', options, (tag) => new Intl.DateTimeFormat(tag, options))
}

function numbers(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return kept('number', options, (tag) => new Intl.NumberFormat(tag, options))
}

function relative(): Intl.RelativeTimeFormat {
  return kept('relative', {}, (tag) => new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }))
}

function kept<F extends Intl.DateTimeFormat | Intl.NumberFormat | Intl.RelativeTimeFormat>(
  kind: string,
  options: object,
  make: (tag: string) => F,
): F {
  const tag = tags[currentLanguage()]
  const key = `${kind} ${tag} ${JSON.stringify(options)}`
  const known = cache.get(key)
  if (known) return known as F
  const made = make(tag)
  cache.set(key, made)
  return made
}
