const ZONES: Record<string, string> = { AT: 'Europe/Vienna', CH: 'Europe/Zurich', LI: 'Europe/Zurich' }

/** The clock of a firm at home in this country, until somebody names another zone. */
export function zoneOfCountry(country: string): string {
  return ZONES[country] ?? 'Europe/Berlin'
}

/** Whether this machine knows the IANA zone. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
