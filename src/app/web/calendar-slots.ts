import type { CalendarSlots } from '#features/calendar/web/calendar-slots.ts'

/** The panels of visits and tasks inside of the calendar, and the route of the day on the start page. */
export const calendarSlots: CalendarSlots = {}
