import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import { ABOUT_NOTHING, NO_SUBJECTS, SUBJECT_FIELDS, askedAbout } from '#features/subjects/subject.ts'
import type { AboutRecord } from '#features/subjects/subject.ts'
import { invalid } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import { all } from '#platform/list.ts'
import { searchConditions } from '#platform/search.ts'
import { ENTRY_KINDS } from '../history.ts'
import type { HistoryItem, HistoryQuery } from '../history.ts'
import { firstIdOf, isBefore, momentOf, period, readCursor, writeCursor } from '../timeline.ts'
import type { Place } from '../timeline.ts'
import { readEntries } from './read-entries.ts'
import type { HistoryDb } from './tables.ts'
import { entriesOf, readWhose, timelineRecords } from './timeline-records.ts'

const bool = sql<SqlBool>

/**
 * One page of the timeline of a record: entries (a company's with those of its persons, as far as `by` may see them)
 * and the changes of the record itself, merged. Each of the two reads one page along its index, whatever it holds.
 */
export async function listHistory(
  db: Database<HistoryDb>,
  by: By,
  query: HistoryQuery,
): Promise<{ items: HistoryItem[]; nextCursor: string | null }> {
  const whose = askedAbout(query)
  if (!whose) throw invalid('contact', 'one', 'Say whose timeline is meant.')
  const about = await readWhose(db, by, whose)
  const start = query.cursor === undefined ? undefined : readCursor(query.cursor)
  const authorId = query.author === 'me' ? by.id : query.author
  const { category, q } = query
  const asked = {
    about,
    category,
    q,
    period: period(query.from, query.to),
    authorId,
    start,
    wanted: query.limit + 1,
  }
  const [entries, changes] = await Promise.all([findEntries(db, by, asked), findChanges(db, asked)])
  const found = [...entries, ...changes].sort((a, b) => (isBefore(a, b) ? -1 : 1))
  const page = found.slice(0, query.limit)
  const last = page.at(-1)
  const read = await readEntries(
    db,
    by,
    page.flatMap((place) => (place.stream === 'entry' ? [place.id] : [])),
  )
  const byId = new Map(read.map((item) => [item.id, item]))
  for (const change of changes) byId.set(change.id, presentChange(change, about))
  const items = page.flatMap((place) => byId.get(place.id) ?? [])
  return { items, nextCursor: found.length > query.limit && last ? writeCursor(last) : null }
}

interface Asked extends Pick<HistoryQuery, 'category' | 'q'> {
  about: AboutRecord
  period: { from?: number; until?: number }
  authorId: string | undefined
  start: Place | undefined
  wanted: number
}

async function findEntries(db: Database<HistoryDb>, by: By, asked: Asked): Promise<Place[]> {
  const wanted = entryCategories(asked.category)
  if (wanted === 'none') return []
  const conditions = [
    entriesOf(by, asked.about),
    ...wanted,
    ...(asked.authorId === undefined ? [] : [bool`e.author_id = ${asked.authorId}`]),
    ...(asked.period.from === undefined ? [] : [bool`e.at >= ${instant(asked.period.from)}`]),
    ...(asked.period.until === undefined ? [] : [bool`e.at < ${instant(asked.period.until)}`]),
    ...(asked.start ? [entriesAfter(asked.start)] : []),
    ...(await searchConditions(db, asked.q, { text: sql`e.search`, fields: {} })),
  ]
  const { rows } = await sql<{ id: string; at: string }>`
    select e.id, e.at from ${timelineRecords(by, asked.about)} c
    cross join lateral (
      select e.id, e.at from history_entry e where ${all(conditions)}
      order by e.at desc, e.id desc limit ${asked.wanted}
    ) e order by e.at desc, e.id desc limit ${asked.wanted}`.execute(db)
  return rows.map(({ id, at }) => ({ ms: Date.parse(at), stream: 'entry', id }))
}

function entriesAfter({ ms, stream, id }: Place): RawBuilder<SqlBool> {
  return stream === 'change'
    ? bool`e.at < ${instant(ms)}`
    : bool`(e.at, e.id) < (${instant(ms)}, ${id}::uuid)`
}

function instant(ms: number): RawBuilder<string> {
  return sql<string>`${new Date(Math.min(Math.max(ms, -62e12), 2 ** 48)).toISOString()}::timestamptz`
}

function entryCategories(categories: string[] | undefined): RawBuilder<SqlBool>[] | 'none' {
  if (categories === undefined) return []
  const kinds = categories.filter((key) => (ENTRY_KINDS as readonly string[]).includes(key))
  const own = categories.filter((key) => UUID.test(key))
  if (kinds.length + own.length === 0) return 'none'
  const arms = [bool`e.kind = any(${kinds}::text[])`, bool`e.category_id = any(${uuids(own)})`]
  if (kinds.includes('file')) {
    arms.push(bool`exists (select 1 from history_file h where h.entry_id = e.id and h.removed_at is null)`)
  }
  return [bool`(${sql.join(arms, sql` or `)})`]
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

interface ChangeRow extends Place {
  action: string
  diff: HistoryItem['diff']
  runId: string | null
  byId: string | null
  authorName: string | null
}

async function findChanges(db: Database<HistoryDb>, asked: Asked): Promise<ChangeRow[]> {
  const unwanted = asked.category !== undefined && !asked.category.includes('change')
  if (unwanted || asked.q) return []
  let query = db
    .selectFrom('journal as j')
    .leftJoin('appUser as u', 'u.id', 'j.byId')
    .select(['j.id', 'j.action', 'j.diff', 'j.runId', 'j.byId', 'u.name as authorName'])
    .where('j.recordId', '=', asked.about.id)
    .where('j.kind', '=', asked.about.kind)
    .orderBy('j.id', 'desc')
    .limit(asked.wanted)
  if (asked.authorId !== undefined) query = query.where('j.byId', '=', asked.authorId)
  if (asked.period.from !== undefined) query = query.where('j.id', '>=', firstIdOf(asked.period.from))
  if (asked.period.until !== undefined) query = query.where('j.id', '<', firstIdOf(asked.period.until))
  const { start } = asked
  if (start) query = query.where('j.id', '<', start.stream === 'change' ? start.id : firstIdOf(start.ms + 1))
  const rows = await query.execute()
  return rows.map((row) => ({ ...row, ms: momentOf(row.id), stream: 'change' }))
}

function presentChange(row: ChangeRow, { kind, id, title }: AboutRecord): HistoryItem {
  const at = new Date(row.ms).toISOString()
  return {
    id: row.id,
    ...(kind === 'contact'
      ? { contactId: id, contactName: title, ...NO_SUBJECTS, about: ABOUT_NOTHING }
      : {
          contactId: null,
          contactName: null,
          ...NO_SUBJECTS,
          [SUBJECT_FIELDS[kind]]: id,
          about: { ...ABOUT_NOTHING, [kind]: { id, title } },
        }),
    category: 'change',
    at,
    text: '',
    files: [],
    mail: null,
    action: row.action,
    diff: row.diff,
    runId: row.runId,
    authorId: row.byId,
    authorName: row.authorName,
    createdAt: at,
    updatedAt: at,
    version: 1,
    can: [],
  }
}
