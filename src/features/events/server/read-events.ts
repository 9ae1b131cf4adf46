import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { abilitiesOfOwned } from '#kernel/owned.ts'
import { missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { readable, uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import type { Event, ParticipantCounts } from '../event.ts'
import { shownTime } from './event-state.ts'
import type { EventsDb } from './tables.ts'

/** The event, if `by` may see it; shown as to `viewer`. */
export async function readEvent(db: Database<EventsDb>, by: By, id: string, viewer: By = by): Promise<Event> {
  const [found] = await readShown(db, by, sql`r.id = ${id} and r.deleted_at is null`, viewer)
  if (!found) throw missing()
  return found
}

/** These events in this order; what `by` may not see is left out. */
export async function readEvents(db: Database<EventsDb>, by: By, ids: readonly string[]): Promise<Event[]> {
  if (ids.length === 0) return []
  const found = await readShown(db, by, sql`r.id = any(${uuids(ids)})`, by)
  const byId = new Map(found.map((one) => [one.id, one]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** How many of the participants `by` sees stand where, as a column of event `r`. */
export function countsOf(by: By): RawBuilder<ParticipantCounts> {
  const of = (status: string) => sql`count(*) filter (where p.status = ${status})`
  return sql`(
    select jsonb_build_object('total', count(*), 'invited', ${of('invited')}, 'accepted', ${of('accepted')},
      'declined', ${of('declined')}, 'attended', ${of('attended')})
    from event_participant p join contact c on c.id = p.contact_id
    where p.event_id = r.id and c.deleted_at is null and ${readable(by, sql`c.reader_ids`)})`
}

interface Row extends Omit<Event, 'can' | 'owner'> {
  ownerName: string
}

async function readShown(
  db: Database<EventsDb>,
  by: By,
  found: RawBuilder<unknown>,
  viewer: By,
): Promise<Event[]> {
  const { rows } = await sql<Row>`
    select r.id, r.title, r.description, r.place, r.all_day, r.starts as start, r.ends as "end", r.time_zone,
      r.starts_at, r.ends_at, r.capacity, r.closed_at, r.closed_at is not null as closed, r.owner_id,
      u.name as owner_name, r.custom, r.visibility, r.access_ids as access, r.created_by, r.created_at, r.updated_at,
      r.version, array(select l.name from label l where l.id = any(r.tag_ids) order by lower(l.name)) as tags,
      ${countsOf(viewer)} as counts
    from event r join app_user u on u.id = r.owner_id
    where ${found} and ${readable(by, sql`r.reader_ids`)}`.execute(db)
  return rows.map((row) => present(row, viewer))
}

function present({ ownerName, ...row }: Row, by: By): Event {
  return {
    ...row,
    ...shownTime(row),
    owner: { id: row.ownerId, name: ownerName },
    can: abilitiesOfOwned(by, row),
  }
}
