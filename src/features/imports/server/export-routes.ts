import { Readable } from 'node:stream'
import { routesOf } from '#platform/route.ts'
import { exportQuery } from '../export.ts'
import { exportContacts } from './export-contacts.ts'
import type { ImportsDb } from './tables.ts'

const { get } = routesOf<ImportsDb>('exports')

export const exportRoutes = [
  get({
    path: '/exports/contacts.csv',
    summary: 'The contact list as CSV, with its search, filters and order; `columns` chooses',
    may: 'user',
    query: exportQuery,
    binary: 'text/csv',
    run: async ({ db, by, query, response }) => {
      const lines = await exportContacts(db, by, query)
      const name = `${by.language === 'de' ? 'Kontakte' : 'contacts'}-${new Date().toISOString().slice(0, 10)}.csv`
      response
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${name}"`)
        .header('cache-control', 'no-store')
      return Readable.from(lines)
    },
  }),
]
