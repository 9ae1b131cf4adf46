import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { uuids } from '#platform/access.ts'
import type { Tx } from '#platform/database.ts'
import { insertAll } from '#platform/insert-all.ts'
import { channelsOf } from '../channels.ts'
import type { NotificationKind } from '../notification.ts'
import type { NotificationsDb } from './tables.ts'

/** Something one user is to hear. */
export interface Message {
  userId: string
  kind: NotificationKind
  byId: string | null
  recordKind: string
  recordId: string
  title: string
  text: string
  occurrence?: string | null
  due?: string | null
  late?: boolean
}

/**
 * Writes messages down for their users, by the ways each of them chose for that kind: into the list in the app, as
 * mail that waits to be written, and as messages on the way to their browsers. All of it is there when the
 * transaction is committed, or none of it. Gives back who has something new.
 */
export async function tell(tx: Tx<NotificationsDb>, messages: readonly Message[]): Promise<string[]> {
  const chosen = await chosenBy(tx, messages)
  const rows = messages.flatMap((message) => {
    const { app, mail, push } = channelsOf(message.kind, chosen.get(`${message.userId} ${message.kind}`))
    return app || mail || push ? [{ id: randomUUIDv7(), ...message, inApp: app, mail, push }] : []
  })
  await insertAll(
    tx,
    'notification',
    rows.map(({ mail: _mail, push: _push, ...row }) => ({
      occurrence: null,
      due: null,
      late: false,
      ...row,
    })),
  )
  const mailed = rows.filter(({ mail }) => mail).map(({ id }) => ({ notificationId: id }))
  await insertAll(tx, 'notificationMail', mailed)
  const pushed = rows.filter(({ push }) => push).map(({ id }) => id)
  if (pushed.length > 0) {
    await sql`
      insert into push_message (notification_id, subscription_id)
      select n.id, s.id from notification n join push_subscription s on s.user_id = n.user_id
      where n.id = any(${uuids(pushed)})`.execute(tx)
  }
  return [...new Set(rows.map(({ userId }) => userId))]
}

async function chosenBy(tx: Tx<NotificationsDb>, messages: readonly Message[]) {
  const users = [...new Set(messages.map(({ userId }) => userId))]
  const rows = await tx
    .selectFrom('notificationChannel')
    .selectAll()
    .where('userId', '=', sql<string>`any(${uuids(users)})`)
    .execute()
  return new Map(rows.map((row) => [`${row.userId} ${row.kind}`, row]))
}
