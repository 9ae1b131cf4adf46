import { sql } from 'kysely'
import { NOBODY } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import { transaction } from '#platform/database.ts'
import type { Database, Tx } from '#platform/database.ts'
import type { MinuteChore } from '#platform/jobs.ts'
import { announce } from '#platform/journal.ts'
import type { NotificationsDb } from './tables.ts'
import { tell } from './tell.ts'

/** A kind of record that has to know when it reminded of itself: a series sets its next reminder then. */
export interface ReminderKind<T> {
  kind: string
  /** In the transaction that tells it, once for the record and its occurrence, however many users hear of it. */
  told(tx: Tx<T>, about: { id: string; occurrence: string | null; at: string }): Promise<void>
}

/** So many records are told in one transaction. */
const AT_ONCE = 100

/** Every minute: tells what is due. */
export const remindAll = (kinds: readonly ReminderKind<NotificationsDb>[]): MinuteChore => ({
  name: 'reminders',
  async run(house) {
    const db = house.db as Database<NotificationsDb>
    while ((await transaction(db, (tx) => remind(tx, kinds))) === AT_ONCE);
  },
})

/**
 * Tells the reminders that are due and removes them, in this one transaction: whoever else tells at the same time
 * passes over their records, and a crash leaves them as they were. Those older than a day are not told any more.
 * Gives back of how many records.
 */
export async function remind(
  tx: Tx<NotificationsDb>,
  kinds: readonly ReminderKind<NotificationsDb>[] = [],
): Promise<number> {
  const due = await takeDue(tx)
  const heard = await tell(
    tx,
    due
      .filter(({ isActive, isOver }) => isActive && !isOver)
      .map(({ id: _id, isActive: _isActive, isOver: _isOver, isLate: late, at: _at, ...rest }) => ({
        ...rest,
        kind: 'reminder' as const,
        byId: null,
        late,
      })),
  )
  const records = new Map(due.map((reminder) => [`${reminder.recordKind} ${reminder.recordId}`, reminder]))
  for (const { recordKind, recordId: id, occurrence, at } of records.values()) {
    await kinds.find(({ kind }) => kind === recordKind)?.told(tx, { id, occurrence, at })
  }
  if (heard.length > 0) {
    const event = { kind: 'notification', id: heard[0] ?? '', action: 'notification.created' }
    await announce(tx, { ...NOBODY, via: 'system' }, { ...event, readers: heard })
  }
  return records.size
}

interface Due {
  id: string
  userId: string
  recordKind: string
  recordId: string
  occurrence: string | null
  at: string
  due: string | null
  title: string
  text: string
  isActive: boolean
  isLate: boolean
  isOver: boolean
}

/** The first reminder of a record stands for all of it, so that a record is told by one process alone. */
async function takeDue(tx: Tx<NotificationsDb>): Promise<Due[]> {
  const { rows: leads } = await sql<{ id: string }>`
    select r.id from reminder r
    where r.at <= now() and not exists (
      select 1 from reminder o
      where o.record_id = r.record_id and o.record_kind = r.record_kind and o.at <= now() and o.id < r.id)
    order by r.at limit ${AT_ONCE} for update skip locked`.execute(tx)
  if (leads.length === 0) return []
  const { rows } = await sql<Due>`
    delete from reminder r using reminder l, app_user u
    where l.id = any(${uuids(leads.map(({ id }) => id))}) and u.id = r.user_id
      and r.record_id = l.record_id and r.record_kind = l.record_kind and r.at <= now()
    returning r.*, u.deactivated_at is null as is_active, r.at < now() - interval '5 minutes' as is_late,
      r.at < now() - interval '1 day' as is_over`.execute(tx)
  return rows
}
