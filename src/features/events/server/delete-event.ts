import { sql } from 'kysely'
import { forgetNotifications } from '#features/notifications/server/notify.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import type { Event } from '../event.ts'
import { lockEvent } from './change-event.ts'
import { holdEvent } from './event-state.ts'
import type { HeldEvent } from './event-state.ts'
import { readEvent } from './read-events.ts'
import type { EventsDb } from './tables.ts'
import { tell } from './tell.ts'

/** Moves an event to the bin. */
export async function deleteEvent(
  tx: Tx<EventsDb>,
  by: By,
  { id, ifMatch }: { id: string; ifMatch?: number | undefined },
): Promise<void> {
  await putEvent(tx, by, await lockEvent(tx, by, id, 'live', ifMatch), 'bin')
}

/** Brings an event back out of the bin. */
export async function restoreEvent(tx: Tx<EventsDb>, by: By, id: string): Promise<Event> {
  await putEvent(tx, by, await lockEvent(tx, by, id, 'bin'), 'live')
  return readEvent(tx, by, id)
}

/** Moves a locked event into the bin or out of it. */
export async function putEvent(
  tx: Tx<EventsDb>,
  by: By,
  held: HeldEvent,
  to: 'live' | 'bin',
): Promise<HeldEvent> {
  const moved = { ...held, version: held.version + 1, isBinned: to === 'bin' }
  const gone = to === 'bin' ? { at: sql`now()`, by: sql`${by.id}::uuid` } : { at: sql`null`, by: sql`null` }
  await sql`
    update event set deleted_at = ${gone.at}, deleted_by = ${gone.by}, version = ${moved.version}
    where id = ${held.id}`.execute(tx)
  await tell(tx, by, to === 'bin' ? 'deleted' : 'restored', { event: moved })
  return moved
}

/** Erases an event for good, in the bin or not; the audit trail forgets its words. Administrators only: ask before. */
export async function eraseEvent(tx: Tx<EventsDb>, by: By, id: string): Promise<void> {
  const { version } = await holdEvent(tx, id)
  await tx.deleteFrom('event').where('id', '=', id).execute()
  await forgetNotifications(tx, id)
  await tx
    .updateTable('journal')
    .set({ title: '–', diff: sql`'[]'` })
    .where('recordId', '=', id)
    .execute()
  await record(tx, by, {
    action: 'event.erased',
    kind: 'event',
    id,
    title: '–',
    version,
    readers: [by.id],
  })
}
