import { z } from 'zod'
import type { OpportunitiesDb } from '#features/opportunities/server/tables.ts'
import type { TableOf } from '#platform/database.ts'

const text = z.string().nullable()

export const eventTable = z.object({
  id: z.string(),
  search: z.string(),
  readerIds: z.array(z.string()),
  title: z.string(),
  description: z.string(),
  place: z.string(),
  allDay: z.boolean(),
  starts: text,
  ends: text,
  timeZone: z.string(),
  startsAt: text,
  endsAt: text,
  capacity: z.number().nullable(),
  closedAt: text,
  ownerId: z.string(),
  tagIds: z.array(z.string()),
  custom: z.record(z.string(), z.unknown()),
  visibility: z.enum(['managers', 'read', 'write']),
  accessIds: z.array(z.string()),
  uid: z.string(),
  sequence: z.number(),
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

export const eventParticipantTable = z.object({
  eventId: z.string(),
  contactId: z.string(),
  status: z.enum(['invited', 'accepted', 'declined', 'attended']),
  note: z.string(),
  createdAt: z.string(),
})

export interface EventsDb extends OpportunitiesDb {
  event: TableOf<
    typeof eventTable,
    | 'readerIds'
    | 'description'
    | 'place'
    | 'allDay'
    | 'tagIds'
    | 'custom'
    | 'visibility'
    | 'accessIds'
    | 'sequence'
    | 'createdAt'
    | 'updatedAt'
    | 'version'
    | 'deletedAt'
    | 'deletedBy'
    | 'sample'
  >
  eventParticipant: TableOf<typeof eventParticipantTable, 'status' | 'note' | 'createdAt'>
}
