import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import { aboutColumn, aboutReadable } from '#features/subjects/server/subject-access.ts'
import { Problem, invalid, missing } from '#kernel/problem.ts'
import { given } from '#kernel/given.ts'
import type { By } from '#kernel/rights.ts'
import { readable, uuids } from '#platform/access.ts'
import type { Database, Tx } from '#platform/database.ts'
import type { Suggestion, Takeover, TakeoverArea, TakeoverAssign, TakeoverItem } from '../takeover.ts'
import { lockTakeover, readTakeover, tellOfTakeover } from './read-takeovers.ts'
import type { TakeoverDb } from './tables.ts'

type Row = Omit<TakeoverItem, 'record'> & { recordKind: string | null; recordId: string | null }

export interface ItemQuery {
  area: TakeoverArea
  which: 'offered' | 'skipped' | 'failed' | 'imported'
  q?: string | undefined
  limit: number
  cursor?: string | undefined
}

/** The items of an area, the newest first. */
export async function listItems(
  db: Database<TakeoverDb>,
  by: By,
  { id, query: { area, which, q, limit, cursor } }: { id: string; query: ItemQuery },
): Promise<{ items: TakeoverItem[]; nextCursor: string | null }> {
  await readTakeover(db, by, id)
  const { rows } = await sql<Row>`
    select i.id, i.area, i.collection_id, c.name as collection, i.at, i.head, i.skipped, i.chosen, i.assigned, i.contact_id,
      r.display_name as contact_name, i.opportunity_id, i.event_id, i.project_id, i.suggestions, i.result, i.fault,
      i.record_kind, i.record_id, ${aboutColumn(by, sql`i`)}
    from takeover_item i join groupware_collection c on c.id = i.collection_id
    left join contact r on r.id = i.contact_id and ${readable(by, sql`r.reader_ids`)}
    where i.takeover_id = ${id} and i.area = ${area} and ${WHICH[which]} and ${saying(q)}
      ${cursor === undefined ? sql`` : sql`and (i.at, i.id) < (select at, id from takeover_item where id = ${cursor}::uuid)`}
    order by i.at desc, i.id desc limit ${limit + 1}`.execute(db)
  const page = rows.slice(0, limit)
  const names = await namesOf(db, by, page)
  return {
    items: page.map(({ recordKind, recordId, suggestions, ...item }) => ({
      ...item,
      // Rights may be others than when it was listed.
      contactId: item.contactName === null ? null : item.contactId,
      suggestions: suggestions.flatMap((one): Suggestion[] => {
        const name = names.get(one.contactId)
        return name === undefined ? [] : [{ ...one, name }]
      }),
      record: recordKind !== null && recordId !== null ? { kind: recordKind, id: recordId } : null,
    })),
    nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  }
}

const WHICH = {
  offered: sql`i.skipped is null`,
  skipped: sql`i.skipped is not null`,
  failed: sql`i.result = 'failed'`,
  imported: sql`i.result in ('imported', 'linked')`,
}

/** Each of the words stands in the title, in a name or address, or in the name of the contact. */
function saying(q = ''): RawBuilder<SqlBool> {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean)
  const text = sql`lower(concat_ws(' ', i.head ->> 'title', i.head ->> 'from', i.head ->> 'people', r.display_name))`
  return sql.join([sql`true`, ...words.map((word) => sql`strpos(${text}, ${word}) > 0`)], sql` and `)
}

async function namesOf(
  db: Database<TakeoverDb>,
  by: By,
  rows: readonly Pick<Row, 'suggestions'>[],
): Promise<Map<string, string>> {
  const ids = [...new Set(rows.flatMap(({ suggestions }) => suggestions.map(({ contactId }) => contactId)))]
  if (ids.length === 0) return new Map()
  const { rows: contacts } = await sql<{ id: string; name: string }>`
    select r.id, r.display_name as name from contact r
    where r.id = any(${uuids(ids)}) and r.deleted_at is null and ${readable(by, sql`r.reader_ids`)}`.execute(
    db,
  )
  return new Map(contacts.map(({ id, name }) => [id, name]))
}

/** Marks items, or says of many at once what they are about. */
export async function assignItems(
  tx: Tx<TakeoverDb>,
  by: By,
  { id, assign: { area, ids, except, q, ...said } }: { id: string; assign: TakeoverAssign },
): Promise<Takeover> {
  const { state } = await lockTakeover(tx, by, id)
  if (state !== 'listing' && state !== 'choosing')
    throw new Problem('conflict', 'takeover.over', 'Nothing is chosen any more.')
  const change = given(said)
  const { chosen: _, ...about } = change
  const isAssigned = Object.keys(about).length > 0
  if (Object.keys(change).length === 0) throw invalid('chosen', 'empty', 'Say what is to change.')
  if (isAssigned) await refuseHidden(tx, by, about)
  await tx
    .updateTable('takeoverItem')
    .set({ ...change, ...(isAssigned ? { assigned: true } : {}) })
    .where('takeoverId', '=', id)
    .where('area', '=', area)
    .where('skipped', 'is', null)
    .$if(ids !== undefined, (query) => query.where(sql<boolean>`id = any(${uuids(ids ?? [])})`))
    .$if(except !== undefined, (query) => query.where(sql<boolean>`id <> all(${uuids(except ?? [])})`))
    .$if(q !== undefined, (query) => query.where(sql<boolean>`id in (${found(by, id, q)})`))
    .execute()
  await tellOfTakeover(tx, by, id)
  return readTakeover(tx, by, id)
}

function found(by: By, id: string, q: string | undefined): RawBuilder<unknown> {
  return sql`
    select i.id from takeover_item i
    left join contact r on r.id = i.contact_id and ${readable(by, sql`r.reader_ids`)}
    where i.takeover_id = ${id} and ${saying(q)}`
}

/** What one does not see one assigns nothing to. */
export async function refuseHidden(
  db: Database<TakeoverDb>,
  by: By,
  about: { [Field in 'contactId' | 'opportunityId' | 'eventId' | 'projectId']?: string | null },
): Promise<void> {
  const { contactId = null, opportunityId = null, eventId = null, projectId = null } = about
  if (!contactId && !opportunityId && !eventId && !projectId) return
  const { rows } = await sql`
    select 1 from (select ${contactId}::uuid as contact_id, ${opportunityId}::uuid as opportunity_id,
      ${eventId}::uuid as event_id, ${projectId}::uuid as project_id) e
    where ${aboutReadable(by, sql`e`, { live: true })}`.execute(db)
  if (rows.length === 0) throw missing()
}
