import { currentLanguage } from '#ui/texts.ts'

/** From the first to the last day, as people write it: 2.–14. Juli 2027. */
export function formatDays(from: string, to: string): string {
  const locale = currentLanguage() === 'de' ? 'de-DE' : 'en-GB'
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' })
  return from === to ? format.format(new Date(from)) : format.formatRange(new Date(from), new Date(to))
}
