import { z } from 'zod'
import type { SyncDb } from '#features/sync/server/tables.ts'
import type { TableOf } from '#platform/database.ts'
import {
  RESULTS,
  SERIES,
  SKIPPED,
  STATES,
  STEPS,
  head,
  refreshed,
  suggestion,
  takeoverArea,
} from '../takeover.ts'

const text = z.string().nullable()

export const takeoverTable = z.object({
  id: z.string(),
  accountId: z.string(),
  ownerId: z.string(),
  areas: z.array(takeoverArea),
  refresh: z.boolean(),
  series: z.enum(SERIES),
  since: z.string(),
  until: z.string(),
  sources: z.array(z.string()),
  step: z.enum(STEPS),
  state: z.enum(STATES),
  listed: z.number(),
  truncated: z.array(takeoverArea),
  refreshed,
  fault: text,
  jobId: text,
  runId: text,
  createdAt: z.string(),
  updatedAt: z.string(),
})

export const takeoverItemTable = z.object({
  id: z.string(),
  takeoverId: z.string(),
  area: takeoverArea,
  collectionId: z.string(),
  remoteId: z.string(),
  original: z.string(),
  uid: z.string(),
  at: z.string(),
  head,
  skipped: z.enum(SKIPPED).nullable(),
  chosen: z.boolean(),
  contactId: text,
  opportunityId: text,
  eventId: text,
  projectId: text,
  assigned: z.boolean(),
  suggestions: z.array(suggestion),
  result: z.enum(RESULTS).nullable(),
  fault: text,
  recordKind: text,
  recordId: text,
  recordVersion: z.number().nullable(),
  runId: text,
})

export const takeoverChoiceTable = z.object({
  ownerId: z.string(),
  sender: z.string(),
  contactId: z.string(),
  at: z.string(),
})

export interface TakeoverDb extends SyncDb {
  takeover: TableOf<
    typeof takeoverTable,
    | 'refresh'
    | 'series'
    | 'listed'
    | 'truncated'
    | 'refreshed'
    | 'fault'
    | 'jobId'
    | 'runId'
    | 'createdAt'
    | 'updatedAt'
  >
  takeoverItem: TableOf<
    typeof takeoverItemTable,
    | 'original'
    | 'skipped'
    | 'chosen'
    | 'contactId'
    | 'opportunityId'
    | 'eventId'
    | 'projectId'
    | 'assigned'
    | 'suggestions'
    | 'result'
    | 'fault'
    | 'recordKind'
    | 'recordId'
    | 'recordVersion'
    | 'runId'
  >
  takeoverChoice: TableOf<typeof takeoverChoiceTable, 'at'>
}
