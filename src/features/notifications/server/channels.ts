import type { z } from 'zod'
import { NOTIFICATION_KINDS } from '../notification.ts'
import type { NotificationKind } from '../notification.ts'
import { channelsOf, choicesOf } from '../channels.ts'
import type { ChannelsChange, channelChoices } from '../channels.ts'
import type { By } from '#kernel/rights.ts'
import { given } from '#kernel/given.ts'
import type { Database, Tx } from '#platform/database.ts'
import { announce } from '#platform/journal.ts'
import type { NotificationsDb } from './tables.ts'

type Choices = z.infer<typeof channelChoices>['items']

/** By which ways `by` hears of each kind. */
export async function readChannels(db: Database<NotificationsDb>, by: By): Promise<Choices> {
  const rows = await db.selectFrom('notificationChannel').selectAll().where('userId', '=', by.id).execute()
  return choicesOf(new Map(rows.map((row) => [row.kind, row])))
}

/** Chooses some ways anew; the others stay as they are. */
export async function changeChannels(
  tx: Tx<NotificationsDb>,
  by: By,
  change: ChannelsChange,
): Promise<Choices> {
  const before = await readChannels(tx, by)
  for (const kind of NOTIFICATION_KINDS.filter((one) => change[one])) {
    const { app, mail, push } = merged(before, kind, change)
    await tx
      .insertInto('notificationChannel')
      .values({ userId: by.id, kind, app, mail, push })
      .onConflict((c) => c.columns(['userId', 'kind']).doUpdateSet({ app, mail, push }))
      .execute()
  }
  const entry = { kind: 'notification_channel', id: by.id, action: 'notification_channel.changed' }
  await announce(tx, by, { ...entry, readers: [by.id] })
  return readChannels(tx, by)
}

function merged(before: Choices, kind: NotificationKind, change: ChannelsChange) {
  const was = channelsOf(
    kind,
    before.find((choice) => choice.kind === kind),
  )
  return { ...was, ...given(change[kind] ?? {}) }
}
