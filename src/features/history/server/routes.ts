import { z } from 'zod'
import { SUBJECT_KINDS } from '#features/subjects/subject.ts'
import { Problem } from '#kernel/problem.ts'
import { routesOf } from '#platform/route.ts'
import { contactFile } from '../file.ts'
import * as shape from '../history.ts'
import { deleteEntry, eraseEntry, restoreEntry } from './delete-entry.ts'
import { fileRoutes } from './file-routes.ts'
import { listHistory } from './list-history.ts'
import { readEntry } from './read-entries.ts'
import type { HistoryDb } from './tables.ts'
import { countContact, countTimeline, listFiles } from './timeline-files.ts'
import { changeEntry, writeEntry } from './write-entry.ts'

const { get, post, patch, remove } = routesOf<HistoryDb>('history')
const byId = z.object({ id: z.uuid() })
const PATHS = { opportunity: '/opportunities', event: '/events', project: '/projects' } as const
const paged = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
})
const filePage = z.object({ items: z.array(contactFile), nextCursor: z.string().nullable() })

const entryRoutes = [
  get({
    path: '/history',
    summary:
      "The timeline of a record, newest first: entries and changes; of a company with its persons' entries",
    may: 'guest',
    query: shape.historyQuery,
    reply: shape.historyPage,
    run: ({ db, by, query }) => listHistory(db, by, query),
  }),
  post({
    path: '/history',
    summary: 'Writes an entry; mentioned and chosen users are told if they may see the entry',
    may: 'user',
    body: shape.historyNew,
    reply: shape.historyItem,
    run: ({ tx, by, body }) => writeEntry(tx, by, body),
  }),
  get({
    path: '/history/{id}',
    summary: 'One entry',
    may: 'guest',
    params: byId,
    reply: shape.historyItem,
    run: ({ db, by, params }) => readEntry(db, by, params.id),
  }),
  patch({
    path: '/history/{id}',
    summary: 'Changes an entry by a merge patch; its author may, and who may change all it is about',
    may: 'user',
    params: byId,
    body: shape.historyChange,
    reply: shape.historyItem,
    run: ({ tx, by, params, body, ifMatch }) => changeEntry(tx, by, { id: params.id, change: body, ifMatch }),
  }),
  remove({
    path: '/history/{id}',
    summary: 'Moves an entry with its files to the bin; `permanent=true` (administrators) erases it',
    may: 'user',
    params: byId,
    query: z.object({ permanent: z.stringbool().default(false) }),
    run: ({ tx, by, params, query, ifMatch }) => {
      if (!query.permanent) return deleteEntry(tx, by, { id: params.id, ifMatch })
      if (by.role !== 'admin')
        throw new Problem('forbidden', 'forbidden', 'Only administrators erase for good.')
      return eraseEntry(tx, by, params.id)
    },
  }),
  post({
    path: '/history/{id}/restore',
    summary: 'Brings an entry back out of the bin',
    may: 'user',
    params: byId,
    reply: shape.historyItem,
    status: 200,
    run: ({ tx, by, params }) => restoreEntry(tx, by, params.id),
  }),
]

const contactRoutes = [
  get({
    path: '/contacts/{id}/counts',
    summary: 'What stands on the tabs of a contact: persons, entries, files',
    may: 'guest',
    params: byId,
    reply: shape.contactCounts,
    run: ({ db, by, params }) => countContact(db, by, params.id),
  }),
  get({
    path: '/contacts/{id}/files',
    summary: "Files of a contact's entries, newest first; of a company with its persons' files",
    may: 'guest',
    params: byId,
    query: paged,
    reply: filePage,
    run: ({ db, by, params, query }) => listFiles(db, by, { kind: 'contact', id: params.id }, query),
  }),
]

const subjectRoutes = SUBJECT_KINDS.flatMap((kind) => [
  get({
    path: `${PATHS[kind]}/{id}/counts`,
    summary: `What stands on the tabs of the ${kind}: entries, files`,
    may: 'guest',
    params: byId,
    reply: shape.subjectCounts,
    run: ({ db, by, params }) => countTimeline(db, by, { kind, id: params.id }),
  }),
  get({
    path: `${PATHS[kind]}/{id}/files`,
    summary: `Files of the entries of the ${kind}, newest first`,
    may: 'guest',
    params: byId,
    query: paged,
    reply: filePage,
    run: ({ db, by, params, query }) => listFiles(db, by, { kind, id: params.id }, query),
  }),
])

export const historyRoutes = [...entryRoutes, ...fileRoutes, ...contactRoutes, ...subjectRoutes]
