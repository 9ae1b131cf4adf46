import { isTimeZone, zoneOfCountry } from '#kernel/time-zone.ts'

/** The zone in which a user lives: what they chose, else that of the firm's country. */
export function ownZone(preferences: Record<string, unknown>, country: string): string {
  const { timeZone } = preferences
  return typeof timeZone === 'string' && isTimeZone(timeZone) ? timeZone : zoneOfCountry(country)
}

/** When something is, as the user says it: an instant by their clock, a civil day by its name. */
export function saidMoment(due: string, language: 'de' | 'en', timeZone: string): string {
  const locale = language === 'de' ? 'de-DE' : 'en-GB'
  if (due.length === 10) {
    return new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' }).format(new Date(due))
  }
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone })
  return format.format(new Date(due))
}
