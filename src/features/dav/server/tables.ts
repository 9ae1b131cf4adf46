import { z } from 'zod'
import type { GroupwareDb } from '#features/groupware/server/tables.ts'
import type { TableOf } from '#platform/database.ts'
import { COLLECTIONS } from '../places.ts'
import { SCOPES } from '../dav.ts'

export const davPasswordTable = z.object({
  id: z.string(),
  userId: z.string(),
  name: z.string(),
  secretHash: z.string(),
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
  lastAgent: z.string(),
})

export const davCollectionTable = z.object({
  userId: z.string(),
  name: z.enum(COLLECTIONS),
  id: z.string(),
  sequence: z.number(),
  seenAt: z.string().nullable(),
  wholeAt: z.string().nullable(),
  properties: z.record(z.string(), z.string()),
  scope: z.enum(SCOPES),
})

export const RECORD_KINDS = ['appointment', 'visit', 'task', 'contact'] as const

export const davResourceTable = z.object({
  userId: z.string(),
  collection: z.enum(COLLECTIONS),
  name: z.string(),
  uid: z.string(),
  recordKind: z.enum(RECORD_KINDS),
  recordId: z.string(),
  mark: z.string(),
  sequence: z.number(),
  gone: z.boolean(),
  raw: z.string().nullable(),
  photo: z.string().nullable(),
})

export interface DavDb extends GroupwareDb {
  davPassword: TableOf<typeof davPasswordTable, 'createdAt' | 'lastUsedAt' | 'lastAgent'>
  davCollection: TableOf<
    typeof davCollectionTable,
    'sequence' | 'seenAt' | 'wholeAt' | 'properties' | 'scope'
  >
  davResource: TableOf<typeof davResourceTable, 'gone' | 'raw' | 'photo'>
}
