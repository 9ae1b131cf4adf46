import { z } from 'zod'
import type { UsersDb } from '#features/users/server/tables.ts'
import type { TableOf } from '#platform/database.ts'
import { notificationKind } from '../notification.ts'

export const notificationTable = z.object({
  id: z.string(),
  userId: z.string(),
  at: z.string(),
  kind: notificationKind,
  byId: z.string().nullable(),
  recordKind: z.string(),
  recordId: z.string(),
  title: z.string(),
  text: z.string(),
  readAt: z.string().nullable(),
})

export interface NotificationsDb extends UsersDb {
  notification: TableOf<typeof notificationTable, 'at' | 'text'>
}
