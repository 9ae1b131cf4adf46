import { z } from 'zod'
import { Problem, invalid } from '#kernel/problem.ts'
import { routesOf } from '#platform/route.ts'
import { serveBytes } from '#platform/serve-bytes.ts'
import { file, fileChange, fileVersion, serving } from '../file.ts'
import { renameFile, replaceFile } from './change-file.ts'
import { listVersions, readContent } from './read-files.ts'
import type { HistoryDb } from './tables.ts'
import { fileLimit, uploadFiles } from './upload-files.ts'

const { get, post, patch } = routesOf<HistoryDb>('files')
const byId = z.object({ id: z.uuid() })
const listed = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), nextCursor: z.null() })

export const fileRoutes = [
  post({
    path: '/files',
    summary: 'Uploads files; they are seen by their creator only until they hang on a record',
    may: 'user',
    multipart: true,
    fileLimit,
    reply: listed(file),
    run: async ({ tx, by, files, request }) => {
      refuseNone(files, request.isMultipart())
      return { items: await uploadFiles(tx, by, files), nextCursor: null }
    },
  }),
  get({
    path: '/files/{id}',
    summary: 'Downloads a file; `inline=true` shows pictures, PDF and plain text in place',
    may: 'guest',
    params: byId,
    query: z.object({
      inline: z.stringbool().default(false),
      version: z.coerce.number().int().min(1).max(1_000_000).optional(),
    }),
    binary: 'application/octet-stream',
    run: async ({ db, by, params, query, ...http }) => {
      const { name, hash, size, type } = await readContent(db, by, { id: params.id, number: query.version })
      const served = serving(name, type, query.inline)
      http.response.headers({
        'content-disposition': served.disposition,
        'content-security-policy': served.policy,
      })
      return serveBytes(http, { hash, size, type: served.type, cache: 'no-cache' })
    },
  }),
  patch({
    path: '/files/{id}',
    summary: 'Renames a file',
    may: 'user',
    params: byId,
    body: fileChange,
    reply: file,
    run: ({ tx, by, params, body }) => renameFile(tx, by, { id: params.id, name: body.name }),
  }),
  get({
    path: '/files/{id}/versions',
    summary: 'Every content a file had, the newest first',
    may: 'guest',
    params: byId,
    reply: listed(fileVersion),
    run: ({ db, by, params }) => listVersions(db, by, params.id),
  }),
  post({
    path: '/files/{id}/versions',
    summary: 'Gives a file new content under its name; what it had is kept',
    may: 'user',
    params: byId,
    multipart: true,
    fileLimit,
    reply: file,
    run: ({ tx, by, params, files, request, ifMatch }) => {
      refuseNone(files, request.isMultipart())
      const [stored, another] = files
      if (!stored || another) throw invalid('file', 'one_file', 'Send one file.')
      return replaceFile(tx, by, { id: params.id, stored, ifMatch })
    },
  }),
]

function refuseNone(files: unknown[], isForm: boolean): void {
  if (!isForm) throw new Problem('wrong-kind', 'wrong_media_type', 'Send a form (multipart/form-data).')
  if (files.length === 0) throw invalid('file', 'required', 'Send at least one file.')
}
