import { randomUUIDv7 } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { By } from '#kernel/rights.ts'
import { transaction } from '#platform/database.ts'
import type { Database } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { routesOf } from '#platform/route.ts'
import { zipStream } from '#platform/zip.ts'
import { booksPreview } from '../books.ts'
import { datevEntries } from './datev-archive.ts'
import { gobdEntries } from './gobd-archive.ts'
import { previewBooks } from './preview-books.ts'
import type { Period } from './read-books.ts'
import type { BookkeepingDb } from './tables.ts'

const { get } = routesOf<BookkeepingDb>('bookkeeping')
const period = z.object({ from: z.iso.date(), to: z.iso.date() })

export const bookkeepingRoutes = [
  get({
    path: '/exports/datev',
    summary: 'What the archive of a period for the tax adviser would hold, and what to look at before',
    may: 'admin',
    query: period,
    reply: booksPreview,
    run: ({ db, query }) => previewBooks(db, query),
  }),
  get({
    path: '/exports/datev.zip',
    summary: 'A period for the tax adviser: bookings and customers as DATEV reads them, and the documents',
    may: 'admin',
    query: period,
    binary: 'application/zip',
    run: async ({ db, by, query, house, response }) => {
      const entries = await datevEntries(house, query)
      await asArchive(db, by, response, { name: 'DATEV', query })
      return zipStream(entries)
    },
  }),
  get({
    path: '/exports/gobd.zip',
    summary: 'A period for a tax auditor: tables as CSV, described by index.xml (GoBD, Z3)',
    may: 'admin',
    query: period,
    binary: 'application/zip',
    run: async ({ db, by, query, response }) => {
      const entries = await gobdEntries(db, query)
      await asArchive(db, by, response, { name: 'GoBD', query })
      return zipStream(entries)
    },
  }),
]

/** Names the file, and writes down that the books left the house. */
function asArchive(
  db: Database<BookkeepingDb>,
  by: By,
  response: FastifyReply,
  { name, query: { from, to } }: { name: string; query: Period },
): Promise<void> {
  const title = `${name}_${from}_${to}.zip`
  response
    .type('application/zip')
    .header('content-disposition', `attachment; filename="${title}"`)
    .header('cache-control', 'no-store')
  const diff = [
    { field: 'from', from: null, to: from },
    { field: 'to', from: null, to },
  ]
  const entry = { action: 'export.made', kind: 'export', id: randomUUIDv7(), title, diff }
  return transaction(db, (tx) => record(tx, by, { ...entry, readers: [by.id] }))
}
