import { z } from 'zod'
import type { FeedsDb } from '#features/calendar/server/feed/tables.ts'
import { AREAS } from '#kernel/groupware/area.ts'
import type { TableOf } from '#platform/database.ts'
import { accountKind, accountOptions, accountState, graphSettings, openSettings } from '../account.ts'
import { COLLECTION_ROLES } from '../collection.ts'

export const groupwareAccountTable = z.object({
  id: z.string(),
  ownerId: z.string(),
  kind: accountKind,
  name: z.string(),
  address: z.string(),
  settings: z.union([openSettings, graphSettings, z.object({})]),
  options: accountOptions,
  state: accountState,
  failures: z.number(),
  nextRunAt: z.string(),
  lastRunAt: z.string().nullable(),
  lastSuccessAt: z.string().nullable(),
  fault: z.string().nullable(),
  detail: z.string().nullable(),
  connectedAt: z.string(),
  createdBy: z.string().nullable(),
  updatedBy: z.string().nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
  version: z.number(),
})

export const groupwareCollectionTable = z.object({
  id: z.string(),
  accountId: z.string(),
  area: z.enum(AREAS),
  remoteId: z.string(),
  name: z.string(),
  role: z.enum(COLLECTION_ROLES),
  main: z.boolean(),
  writable: z.boolean(),
  token: z.string().nullable(),
  roundToken: z.string().nullable(),
  round: z.number(),
  whole: z.boolean(),
  listedAt: z.string().nullable(),
  removals: z.enum(['held', 'confirmed']).nullable(),
  toldAt: z.string().nullable(),
  pushedUntil: z.string().nullable(),
})

export const LINK_STATES = [
  'linked',
  'timesOnly',
  'decoupled',
  'goneHere',
  'goneThere',
  'conflict',
  'failed',
] as const

export const groupwareLinkTable = z.object({
  id: z.string(),
  accountId: z.string(),
  collectionId: z.string(),
  area: z.enum(AREAS),
  recordKind: z.string(),
  recordId: z.string(),
  remoteId: z.string().nullable(),
  uid: z.string(),
  uidThere: z.string().nullable(),
  etag: z.string().nullable(),
  agreed: z.record(z.string(), z.unknown()),
  ourVersion: z.number().nullable(),
  origin: z.enum(['ours', 'theirs', 'matched']),
  state: z.enum(LINK_STATES),
  fault: z.string().nullable(),
  round: z.number(),
  turns: z.number(),
  turnedAt: z.string().nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
})

export const groupwareConflictTable = z.object({
  id: z.string(),
  linkId: z.string(),
  at: z.string(),
  field: z.string(),
  agreed: z.unknown(),
  ours: z.unknown(),
  theirs: z.unknown(),
  kept: z.enum(['ours', 'theirs', 'both']),
  settledAt: z.string().nullable(),
  settledBy: z.string().nullable(),
})

export const groupwareLogTable = z.object({
  id: z.string(),
  accountId: z.string(),
  at: z.string(),
  area: z.enum(AREAS).nullable(),
  action: z.string(),
  fault: z.string().nullable(),
  counts: z.record(z.string(), z.number()),
})

export const groupwareWatchTable = z.object({
  accountId: z.string(),
  heldBy: z.string(),
  heldUntil: z.string(),
})

export const groupwareSubscriptionTable = z.object({
  id: z.string(),
  accountId: z.string(),
  area: z.enum(AREAS),
  collectionId: z.string().nullable(),
  resource: z.string(),
  url: z.string(),
  remoteId: z.string().nullable(),
  secretHash: z.string(),
  expiresAt: z.string().nullable(),
  dueAt: z.string(),
  failures: z.number(),
  fault: z.string().nullable(),
})

export const groupwareFileTable = z.object({
  id: z.string(),
  accountId: z.string(),
  name: z.string(),
  hash: z.string(),
  size: z.number(),
  counts: z.object({ mail: z.number(), task: z.number(), appointment: z.number(), contact: z.number() }),
  createdAt: z.string(),
})

export interface GroupwareDb extends FeedsDb {
  groupwareAccount: TableOf<
    typeof groupwareAccountTable,
    | 'address'
    | 'state'
    | 'failures'
    | 'nextRunAt'
    | 'lastRunAt'
    | 'lastSuccessAt'
    | 'fault'
    | 'detail'
    | 'connectedAt'
    | 'createdAt'
    | 'updatedAt'
    | 'version'
  >
  groupwareCollection: TableOf<
    typeof groupwareCollectionTable,
    | 'role'
    | 'main'
    | 'writable'
    | 'token'
    | 'roundToken'
    | 'round'
    | 'whole'
    | 'listedAt'
    | 'removals'
    | 'toldAt'
    | 'pushedUntil'
  >
  groupwareLink: TableOf<
    typeof groupwareLinkTable,
    | 'remoteId'
    | 'uidThere'
    | 'etag'
    | 'agreed'
    | 'ourVersion'
    | 'state'
    | 'fault'
    | 'round'
    | 'turns'
    | 'turnedAt'
    | 'createdAt'
    | 'updatedAt'
  >
  groupwareConflict: TableOf<
    typeof groupwareConflictTable,
    'at' | 'agreed' | 'ours' | 'theirs' | 'settledAt' | 'settledBy'
  >
  groupwareFile: TableOf<typeof groupwareFileTable, 'createdAt'>
  groupwareLog: TableOf<typeof groupwareLogTable, 'at' | 'area' | 'fault' | 'counts'>
  groupwareWatch: TableOf<typeof groupwareWatchTable>
  groupwareSubscription: TableOf<
    typeof groupwareSubscriptionTable,
    'remoteId' | 'expiresAt' | 'dueAt' | 'failures' | 'fault'
  >
}
