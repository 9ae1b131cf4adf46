import { notify } from '#features/notifications/server/notify.ts'
import { readersOf } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { announce, record } from '#platform/journal.ts'
import type { FieldChange } from '#platform/journal.ts'
import type { ParticipantMark } from '../participants.ts'
import { guardOf } from './event-state.ts'
import type { HeldEvent } from './event-state.ts'
import type { EventsDb } from './tables.ts'

interface What {
  event: HeldEvent
  before?: HeldEvent
  diff?: FieldChange[]
}

/** Writes down what happened to an event; whoever could see it before or can now hears of it. */
export async function tell(
  tx: Tx<EventsDb>,
  by: By,
  verb: 'created' | 'changed' | 'deleted' | 'restored',
  { event, before = event, diff = [] }: What,
): Promise<void> {
  const readers = [before, event].flatMap((one) => readersOf(guardOf(one)))
  await record(tx, by, {
    action: `event.${verb}`,
    kind: 'event',
    id: event.id,
    title: event.state.title,
    diff,
    version: event.version,
    readers: [...new Set(readers)],
  })
}

/** Writes down what became of participants; the event itself stays the version it is. */
export async function tellParticipants(
  tx: Tx<EventsDb>,
  by: By,
  { id, state, createdBy }: HeldEvent,
  { from, to }: { from: ParticipantMark[]; to: ParticipantMark[] },
): Promise<void> {
  if (from.length + to.length === 0) return
  await record(tx, by, {
    action: 'event.participants',
    kind: 'event',
    id,
    title: state.title,
    diff: [{ field: 'participants', from, to }],
    readers: readersOf(guardOf({ state, createdBy })),
  })
}

/** Tells whose it is now, and who was put on its list; a run of many says so once at its end instead. */
export async function tellPeople(
  tx: Tx<EventsDb>,
  by: By,
  { id, state }: HeldEvent,
  before?: HeldEvent,
): Promise<void> {
  if (by.runId !== undefined) return
  const isOwned = state.ownerId !== before?.state.ownerId
  const listed = state.access.filter((one) => !before?.state.access.includes(one))
  const users = [...new Set([...(isOwned ? [state.ownerId] : []), ...listed])]
  const named = { kind: 'event', id, title: state.title }
  await notify(tx, by, { users, kind: 'manager', record: named, text: state.description })
}

/** One word for many: whoever has the list open asks again for what they may see. */
export function announceEvents<T>(tx: Tx<T>, by: By): Promise<void> {
  return announce(tx, by, { kind: 'event', id: '*', action: 'event.changed', readers: 'everyone' })
}
