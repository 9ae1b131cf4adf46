import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import { EVERYONE } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Tx } from '#platform/database.ts'
import { announce } from '#platform/journal.ts'
import type { NotificationKind } from '../notification.ts'
import type { NotificationsDb } from './tables.ts'
import { tell } from './tell.ts'

/** No more of a text than a glance takes in. */
const GLANCE = 300

/**
 * Tells these users, and the members of these groups, of something about a record: never the one who did it, never
 * somebody deactivated. Whether they may see the record is for the caller to know.
 */
export async function notify(
  tx: Tx<NotificationsDb>,
  by: By,
  about: {
    users: readonly string[]
    kind: NotificationKind
    record: { kind: string; id: string; title: string }
    text?: string
    /** Which one of a series; a click opens that one. */
    occurrence?: string
    /** When the thing is: an instant, or a day. */
    due?: string
  },
): Promise<void> {
  const told = await activeUsers(tx, about.users, by.id)
  if (told.length === 0) return
  const { record, kind, text = '', occurrence = null, due = null } = about
  const message = {
    kind,
    byId: by.id,
    recordKind: record.kind,
    recordId: record.id,
    title: record.title,
    text: text.slice(0, GLANCE),
    occurrence,
    due,
  }
  const heard = await tell(
    tx,
    told.map((userId) => ({ userId, ...message })),
  )
  if (heard.length === 0) return
  await announce(tx, by, {
    kind: 'notification',
    id: record.id,
    action: 'notification.created',
    readers: heard,
  })
}

/** Removes what notifications and reminders say of a record that is erased for good. */
export async function forgetNotifications(tx: Tx<NotificationsDb>, recordId: string): Promise<void> {
  await tx.deleteFrom('reminder').where('recordId', '=', recordId).execute()
  await tx.deleteFrom('notification').where('recordId', '=', recordId).execute()
}

/** Takes notifications of a record away from whoever may not read it any more. */
export async function withdrawNotifications(
  tx: Tx<NotificationsDb>,
  recordId: string,
  readers: readonly string[],
): Promise<void> {
  await sql`
    delete from notification n using app_user u
    where n.record_id = ${recordId} and u.id = n.user_id and not ${reads(readers)}`.execute(tx)
}

/** Gives the notifications of one record to another, for whom may read that one; says which ones it were. */
export async function moveNotifications(
  tx: Tx<NotificationsDb>,
  { from, to, readers }: { from: string; to: string; readers: readonly string[] },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update notification n set record_id = ${to} from app_user u
    where n.record_id = ${from} and u.id = n.user_id and ${reads(readers)} returning n.id`.execute(tx)
  return rows.map((row) => row.id)
}

/** Whether the user `u` of a query may read what has these readers. */
function reads(readers: readonly string[]): RawBuilder<SqlBool> {
  const these = uuids(readers)
  return sql<SqlBool>`(u.role = 'admin' or u.id = any(${these})
    or (u.role != 'guest' and ${EVERYONE}::uuid = any(${these}))
    or exists (select 1 from group_member m where m.user_id = u.id and m.group_id = any(${these})))`
}

async function activeUsers(
  tx: Tx<NotificationsDb>,
  usersAndGroups: readonly string[],
  except: string,
): Promise<string[]> {
  if (usersAndGroups.length === 0) return []
  const named = uuids(usersAndGroups)
  const { rows } = await sql<{ id: string }>`
    select u.id from app_user u
    where u.deactivated_at is null and u.id != ${except}
      and (u.id = any(${named})
        or exists (select 1 from group_member m where m.user_id = u.id and m.group_id = any(${named})))
    order by u.id`.execute(tx)
  return rows.map((row) => row.id)
}
