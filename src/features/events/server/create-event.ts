import { checkCustom } from '#features/customfields/server/check-custom.ts'
import { readFieldRules } from '#features/customfields/server/custom-fields.ts'
import { readCountry } from '#features/settings/server/settings.ts'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { zoneOfCountry } from '#kernel/time-zone.ts'
import type { Database, Tx } from '#platform/database.ts'
import type { Event, EventNew } from '../event.ts'
import { checkNames } from './check-event.ts'
import type { EventState } from './event-state.ts'
import { readEvent } from './read-events.ts'
import type { EventsDb } from './tables.ts'
import { tellPeople } from './tell.ts'
import { insertEvent } from './write-event.ts'

/** Makes an event of one's own or another's; whose it is and who is on its list are told. */
export async function createEvent(tx: Tx<EventsDb>, by: By, input: EventNew): Promise<Event> {
  if (by.role === 'guest') throw new Problem('forbidden', 'forbidden', 'Guests have no events.')
  const state = await newState(tx, by, input)
  await checkNames(tx, state)
  const made = await insertEvent(tx, by, state)
  await tellPeople(tx, by, made)
  return readEvent(tx, by, made.id)
}

async function newState(db: Database<EventsDb>, by: By, input: EventNew): Promise<EventState> {
  return {
    title: input.title,
    description: input.description ?? '',
    place: input.place ?? '',
    allDay: input.allDay ?? input.start?.length === 10,
    start: input.start ?? null,
    end: input.end ?? null,
    timeZone: input.timeZone ?? zoneOfCountry(await readCountry(db)),
    capacity: input.capacity ?? null,
    closed: input.closed ?? false,
    ownerId: input.ownerId ?? by.id,
    tags: input.tags ?? [],
    custom: checkCustom(input.custom ?? {}, await readFieldRules(db, 'event'), true),
    visibility: input.visibility ?? 'write',
    access: [...new Set(input.access)],
  }
}
