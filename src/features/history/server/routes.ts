import { z } from 'zod'
import { Problem } from '#kernel/problem.ts'
import { routesOf } from '#platform/route.ts'
import { contactFile } from '../file.ts'
import * as shape from '../history.ts'
import { countContact, listContactFiles } from './contact-files.ts'
import { deleteEntry, eraseEntry, restoreEntry } from './delete-entry.ts'
import { fileRoutes } from './file-routes.ts'
import { listHistory } from './list-history.ts'
import { readEntry } from './read-entries.ts'
import type { HistoryDb } from './tables.ts'
import { changeEntry, writeEntry } from './write-entry.ts'

const { get, post, patch, remove } = routesOf<HistoryDb>('history')
const byId = z.object({ id: z.uuid() })

const entryRoutes = [
  get({
    path: '/history',
    summary:
      "A contact's timeline, newest first: entries and changes; of a company with its persons' entries",
    may: 'guest',
    query: shape.historyQuery,
    reply: shape.historyPage,
    run: ({ db, by, query }) => listHistory(db, by, query),
  }),
  post({
    path: '/history',
    summary: 'Writes an entry; mentioned and chosen users are told if they may see the contact',
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
    summary: 'Changes an entry by a merge patch; its author may, and who may change the contact',
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
    query: z.object({
      limit: z.coerce.number().int().min(1).max(200).default(50),
      cursor: z.string().max(500).optional(),
    }),
    reply: z.object({ items: z.array(contactFile), nextCursor: z.string().nullable() }),
    run: ({ db, by, params, query }) => listContactFiles(db, by, { id: params.id, ...query }),
  }),
]

export const historyRoutes = [...entryRoutes, ...fileRoutes, ...contactRoutes]
