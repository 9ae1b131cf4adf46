import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { tagIds, tagsInOrder } from '#features/labels/server/scoped-tags.ts'
import { withdrawNotifications } from '#features/notifications/server/notify.ts'
import { diff } from '#kernel/diff.ts'
import { readersOf } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { settledTime } from '../event-time.ts'
import { columnsOf, guardOf } from './event-state.ts'
import type { EventState, HeldEvent } from './event-state.ts'
import type { EventsDb } from './tables.ts'
import { tell } from './tell.ts'

/** Writes a new event down whose names were checked. */
export async function insertEvent(
  tx: Tx<EventsDb>,
  by: By,
  wanted: EventState,
  { sample = false }: { sample?: boolean } = {},
): Promise<HeldEvent> {
  const id = randomUUIDv7()
  const made: HeldEvent = { id, version: 1, createdBy: by.id, isBinned: false, state: settled(wanted) }
  await tx
    .insertInto('event')
    .values({
      id,
      ...columnsOf(made, await tagIds(tx, by, { scope: 'event', names: made.state.tags })),
      closedAt: made.state.closed ? sql<string>`now()` : null,
      uid: `${id}@kontor`,
      createdBy: by.id,
      updatedBy: by.id,
      sample,
    })
    .execute()
  await tell(tx, by, 'created', { event: made, diff: diff({}, made.state) })
  return made
}

/** Writes a state that was checked, with all that follows from it. */
export async function writeState(
  tx: Tx<EventsDb>,
  by: By,
  before: HeldEvent,
  wanted: EventState,
): Promise<HeldEvent> {
  const state = settled(wanted)
  const changes = diff(before.state, state)
  if (changes.length === 0) return before
  const after: HeldEvent = { ...before, version: before.version + 1, state }
  await tx
    .updateTable('event')
    .set({
      ...columnsOf(after, await tagIds(tx, by, { scope: 'event', names: state.tags })),
      closedAt: state.closed ? sql<string>`coalesce(closed_at, now())` : null,
      sequence: sql<number>`sequence + 1`,
      updatedBy: by.id,
      updatedAt: sql<string>`now()`,
      version: after.version,
    })
    .where('id', '=', after.id)
    .execute()
  await withdrawNotifications(tx, after.id, readersOf(guardOf(after)))
  await tell(tx, by, 'changed', { event: after, before, diff: changes })
  return after
}

function settled(state: EventState): EventState {
  return { ...state, ...settledTime(state), tags: tagsInOrder(state.tags) }
}
