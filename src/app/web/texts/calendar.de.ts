import meetings from '#features/calendar/texts/meetings.de.json'
import offline from '#features/calendar/texts/offline.de.json'
import calendarOwn from '#features/calendar/texts/de.json'

/** What the calendar and the start page say. */
export const calendar = { ...meetings, ...offline, ...calendarOwn }
