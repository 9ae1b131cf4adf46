import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import { readContacts } from '#features/contacts/server/read-contacts.ts'

import type { By } from '#kernel/rights.ts'
import { missing } from '#kernel/problem.ts'
import { readable } from '#platform/access.ts'
import { readCursor, writeCursor } from '#platform/cursor.ts'
import type { Database } from '#platform/database.ts'
import { all } from '#platform/list.ts'
import { compare } from '../compare.ts'
import type { DuplicatePair, PairPage, PairQuery } from '../pair.ts'
import type { Reason, Verdict } from '../verdict.ts'
import { homeCountry } from './home-country.ts'
import { readScale } from './learned-weights.ts'
import { readProfiles } from './read-profiles.ts'
import type { DuplicatesDb } from './tables.ts'

interface Row extends Omit<DuplicatePair, 'contacts'> {
  leftId: string
  rightId: string
  place: number
  /** A contact has changed since the pair was looked at. */
  stale: boolean
}

const SORT = 'place'
const CAP = 10_000

/** The work list as `by` may see it: only pairs of which they may see both, cluster by cluster, the surest first. */
export async function listPairs(db: Database<DuplicatesDb>, by: By, query: PairQuery): Promise<PairPage> {
  const conditions = conditionsOf(by, query)
  const rows = await readRows(db, all([...conditions, ...startOf(query)]), query.limit + 1)
  const page = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? page.at(-1) : undefined
  const nextCursor = last
    ? writeCursor(SORT, { key: `${last.place} ${last.clusterId}`, id: last.id, way: undefined })
    : null
  const items = await present(db, by, await lookAgain(db, page))
  if (query.count === undefined) return { items, nextCursor }
  const cap = query.count === 'true' ? sql`null` : sql.lit(CAP + 1)
  const { rows: counted } = await sql<{ total: number }>`
    select count(*) as total from (select 1 ${from} where ${all(conditions)} limit ${cap}) counted`.execute(
    db,
  )
  return { items, nextCursor, total: counted[0]?.total ?? 0 }
}

/** One pair, if `by` may see both of it. */
export async function readPair(db: Database<DuplicatesDb>, by: By, id: string): Promise<DuplicatePair> {
  const rows = await readRows(db, all([...visible(by), sql<SqlBool>`p.id = ${id}`]), 1)
  const [pair] = await present(db, by, rows)
  if (!pair) throw missing()
  return pair
}

const from = sql`from duplicate_pair p join contact l on l.id = p.left_id join contact r on r.id = p.right_id`

async function readRows(
  db: Database<DuplicatesDb>,
  which: RawBuilder<SqlBool>,
  limit: number,
): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select p.id, p.cluster_id, p.place, p.left_id, p.right_id, p.verdict, p.reasons, p.score, p.state, p.decided_at,
      p.decided_by, p.created_at, p.state = 'open' and (p.left_version, p.right_version) <> (l.version, r.version) as stale
    ${from} where ${which} order by p.place, p.cluster_id, p.id limit ${limit}`.execute(db)
  return rows
}

function visible(by: By): RawBuilder<SqlBool>[] {
  return [
    sql`l.deleted_at is null`,
    sql`r.deleted_at is null`,
    readable(by, sql`l.reader_ids`),
    readable(by, sql`r.reader_ids`),
  ]
}

function conditionsOf(by: By, { state, verdict, contact, run }: PairQuery): RawBuilder<SqlBool>[] {
  return [
    sql`p.state = ${state}`,
    ...visible(by),
    ...(verdict ? [sql<SqlBool>`p.verdict = ${verdict}`] : []),
    ...(contact ? [sql<SqlBool>`(p.left_id = ${contact} or p.right_id = ${contact})`] : []),
    ...(run ? [sql<SqlBool>`(l.run_id = ${run} or r.run_id = ${run})`] : []),
  ]
}

function startOf({ cursor }: PairQuery): RawBuilder<SqlBool>[] {
  if (cursor === undefined) return []
  const { key, id } = readCursor(SORT, cursor)
  const [place, clusterId] = key.split(' ')
  return [sql`(p.place, p.cluster_id, p.id) > (${Number(place)}::float8, ${clusterId}::uuid, ${id}::uuid)`]
}

/** What has changed since is compared anew; what is no duplicate any more is not shown. The next night writes it down. */
async function lookAgain(db: Database<DuplicatesDb>, rows: Row[]): Promise<Row[]> {
  const stale = rows.filter((row) => row.stale)
  if (stale.length === 0) return rows
  const country = await homeCountry(db)
  const ids = [...new Set(stale.flatMap(({ leftId, rightId }) => [leftId, rightId]))]
  const [contacts, scale] = [await readProfiles(db, ids, country), await readScale(db)]
  return rows.flatMap((row) => {
    if (!row.stale) return [row]
    const [left, right] = [contacts.get(row.leftId), contacts.get(row.rightId)]
    if (!left || !right) return []
    const now: { verdict: Verdict; reasons: Reason[]; score: number } = compare(
      left.profile,
      right.profile,
      scale,
    )
    return now.verdict === 'none'
      ? []
      : [{ ...row, verdict: now.verdict, reasons: now.reasons, score: now.score }]
  })
}

async function present(db: Database<DuplicatesDb>, by: By, rows: Row[]): Promise<DuplicatePair[]> {
  const ids = [...new Set(rows.flatMap(({ leftId, rightId }) => [leftId, rightId]))]
  const contacts = new Map((await readContacts(db, by, ids)).map((contact) => [contact.id, contact]))
  return rows.flatMap(({ leftId, rightId, place: _place, stale: _stale, ...pair }) => {
    const [left, right] = [contacts.get(leftId), contacts.get(rightId)]
    return left && right ? [{ ...pair, contacts: [left, right] }] : []
  })
}
