import { routesOf } from '#platform/route.ts'
import { offlineDay, offlineQuery } from '../../offline-day.ts'
import type { CalendarDb } from '../tables.ts'
import { readOfflineDay } from './read-offline-day.ts'

const { get } = routesOf<CalendarDb>('calendar')

export const offlineRoutes = [
  get({
    path: '/today/offline',
    summary: "The caller's own visits, appointments and tasks of some days with the customers behind them",
    may: 'guest',
    query: offlineQuery,
    reply: offlineDay,
    run: ({ db, by, query }) => readOfflineDay(db, by, query),
  }),
]
