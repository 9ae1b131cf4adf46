import { checkCustom } from '#features/customfields/server/check-custom.ts'
import { readFieldRules } from '#features/customfields/server/custom-fields.ts'
import { given } from '#kernel/given.ts'
import { demandAccess, demandChange } from '#kernel/owned.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { movedEnd } from '../event-time.ts'
import type { Event, EventChange } from '../event.ts'
import { checkNames } from './check-event.ts'
import { guardOf, holdEvent } from './event-state.ts'
import type { EventState, HeldEvent } from './event-state.ts'
import { readEvent } from './read-events.ts'
import type { EventsDb } from './tables.ts'
import { tellPeople } from './tell.ts'
import { writeState } from './write-event.ts'

interface Changing {
  id: string
  change: EventChange
  ifMatch?: number | undefined
}

/**
 * Changes an event by a merge patch: null empties a field, `custom` is merged key by key, lists are replaced. A start
 * without an end moves the event as long as it is. Nothing is written when nothing differs.
 */
export async function changeEvent(
  tx: Tx<EventsDb>,
  by: By,
  { id, change, ifMatch }: Changing,
): Promise<Event> {
  const before = await lockEvent(tx, by, id, 'live', ifMatch)
  const after = await writeState(tx, by, before, await stateAfter(tx, by, before, change))
  await tellPeople(tx, by, after, before)
  // Whoever took themselves off the list sees what they did.
  return readEvent(tx, { ...by, role: 'admin' }, id, by)
}

/** Locks an event that `by` may change. */
export async function lockEvent(
  tx: Tx<EventsDb>,
  by: By,
  id: string,
  where: 'live' | 'bin',
  ifMatch?: number,
): Promise<HeldEvent> {
  const held = await holdEvent(tx, id)
  demandChange(by, held, guardOf(held), { what: 'event', where, ifMatch })
  return held
}

async function stateAfter(
  db: Database<EventsDb>,
  by: By,
  before: HeldEvent,
  change: EventChange,
): Promise<EventState> {
  const { state } = before
  demandAccess(by, { ...before.state, createdBy: before.createdBy }, change)
  const { custom, ...plain } = change
  const next: EventState = { ...state, ...given(plain) }
  if (change.start === null) next.end = null
  else if (change.start !== undefined && change.end === undefined) next.end = movedEnd(state, change.start)
  if (custom)
    next.custom = checkCustom({ ...state.custom, ...custom }, await readFieldRules(db, 'event'), false)
  await checkNames(db, next, state)
  return next
}
