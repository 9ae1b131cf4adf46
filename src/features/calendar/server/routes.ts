import { routesOf } from '#platform/route.ts'
import { calendarPage, calendarQuery } from '../calendar-entry.ts'
import { listCalendar } from './list-calendar.ts'
import type { CalendarDb } from './tables.ts'

const { get } = routesOf<CalendarDb>('calendar')

export const calendarRoutes = [
  get({
    path: '/calendar',
    summary:
      'Everything in the calendars of some users between two days: appointments, visits, events, tasks, absences, holidays',
    may: 'guest',
    query: calendarQuery,
    reply: calendarPage,
    run: async ({ db, by, query }) => ({ items: await listCalendar(db, by, query) }),
  }),
]
