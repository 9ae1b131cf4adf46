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
  occurrence: z.string().nullable(),
  due: z.string().nullable(),
  late: z.boolean(),
  inApp: z.boolean(),
})

export const notificationChannelTable = z.object({
  userId: z.string(),
  kind: z.string(),
  app: z.boolean(),
  mail: z.boolean(),
  push: z.boolean(),
})

export const notificationMailTable = z.object({ notificationId: z.string() })

export const reminderTable = z.object({
  id: z.string(),
  userId: z.string(),
  recordKind: z.string(),
  recordId: z.string(),
  occurrence: z.string().nullable(),
  at: z.string(),
  due: z.string().nullable(),
  title: z.string(),
  text: z.string(),
})

export const pushSubscriptionTable = z.object({
  id: z.string(),
  userId: z.string(),
  endpoint: z.string(),
  p256dh: z.string(),
  auth: z.string(),
  agent: z.string(),
  createdAt: z.string(),
})

export const pushMessageTable = z.object({
  notificationId: z.string(),
  subscriptionId: z.string(),
  attempts: z.number(),
  nextAt: z.string(),
})

export interface NotificationsDb extends UsersDb {
  notification: TableOf<
    typeof notificationTable,
    'at' | 'text' | 'readAt' | 'occurrence' | 'due' | 'late' | 'inApp'
  >
  notificationChannel: TableOf<typeof notificationChannelTable>
  notificationMail: TableOf<typeof notificationMailTable>
  reminder: TableOf<typeof reminderTable, 'text'>
  pushSubscription: TableOf<typeof pushSubscriptionTable, 'createdAt'>
  pushMessage: TableOf<typeof pushMessageTable, 'attempts' | 'nextAt'>
}
