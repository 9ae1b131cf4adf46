import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { CustomFieldUse } from '#features/customfields/server/custom-fields.ts'
import type { LabelUse } from '#features/labels/server/use.ts'
import { readable, uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import { COUNT_CAP, all, listPage } from '#platform/list.ts'
import { attachedBy } from '#platform/record-kinds.ts'
import type { Attachment, BinKind, SearchKind } from '#platform/record-kinds.ts'
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

/** Where a contact takes part; who took part as both does so once. */
export const eventAttachment: Attachment<EventsDb> = {
  ...attachedBy<EventsDb>('event_participant', 'contact_id', { key: sql`event_id`, holds: true }),
  async move(tx, _by, { from, to }) {
    const { rows } = await sql<{ key: string }>`
      update event_participant t set contact_id = ${to} where t.contact_id = ${from} and not exists (
        select 1 from event_participant o where o.event_id = t.event_id and o.contact_id = ${to})
      returning t.event_id::text as key`.execute(tx)
    return rows.map((row) => row.key)
  },
  async moveBack(tx, _by, { keys, holders, to }) {
    await sql`
      update event_participant t set contact_id = ${to}
      where t.contact_id = any(${uuids(holders)}) and t.event_id = any(${uuids(keys)}) and not exists (
        select 1 from event_participant o where o.event_id = t.event_id and o.contact_id = ${to})`.execute(tx)
  },
  async counts(db, by, ids) {
    if (by.role === 'guest') return {}
    const { rows } = await sql<{ n: number }>`
      select count(distinct r.id) as n from event r join event_participant p on p.event_id = r.id
      where p.contact_id = any(${uuids(ids)}) and r.deleted_at is null and ${readable(by, sql`r.reader_ids`)}`.execute(
      db,
    )
    return { events: rows[0]?.n ?? 0 }
  },
}

/** How events carry tags. */
export const eventLabelUse: LabelUse = {
  list: 'tags',
  count: (db, id) => count(db, sql`tag_ids @> ${uuids([id])}`),
  async replace(tx, by, id, into) {
    const others = sql`array_remove(tag_ids, ${id}::uuid)`
    const next = into === undefined ? others : sql`array_remove(${others}, ${into}::uuid) || ${into}::uuid`
    await sql`
      update event set tag_ids = ${next}, version = version + 1 where tag_ids @> ${uuids([id])}`.execute(tx)
    await announceEvents(tx, by)
  },
}

export const eventCustomFieldUse: CustomFieldUse = {
  kind: 'event',
  count: (db, key) => count(db, sql`custom ? ${key}`),
  async clear(tx, by, key) {
    await sql`
      update event set custom = custom - ${key}, version = version + 1 where custom ? ${key}`.execute(tx)
    await announceEvents(tx, by)
  },
}

/** Values of what lies in the bin count too: it can come back. */
async function count<T>(db: Database<T>, condition: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from (select 1 from event where ${condition} limit ${COUNT_CAP + 1}) o`.execute(db)
  return rows[0]?.n ?? 0
}
