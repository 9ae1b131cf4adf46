import { Readable } from 'node:stream'
import { z } from 'zod'
import { startedJob } from '#features/runs/run.ts'
import { startUndo } from '#features/runs/server/start-undo.ts'
import type { RunsDb } from '#features/runs/server/tables.ts'
import type { Tx } from '#platform/database.ts'
import { newestQuery } from '#platform/newest.ts'
import { routesOf } from '#platform/route.ts'
import {
  contactOrigin,
  importChange,
  importJob,
  importPreview,
  importRow,
  importRun,
  imported,
  rowChange,
  rowState,
  rowsRun,
} from '../import.ts'
import { changeRow } from './rows/change-row.ts'
import { changeImport, createImport } from './create-import.ts'
import { readOrigin } from './read-origin.ts'
import { listImportRows, listImports, readImport } from './read-imports.ts'
import { runRows } from './rows/run-rows.ts'
import { startImport } from './run/start-import.ts'
import type { ImportsDb } from './tables.ts'
import { writeRows } from './rows/write-rows.ts'

const { get, post, patch } = routesOf<ImportsDb>('imports')
const byId = z.object({ id: z.uuid() })

export const importRoutes = [
  post({
    path: '/imports',
    summary:
      'Takes in a file (form field `file`: CSV, XLSX, vCard, or one of them in a ZIP archive) and looks into it; nothing is imported yet',
    may: 'user',
    multipart: true,
    body: z.object({ entity: z.enum(['contacts']).default('contacts') }),
    reply: importPreview,
    run: ({ tx, by, files, house }) =>
      createImport(tx, by, { files: house.files, file: files.find((f) => f.field === 'file') ?? files[0] }),
  }),
  get({
    path: '/imports',
    summary: 'Own imports, newest first',
    may: 'user',
    query: newestQuery,
    reply: z.object({ items: z.array(imported), nextCursor: z.string().nullable() }),
    run: ({ db, by, query }) => listImports(db, by, query),
  }),
  get({
    path: '/imports/{id}',
    summary: 'State and counts of an import',
    may: 'user',
    params: byId,
    reply: imported,
    run: ({ db, by, params }) => readImport(db, by, params.id),
  }),
  patch({
    path: '/imports/{id}',
    summary: 'Looks into the file again with another encoding, dialect, sheet or mapping',
    may: 'user',
    params: byId,
    body: importChange,
    reply: importPreview,
    run: ({ tx, by, params, body, house }) =>
      changeImport(tx, by, { files: house.files, id: params.id, change: body }),
  }),
  post({
    path: '/imports/{id}/run',
    summary: 'Runs an import, or goes on with one that was cancelled or failed',
    may: 'user',
    params: byId,
    body: importRun,
    reply: importJob,
    status: 202,
    run: ({ tx, by, params, body, house }) => startImport(tx, by, { house, id: params.id, run: body }),
  }),
  get({
    path: '/imports/{id}/rows',
    summary: 'The rows that need a look: left out, perhaps duplicates, examples of a dry run',
    may: 'user',
    params: byId,
    query: z.object({
      state: rowState.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
      cursor: z.coerce.number().int().min(0).max(2_000_000_000).optional(),
    }),
    reply: z.object({ items: z.array(importRow), nextCursor: z.string().nullable() }),
    run: ({ db, by, params, query }) => listImportRows(db, by, { id: params.id, ...query }),
  }),
  get({
    path: '/imports/{id}/rows.csv',
    summary: 'The rows with errors as CSV, each with its number and the reasons',
    may: 'user',
    params: byId,
    binary: 'text/csv',
    run: async ({ db, by, params, response }) => {
      const text = await writeRows(db, by, params.id)
      response
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="rows.csv"')
        .header('cache-control', 'no-store')
      return Readable.from(text)
    },
  }),
  patch({
    path: '/imports/{id}/rows/{number}',
    summary: 'Corrects the cells of a row with errors and checks it again; it does not come in yet',
    may: 'user',
    params: byId.extend({ number: z.coerce.number().int().min(0).max(2_000_000_000) }),
    body: rowChange,
    reply: importRow,
    run: ({ tx, by, params, body }) => changeRow(tx, by, { ...params, cells: body.cells }),
  }),
  post({
    path: '/imports/{id}/rows/run',
    summary: 'Brings in rows that were left out: corrected ones, or those that were held back',
    may: 'user',
    params: byId,
    body: rowsRun,
    reply: importJob,
    status: 202,
    run: ({ tx, by, params, body, house }) => runRows(tx, by, { house, id: params.id, again: body }),
  }),
  post({
    path: '/imports/{id}/undo',
    summary: 'Takes back what the import did, as far as nobody changed the records since',
    may: 'user',
    params: byId,
    reply: startedJob,
    status: 202,
    run: ({ tx, by, params, house }) => startUndo(tx as Tx<RunsDb>, by, { house, id: params.id }),
  }),
  get({
    path: '/contacts/{id}/origin',
    summary: 'Where a contact comes from: the import that brought it, its source and the legal basis',
    may: 'guest',
    params: byId,
    reply: contactOrigin,
    run: ({ db, by, params }) => readOrigin(db, by, params.id),
  }),
]
