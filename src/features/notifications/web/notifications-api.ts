import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { call } from '#features/settings/web/call.ts'
import type { channelChoices } from '../channels.ts'
import type { PushSubscription } from '../push.ts'

export type ChannelChoices = z.infer<typeof channelChoices>

export const channelsQuery = queryOptions({
  queryKey: ['notification_channel', 'mine'],
  queryFn: ({ signal }) => call<ChannelChoices>('GET', '/notification-channels', { signal }),
})

/** The browsers that tell the user. */
export const devicesQuery = queryOptions({
  queryKey: ['push_subscription', 'mine'],
  queryFn: async ({ signal }) =>
    (await call<{ items: PushSubscription[] }>('GET', '/push-subscriptions', { signal })).items,
})
