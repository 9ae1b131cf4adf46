import { readCountry } from '#features/settings/server/settings.ts'
import type { Day } from '#kernel/day.ts'
import { zoneOfCountry } from '#kernel/time-zone.ts'
import type { Database } from '#platform/database.ts'
import type { OpportunitiesDb } from './tables.ts'

/** The day it is where the firm is at home. */
export async function todayOf(db: Database<OpportunitiesDb>): Promise<Day> {
  return Temporal.Now.plainDateISO(zoneOfCountry(await readCountry(db))).toString()
}
