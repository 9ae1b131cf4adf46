import { sql } from 'kysely'
import { linkAttachment } from '#features/contacts/server/link-attachment.ts'
import { fieldsIn } from '#features/customfields/server/fields-in.ts'
import { tagsIn } from '#features/labels/server/carriers.ts'
import type { Carriers } from '#features/labels/server/carriers.ts'
import { readable } from '#platform/access.ts'
import { all, listPage } from '#platform/list.ts'
import type { BinKind, SearchKind } from '#platform/record-kinds.ts'
import { searchConditions } from '#platform/search.ts'
import { eraseEvent } from './delete-event.ts'
import { eventSearched, eventSource } from './event-source.ts'
import { readEvents } from './read-events.ts'
import type { EventsDb } from './tables.ts'
import { announceEvents } from './tell.ts'

// What the features that serve every kind of record know of events.

/** How the search over everything finds events, those to come first. */
export const eventSearch: SearchKind<EventsDb> = {
  kind: 'event',
  async find(db, by, q, limit) {
    if (by.role === 'guest') return []
    const conditions = [readable(by, sql`r.reader_ids`), ...(await searchConditions(db, q, eventSearched))]
    const { ids } = await listPage(db, eventSource, conditions, { sort: 'open', limit })
    const found = await readEvents(db, by, ids)
    const day = new Intl.DateTimeFormat(by.language, { dateStyle: 'medium', timeZone: 'UTC' })
    return found.map(({ id, title, start, place }) => {
      const when = start && day.format(new Date(`${start.slice(0, 10)}T00:00Z`))
      const subtitle = [when, place].filter(Boolean).join(' · ')
      return { kind: 'event', id, title, subtitle, mark: null, photo: null }
    })
  },
}

/** How events lie in the bin. */
export const eventBin: BinKind<EventsDb> = {
  kind: 'event',
  async rows(db, by, q) {
    const search = await searchConditions(db, q, eventSearched)
    const access = by.role === 'guest' ? sql<boolean>`false` : readable(by, sql`r.reader_ids`)
    return sql`
      select 'event' as kind, r.id, r.title, r.deleted_at, r.deleted_by, r.visibility,
        r.access_ids || r.owner_id || r.created_by as manager_ids, null::jsonb as merged_into
      from event r where r.deleted_at is not null and ${all([access, ...search])}`
  },
  erase: eraseEvent,
}

/** Where a contact takes part. */
export const eventAttachment = linkAttachment<EventsDb>({
  table: 'event_participant',
  record: 'event',
  counted: 'events',
})

const events: Carriers = { table: 'event', announce: announceEvents }

export const eventLabelUse = tagsIn(events)
export const eventCustomFieldUse = fieldsIn(events, 'event')
