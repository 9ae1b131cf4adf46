import { sql } from 'kysely'
import type { z } from 'zod'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { announce } from '#platform/journal.ts'
import { newestPage } from '#platform/newest.ts'
import type { NewestQuery } from '#platform/newest.ts'
import type { notificationPage, Notification, NotificationsRead } from '../notification.ts'
import type { NotificationsDb } from './tables.ts'

/** What waits for `by`, newest first, and how much of it is unread. */
export async function listNotifications(
  db: Database<NotificationsDb>,
  by: By,
  query: NewestQuery,
): Promise<z.infer<typeof notificationPage>> {
  const { rows } = await sql<Row>`
    select n.id, n.at, n.kind, n.by_id, coalesce(u.name, '') as by_name, n.record_kind, n.record_id, n.title, n.text,
      n.occurrence, n.due, n.late, n.read_at
    from notification n left join app_user u on u.id = n.by_id
    where n.user_id = ${by.id} and n.in_app and ${query.cursor ? sql`n.id < ${query.cursor}` : sql`true`}
    order by n.id desc limit ${query.limit + 1}`.execute(db)
  const { items, nextCursor } = newestPage(rows, query)
  return { items: items.map(present), nextCursor, unread: await countUnread(db, by) }
}

/** Marks own notifications as read; those of others are left alone. */
export async function readNotifications(
  tx: Tx<NotificationsDb>,
  by: By,
  which: NotificationsRead,
): Promise<void> {
  let query = tx
    .updateTable('notification')
    .set({ readAt: sql<string>`now()` })
    .where('userId', '=', by.id)
    .where('readAt', 'is', null)
  if ('ids' in which) query = query.where('id', 'in', which.ids)
  const { numUpdatedRows } = await query.executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) return
  await announce(tx, by, { kind: 'notification', id: by.id, action: 'notification.read', readers: [by.id] })
}

async function countUnread(db: Database<NotificationsDb>, by: By): Promise<number> {
  const row = await db
    .selectFrom('notification')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('userId', '=', by.id)
    .where('readAt', 'is', null)
    .where('inApp', '=', sql<boolean>`true`)
    .executeTakeFirstOrThrow()
  return row.n
}

type Plain = 'id' | 'at' | 'kind' | 'text' | 'occurrence' | 'due' | 'late' | 'readAt'
interface Row extends Pick<Notification, Plain> {
  byId: string | null
  byName: string
  recordKind: string
  recordId: string
  title: string
}

function present({ byId, byName, recordKind, recordId, title, ...plain }: Row): Notification {
  const by = byId === null ? null : { id: byId, name: byName }
  return { ...plain, by, record: { kind: recordKind, id: recordId, title } }
}
