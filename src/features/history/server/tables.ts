import { z } from 'zod'
import type { ProjectsDb } from '#features/projects/server/tables.ts'
import type { TableOf } from '#platform/database.ts'
import { entryKind } from '../history.ts'

const text = z.string().nullable()

export const historyEntryTable = z.object({
  id: z.string(),
  contactId: text,
  opportunityId: text,
  eventId: text,
  projectId: text,
  kind: entryKind.nullable(),
  categoryId: text,
  text: z.string(),
  search: z.string(),
  at: z.string(),
  authorId: text,
  updatedBy: text,
  createdAt: z.string(),
  updatedAt: z.string(),
  version: z.number(),
  deletedAt: text,
  deletedBy: text,
  runId: text,
})

export const historyFileTable = z.object({
  fileId: z.string(),
  entryId: z.string(),
  position: z.number(),
  removedAt: text,
})

export const fileVersionTable = z.object({
  fileId: z.string(),
  number: z.number(),
  hash: z.string(),
  type: z.string(),
  size: z.number(),
  createdBy: text,
  createdAt: z.string(),
})

type Filled = 'createdAt' | 'updatedAt' | 'version' | 'deletedAt' | 'deletedBy'

export interface HistoryDb extends ProjectsDb {
  historyEntry: TableOf<typeof historyEntryTable, Filled | 'opportunityId' | 'eventId' | 'projectId'>
  historyFile: TableOf<typeof historyFileTable, 'removedAt'>
  fileVersion: TableOf<typeof fileVersionTable, 'createdAt'>
}
