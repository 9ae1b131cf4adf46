import type { Language } from '#kernel/rights.ts'
import { writtenDay } from './due.ts'

/** A text with the days of the period, and with the month and the year in which it begins. */
export function planText(
  text: string,
  { from, to }: { from: string; to: string },
  language: Language,
): string {
  const values: Record<string, string> = {
    period: `${writtenDay(from, language)} – ${writtenDay(to, language)}`,
    month: new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
      month: 'long',
      timeZone: 'UTC',
    }).format(new Date(`${from}T00:00:00Z`)),
    year: from.slice(0, 4),
  }
  return text.replaceAll(/\{(period|month|year)\}/g, (whole, name: string) => values[name] ?? whole)
}
