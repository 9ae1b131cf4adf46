import offline from '#features/calendar/texts/offline.de.json'
import calendarOwn from '#features/calendar/texts/de.json'

/** What the calendar and the start page say. */
export const calendar = { ...offline, ...calendarOwn }
