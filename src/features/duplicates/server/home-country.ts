import { readCountry } from '#features/settings/server/settings.ts'
import type { Database } from '#platform/database.ts'
import type { DuplicatesDb } from './tables.ts'

/** Where phone numbers without a country are dialled. */
export function homeCountry(db: Database<DuplicatesDb>): Promise<string> {
  return readCountry(db)
}
