import meetings from '#features/calendar/texts/meetings.en.json'
import offline from '#features/calendar/texts/offline.en.json'
import calendarOwn from '#features/calendar/texts/en.json'

/** What the calendar and the start page say. */
export const calendar = { ...meetings, ...offline, ...calendarOwn }
