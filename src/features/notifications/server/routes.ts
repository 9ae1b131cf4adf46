import { z } from 'zod'
import { newestQuery } from '#platform/newest.ts'
import { routesOf } from '#platform/route.ts'
import { notificationPage, notificationsRead } from '../notification.ts'
import { channelChoices, channelsChange } from '../channels.ts'
import { pushKey, pushSubscription, pushSubscriptionNew } from '../push.ts'
import { changeChannels, readChannels } from './channels.ts'
import { listNotifications, readNotifications } from './notifications.ts'
import { pushKeys } from './push-keys.ts'
import { addPushSubscription, listPushSubscriptions, removePushSubscription } from './push-subscriptions.ts'
import type { NotificationsDb } from './tables.ts'

const { get, post, patch, remove } = routesOf<NotificationsDb>('notifications')

const choiceRoutes = [
  get({
    path: '/notification-channels',
    summary: 'By which ways the caller hears of each kind of notification',
    may: 'guest',
    reply: channelChoices,
    run: async ({ db, by, house }) => ({
      items: await readChannels(db, by),
      mailReady: house.mail.configured,
    }),
  }),
  patch({
    path: '/notification-channels',
    summary: 'Chooses some of these ways anew',
    may: 'guest',
    body: channelsChange,
    reply: channelChoices,
    run: async ({ tx, by, body, house }) => ({
      items: await changeChannels(tx, by, body),
      mailReady: house.mail.configured,
    }),
  }),
]

const pushRoutes = [
  get({
    path: '/push-key',
    summary: 'The key a browser subscribes with',
    may: 'guest',
    reply: pushKey,
    run: async ({ db, house }) => ({ key: (await pushKeys(db, house.config)).publicKey }),
  }),
  get({
    path: '/push-subscriptions',
    summary: 'The browsers that tell the caller, newest first',
    may: 'guest',
    reply: z.object({ items: z.array(pushSubscription), nextCursor: z.null() }),
    run: async ({ db, by }) => ({ items: await listPushSubscriptions(db, by), nextCursor: null }),
  }),
  post({
    path: '/push-subscriptions',
    summary: 'Tells the caller by this browser; again changes nothing',
    may: 'guest',
    body: pushSubscriptionNew,
    reply: pushSubscription,
    status: 200,
    run: ({ tx, by, body, house, request }) =>
      addPushSubscription(tx, by, {
        config: house.config,
        agent: request.headers['user-agent'] ?? '',
        input: body,
      }),
  }),
  remove({
    path: '/push-subscriptions',
    summary: 'Tells the caller no more by the browser of this address',
    may: 'guest',
    query: z.object({ endpoint: z.string().max(2000) }),
    run: ({ tx, by, query }) => removePushSubscription(tx, by, query),
  }),
  remove({
    path: '/push-subscriptions/{id}',
    summary: 'Tells the caller no more by this browser',
    may: 'guest',
    params: z.object({ id: z.uuid() }),
    run: ({ tx, by, params }) => removePushSubscription(tx, by, params),
  }),
]

export const notificationRoutes = [
  ...choiceRoutes,
  ...pushRoutes,
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
