import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import { countRows, listPage } from '#platform/list.ts'
import type { EventListQuery, EventPage } from '../event-list.ts'
import { eventConditions, eventSource } from './event-source.ts'
import { readEvents } from './read-events.ts'
import type { EventsDb } from './tables.ts'

/** One page of the events `by` may see. */
export async function listEvents(db: Database<EventsDb>, by: By, query: EventListQuery): Promise<EventPage> {
  const conditions = await eventConditions(db, by, query)
  const [{ ids, nextCursor }, total] = await Promise.all([
    listPage(db, eventSource, conditions, query),
    query.count ? countRows(db, eventSource, conditions, query.count) : undefined,
  ])
  const items = await readEvents(db, by, ids)
  return { items, nextCursor, ...(total === undefined ? {} : { total }) }
}
