import { z } from 'zod'
import type { VisitsDb } from '#features/visits/server/tables.ts'
import type { TableOf } from '#platform/database.ts'
import { FEED_PARTS } from '../../feed.ts'

export const calendarFeedTable = z.object({
  id: z.string(),
  userId: z.string(),
  name: z.string(),
  include: z.array(z.enum(FEED_PARTS)),
  secretHash: z.string(),
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
  contentHash: z.string().nullable(),
  changedAt: z.string().nullable(),
})

export interface FeedsDb extends VisitsDb {
  calendarFeed: TableOf<typeof calendarFeedTable, 'createdAt' | 'lastUsedAt' | 'contentHash' | 'changedAt'>
}
