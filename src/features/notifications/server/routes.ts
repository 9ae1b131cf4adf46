import { newestQuery } from '#platform/newest.ts'
import { routesOf } from '#platform/route.ts'
import { notificationPage, notificationsRead } from '../notification.ts'
import { listNotifications, readNotifications } from './notifications.ts'
import type { NotificationsDb } from './tables.ts'

const { get, post } = routesOf<NotificationsDb>('notifications')

export const notificationRoutes = [
  get({
    path: '/notifications',
    summary: 'What waits for the caller, newest first',
    may: 'guest',
    query: newestQuery,
    reply: notificationPage,
    run: ({ db, by, query }) => listNotifications(db, by, query),
  }),
  post({
    path: '/notifications/read',
    summary: 'Marks own notifications as read: some by their ids, or all',
    may: 'guest',
    body: notificationsRead,
    run: ({ tx, by, body }) => readNotifications(tx, by, body),
  }),
]
