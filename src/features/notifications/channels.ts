import { z } from 'zod'
import { NOTIFICATION_KINDS, notificationKind } from './notification.ts'
import type { NotificationKind } from './notification.ts'

/** By which ways a user hears of a kind of thing. */
export const channels = z.object({ app: z.boolean(), mail: z.boolean(), push: z.boolean() })
export type Channels = z.infer<typeof channels>

const quiet: Channels = { app: true, mail: false, push: false }
const soon: Channels = { app: true, mail: false, push: true }
const urgent: Channels = { app: true, mail: true, push: true }

/** What holds until a user chooses: what asks for an answer goes further than what can wait. */
export const USUAL_CHANNELS: Record<NotificationKind, Channels> = {
  mention: urgent,
  history: quiet,
  manager: soon,
  import: quiet,
  run: quiet,
  task: soon,
  appointment: soon,
  visit: soon,
  overdue: soon,
  // It would not get through by mail.
  unsent: soon,
  recurring: soon,
  reminder: soon,
  sync: quiet,
}

/** What nobody can hide from their bell: there is no other place where they would come across it. */
export const ALWAYS_IN_APP: readonly NotificationKind[] = ['mention', 'reminder']

/** The ways a user chose, as far as they may be chosen, over the usual ones. */
export function channelsOf(kind: NotificationKind, chosen?: Channels): Channels {
  const { app, mail, push } = chosen ?? USUAL_CHANNELS[kind]
  return { app: app || ALWAYS_IN_APP.includes(kind), mail, push }
}

export const channelChoice = channels
  .extend({
    kind: notificationKind,
    fixed: z.boolean().meta({ description: 'True where `app` is always on' }),
  })
  .meta({ id: 'ChannelChoice' })
export type ChannelChoice = z.infer<typeof channelChoice>

export const channelChoices = z
  .object({
    items: z.array(channelChoice).meta({ description: 'One for each kind, in their order' }),
    mailReady: z.boolean().meta({ description: 'False while no mail server is set: nothing is mailed' }),
  })
  .meta({ id: 'ChannelChoices' })

export const channelsChange = z
  .partialRecord(notificationKind, channels.partial())
  .meta({ id: 'ChannelsChange', description: 'By kind, only what is to change' })
export type ChannelsChange = z.infer<typeof channelsChange>

/** What was chosen, kind by kind, for a screen. */
export function choicesOf(chosen: ReadonlyMap<string, Channels>): ChannelChoice[] {
  return NOTIFICATION_KINDS.map((kind) => ({
    kind,
    ...channelsOf(kind, chosen.get(kind)),
    fixed: ALWAYS_IN_APP.includes(kind),
  }))
}
