import { z } from 'zod'
import type { EventsDb } from '#features/events/server/tables.ts'
import type { TableOf } from '#platform/database.ts'

const text = z.string().nullable()

export const projectTable = z.object({
  id: z.string(),
  search: z.string(),
  readerIds: z.array(z.string()),
  title: z.string(),
  description: z.string(),
  status: z.enum(['open', 'paused', 'done', 'cancelled']),
  startDay: text,
  endDay: text,
  opportunityId: text,
  ownerId: z.string(),
  visibility: z.enum(['managers', 'read', 'write']),
  accessIds: z.array(z.string()),
  sortKey: z.string(),
  createdBy: text,
  updatedBy: text,
  createdAt: z.string(),
  updatedAt: z.string(),
  version: z.number(),
  deletedAt: text,
  deletedBy: text,
  sample: z.boolean(),
})

export const projectMemberTable = z.object({
  projectId: z.string(),
  userId: z.string(),
})

export const projectContactTable = z.object({
  projectId: z.string(),
  contactId: z.string(),
})

export interface ProjectsDb extends EventsDb {
  project: TableOf<
    typeof projectTable,
    | 'readerIds'
    | 'description'
    | 'status'
    | 'visibility'
    | 'accessIds'
    | 'createdAt'
    | 'updatedAt'
    | 'version'
    | 'deletedAt'
    | 'deletedBy'
    | 'sample'
  >
  projectMember: TableOf<typeof projectMemberTable>
  projectContact: TableOf<typeof projectContactTable>
}
