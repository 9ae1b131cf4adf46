import { sql } from 'kysely'
import { searchLines, sortKey } from '#kernel/fold.ts'
import { guardOfOwned } from '#kernel/owned.ts'
import { missing } from '#kernel/problem.ts'
import { readersOf } from '#kernel/rights.ts'
import type { Guarded } from '#kernel/rights.ts'
import { wallOf, written } from '#kernel/wall.ts'
import { isoInstant, spanOf } from '#kernel/zone-clock.ts'
import type { Tx } from '#platform/database.ts'
import { json } from '#platform/database.ts'
import type { Event } from '../event.ts'
import type { EventsDb } from './tables.ts'

/** What of an event people decide; it stands in the journal and can be given back. Who takes part is told apart. */
export type EventState = Pick<
  Event,
  | 'title'
  | 'description'
  | 'place'
  | 'allDay'
  | 'start'
  | 'end'
  | 'timeZone'
  | 'capacity'
  | 'closed'
  | 'ownerId'
  | 'tags'
  | 'custom'
  | 'visibility'
  | 'access'
>

/** An event as it is, whoever may see it. */
export interface HeldEvent {
  id: string
  version: number
  createdBy: string | null
  isBinned: boolean
  state: EventState
}

/** Locks an event, as system: the caller asks for rights. */
export async function holdEvent(tx: Tx<EventsDb>, id: string): Promise<HeldEvent> {
  await sql`select 1 from event where id = ${id} for update`.execute(tx)
  const { rows } = await sql<EventState & Omit<HeldEvent, 'state'>>`
    select r.id, r.version, r.created_by, r.deleted_at is not null as is_binned, r.title, r.description, r.place,
      r.all_day, r.starts as start, r.ends as "end", r.time_zone, r.capacity, r.closed_at is not null as closed,
      r.owner_id, r.custom, r.visibility, r.access_ids as access,
      array(select l.name from label l where l.id = any(r.tag_ids) order by lower(l.name)) as tags
    from event r where r.id = ${id}`.execute(tx)
  const [row] = rows
  if (!row) throw missing()
  const { version, createdBy, isBinned, id: _, ...state } = row
  return { id, version, createdBy, isBinned, state: { ...state, ...shownTime(state) } }
}

/** The ends as people write them. */
export function shownTime({ allDay, start, end }: Pick<Event, 'allDay' | 'start' | 'end'>) {
  const shown = (text: string | null) => (text === null ? null : written(wallOf(text), allDay))
  return { start: shown(start), end: shown(end) }
}

/** Who sees and who changes it: those on its list, its owner, its creator. */
export function guardOf({ createdBy, state }: Pick<HeldEvent, 'createdBy' | 'state'>): Guarded {
  return guardOfOwned({ ...state, createdBy })
}

/** The columns in which a state is kept, and what follows from it. */
export function columnsOf(held: Pick<HeldEvent, 'createdBy' | 'state'>, tagIds: string[]) {
  const { title, description, place, allDay, start, end, timeZone, capacity, custom } = held.state
  const { tags, ownerId, visibility, access } = held.state
  const own = Object.values(custom).map((value) => (Array.isArray(value) ? value.join(' ') : String(value)))
  const span = start !== null && end !== null && spanOf(wallOf(start), wallOf(end), timeZone)
  return {
    title,
    description,
    place,
    allDay,
    starts: start,
    ends: end,
    timeZone,
    startsAt: span ? isoInstant(span.startsAt) : null,
    endsAt: span ? isoInstant(span.endsAt) : null,
    capacity,
    ownerId,
    visibility,
    accessIds: access,
    tagIds,
    custom: json(custom),
    readerIds: readersOf(guardOf(held)),
    search: searchLines([title, place, description, ...tags, ...own]),
    sortKey: sortKey(title),
  }
}
