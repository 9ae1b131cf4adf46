import { sql } from 'kysely'
import { readSettings } from '#features/settings/server/settings.ts'
import { dayNumber, dayOf, partsOf } from '#kernel/day.ts'
import type { Language } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Database, Tx } from '#platform/database.ts'
import { shownKind, usualWorkingTime } from '../workday.ts'
import type { HolidayRegion, WorkingTime } from '../workday.ts'
import { firmRegion, holidaysOf, regionKey, regionOfKey } from './holidays.ts'
import type { WorkdaysDb } from './tables.ts'

/** What planning has to know of a stretch of days; days are day numbers, regions are words of `regionKey`. */
export interface DayFacts {
  /** The region of the firm, for whom has none of their own. */
  firm: string
  /** By region: the names of whole public holidays by day. */
  holidays: Map<string, Map<number, string>>
  /** The same of days that are holidays from noon on, such as Christmas Eve. */
  halfDays: Map<string, Map<number, string>>
  /** Days on which the whole firm is closed, with their names. */
  closures: Map<number, string>
  users: Map<string, UserDays>
}

export interface UserDays extends Omit<WorkingTime, 'userId' | 'holidays' | 'version'> {
  /** Whose holidays they have; null: those of the firm. */
  region: string | null
  /** First and last day, both away. That somebody is ill is nobody's business: it is `other` here. */
  absences: { from: number; to: number; kind: string }[]
}

/**
 * Reads the facts of the days `from` to `to` as system, in four statements for any number of users and days. Besides
 * the `regions` asked for there are those of the users and of the firm.
 */
export async function dayFacts(
  db: Database<WorkdaysDb> | Tx<WorkdaysDb>,
  asked: {
    from: number
    to: number
    users?: readonly string[]
    regions?: Iterable<HolidayRegion>
    language?: Language
  },
): Promise<DayFacts> {
  const { from, to, users: ids = [], regions = [], language } = asked
  const settings = await settingsOf(db)
  const firm = regionKey(firmRegion(settings.holidays))
  const users = await usersOf(db, ids, settings.country)
  for (const { userId, ...absence } of await absencesOf(db, ids, from, to)) {
    users.get(userId)?.absences.push(absence)
  }
  const ownRegions = [...users.values()].flatMap(({ region }) => region ?? [])
  const keys = new Set([firm, ...ownRegions, ...Array.from(regions, regionKey)])
  return {
    firm,
    users,
    closures: await closedDays(db, from, to),
    holidays: named(keys, 'public', { from, to, language }),
    halfDays: named(keys, 'half', { from, to, language }),
  }
}

function settingsOf(db: Database<WorkdaysDb>) {
  return readSettings(db)
}

async function usersOf(
  db: Database<WorkdaysDb>,
  ids: readonly string[],
  country: string,
): Promise<Map<string, UserDays>> {
  const rows = await db
    .selectFrom('workingTime')
    .selectAll()
    .where('userId', '=', sql<string>`any(${uuids(ids)})`)
    .execute()
  const own = new Map(rows.map((row) => [row.userId, row]))
  return new Map(
    ids.map((id) => {
      const { holidays, ...time } = { ...usualWorkingTime(country), ...own.get(id) }
      const { workdays, startTime, endTime, timeZone, maxVisitsPerDay, startPlace } = time
      const region = holidays ? regionKey(holidays) : null
      return [
        id,
        { workdays, startTime, endTime, timeZone, maxVisitsPerDay, startPlace, region, absences: [] },
      ]
    }),
  )
}

async function absencesOf(
  db: Database<WorkdaysDb>,
  users: readonly string[],
  from: number,
  to: number,
): Promise<{ userId: string; from: number; to: number; kind: string }[]> {
  const rows = await db
    .selectFrom('absence')
    .select(['userId', 'fromDay', 'toDay', 'kind'])
    .where('userId', '=', sql<string>`any(${uuids(users)})`)
    .where('toDay', '>=', dayOf(from))
    .where('fromDay', '<=', dayOf(to))
    .orderBy('fromDay')
    .execute()
  return rows.map(({ userId, fromDay, toDay, kind }) => ({
    userId,
    from: dayNumber(fromDay),
    to: dayNumber(toDay),
    kind: shownKind(kind),
  }))
}

async function closedDays(db: Database<WorkdaysDb>, from: number, to: number): Promise<Map<number, string>> {
  const rows = await db
    .selectFrom('closure')
    .select(['fromDay', 'toDay', 'name'])
    .where('toDay', '>=', dayOf(from))
    .where('fromDay', '<=', dayOf(to))
    .orderBy('fromDay')
    .execute()
  const days = new Map<number, string>()
  for (const { fromDay, toDay, name } of rows) {
    const last = Math.min(dayNumber(toDay), to)
    for (let day = Math.max(dayNumber(fromDay), from); day <= last; day++) days.set(day, name)
  }
  return days
}

function named(
  keys: Iterable<string>,
  kind: 'public' | 'half',
  { from, to, language }: { from: number; to: number; language: Language | undefined },
): Map<string, Map<number, string>> {
  const [first, last] = [partsOf(from).year, partsOf(to).year]
  const years = Array.from({ length: last - first + 1 }, (_, n) => first + n)
  const ofRegion = (key: string) =>
    holidaysOf(regionOfKey(key), years, language)
      .filter((holiday) => holiday.kind === kind)
      .map(({ date, name }): [number, string] => [dayNumber(date), name])
      .filter(([day]) => day >= from && day <= to)
  return new Map(Array.from(keys, (key) => [key, new Map(ofRegion(key))]))
}
