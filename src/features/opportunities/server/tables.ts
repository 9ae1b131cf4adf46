import { z } from 'zod'
import type { ItemsDb } from '#features/items/server/tables.ts'
import type { TableOf } from '#platform/database.ts'

const text = z.string().nullable()

export const pipelineTable = z.object({
  id: z.string(),
  name: z.string(),
  position: z.number(),
  retiredAt: text,
  createdAt: z.string(),
  updatedAt: z.string(),
  version: z.number(),
})

export const stageTable = z.object({
  id: z.string(),
  pipelineId: z.string(),
  name: z.string(),
  description: z.string(),
  color: z.string(),
  probability: z.number(),
  type: z.enum(['open', 'won', 'lost']),
  staleDays: z.number().nullable(),
  position: z.number(),
  createdAt: z.string(),
  updatedAt: z.string(),
  version: z.number(),
})

export const opportunityTable = z.object({
  id: z.string(),
  search: z.string(),
  readerIds: z.array(z.string()),
  title: z.string(),
  contactId: text,
  description: z.string(),
  amount: z.string(),
  currency: z.string(),
  billing: z.enum(['fixed', 'hour', 'day', 'week', 'month', 'year']),
  periods: z.number(),
  total: z.string(),
  probability: z.number(),
  stageId: z.string(),
  stageSince: z.string(),
  position: z.number(),
  expectedClose: text,
  closedOn: text,
  lostReasonId: text,
  ownerId: z.string(),
  tagIds: z.array(z.string()),
  custom: z.record(z.string(), z.unknown()),
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
  runId: text,
  sample: z.boolean(),
})

export const opportunityStageTable = z.object({
  id: z.string(),
  opportunityId: z.string(),
  stageId: z.string(),
  enteredAt: z.string(),
  leftAt: text,
  byId: text,
})

export const opportunityParticipantTable = z.object({
  opportunityId: z.string(),
  contactId: z.string(),
  role: z.string(),
})

export const opportunityItemTable = z.object({
  id: z.string(),
  opportunityId: z.string(),
  itemId: text,
  text: z.string(),
  quantity: z.string(),
  unit: z.string(),
  price: z.string(),
  discountPercent: z.string(),
  position: z.number(),
})

export interface OpportunitiesDb extends ItemsDb {
  pipeline: TableOf<typeof pipelineTable, 'createdAt' | 'updatedAt' | 'version'>
  stage: TableOf<typeof stageTable, 'description' | 'createdAt' | 'updatedAt' | 'version'>
  opportunity: TableOf<
    typeof opportunityTable,
    | 'readerIds'
    | 'description'
    | 'amount'
    | 'billing'
    | 'periods'
    | 'total'
    | 'stageSince'
    | 'position'
    | 'tagIds'
    | 'custom'
    | 'visibility'
    | 'accessIds'
    | 'createdAt'
    | 'updatedAt'
    | 'version'
    | 'deletedAt'
    | 'deletedBy'
    | 'sample'
  >
  opportunityStage: TableOf<typeof opportunityStageTable>
  opportunityParticipant: TableOf<typeof opportunityParticipantTable, 'role'>
  opportunityItem: TableOf<typeof opportunityItemTable, 'quantity' | 'unit' | 'discountPercent'>
}
