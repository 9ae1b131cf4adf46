import { forgetRecord } from '#features/notifications/server/forget-record.ts'
import type { By } from '#kernel/rights.ts'
import { markBin } from '#platform/bin.ts'
import type { Tx } from '#platform/database.ts'
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
  const moved = await markBin(tx, by, { table: 'event', held, to })
  await tell(tx, by, to === 'bin' ? 'deleted' : 'restored', { event: moved })
  return moved
}

/** Erases an event for good, in the bin or not; the audit trail forgets its words. Administrators only: ask before. */
export async function eraseEvent(tx: Tx<EventsDb>, by: By, id: string): Promise<void> {
  const { version } = await holdEvent(tx, id)
  await tx.deleteFrom('event').where('id', '=', id).execute()
  await forgetRecord(tx, by, { kind: 'event', id, version })
}
