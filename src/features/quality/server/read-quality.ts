import { sql } from 'kysely'
import { contactListQuery } from '#features/contacts/contact-list.ts'
import type { ContactFilters } from '#features/contacts/contact-list.ts'
import { HINT_CODES } from '#features/contacts/hint-codes.ts'
import { contactConditions, contactSource } from '#features/contacts/server/contact-source.ts'
import { readSettings } from '#features/settings/server/settings.ts'
import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import { COUNT_CAP, all, countRows } from '#platform/list.ts'
import { TILES, filterOf } from '../quality.ts'
import type { Quality } from '../quality.ts'
import type { QualityDb } from './tables.ts'

/** So many weeks back the trend looks. */
const WEEKS = 26

/** What is missing and probably wrong among the contacts `by` may see: the counts of lists, made as lists count. */
export async function readQuality(db: Database<QualityDb>, by: By): Promise<Quality> {
  const { staleMonths = 12 } = (await readSettings(db)).quality
  const conditionsOf = (filter: ContactFilters) =>
    contactConditions(db, by, contactListQuery.parse(filter), [])
  const count = async (filter: ContactFilters) =>
    countRows(db, contactSource, await conditionsOf(filter), 'capped')
  const contacts = await count({})
  const tiles = []
  // One after the other: a page of counts must not take every connection at once.
  for (const id of TILES) tiles.push({ id, count: await count(filterOf(id, staleMonths)) })
  const suspicious = await conditionsOf({ suspicious: 'true' })
  const { rows: hints } = await sql<Quality['hints'][number]>`
    select code, count(*)::int as count from (
      select r.flaws from contact r where ${all([contactSource.always, ...suspicious])} limit ${COUNT_CAP}
    ) found, unnest(found.flaws) code
    where code = any(${[...HINT_CODES]}::text[]) group by code order by count desc, code`.execute(db)
  return { contacts, staleMonths, tiles, hints, weeks: await readWeeks(db) }
}

/** The last weeks, the oldest first. */
async function readWeeks(db: Database<QualityDb>): Promise<Quality['weeks']> {
  const weeks = await db.selectFrom('qualityWeek').selectAll().orderBy('week', 'desc').limit(WEEKS).execute()
  return weeks.toReversed()
}
