import { sql } from 'kysely'
import type { Subject } from '#features/contacts/match-facts.ts'
import { uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import type { Profile } from '../profile.ts'
import { profileOf } from '../profile.ts'
import type { DuplicatesDb } from './tables.ts'

/** A contact made ready to be compared. */
export interface Compared {
  id: string
  version: number
  profile: Profile
}

/** The same with what a hit tells, whoever may see it. */
export interface Candidate extends Compared {
  displayName: string
  readerIds: string[]
  keys: number[]
}

/** What has to be read of a contact, and how it comes. */
export type CandidateRow = Omit<Candidate, 'profile'> & Subject
const COMPARED = sql`r.id, r.version, r.kind, r.salutation, r.first_name, r.last_name, r.company_name, r.company_id,
  r.birthday, r.vat_id, r.details`
export const CANDIDATE = sql`r.display_name, r.reader_ids, r.match_keys as keys, ${COMPARED}`

/** Makes a contact ready; phone numbers are read as they are dialled in `country`. */
export function candidateOf(row: CandidateRow, country: string): Candidate {
  const { id, version, displayName, readerIds, keys } = row
  return { id, version, displayName, readerIds, keys, profile: profileOf(row, country) }
}

/** These contacts by id, but for those in the bin (as system: rights are asked where hits are told). */
export async function readProfiles(
  db: Database<DuplicatesDb>,
  ids: readonly string[],
  country: string,
): Promise<Map<string, Candidate>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<CandidateRow>`
    select ${CANDIDATE} from contact r where r.id = any(${uuids(ids)}) and r.deleted_at is null`.execute(db)
  return new Map(rows.map((row) => [row.id, candidateOf(row, country)]))
}

/** The same with nothing more than comparing takes: of many contacts their lists cost a third of all. */
export async function readCompared(
  db: Database<DuplicatesDb>,
  ids: readonly string[],
  country: string,
): Promise<Compared[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Pick<Compared, 'id' | 'version'> & Subject>`
    select ${COMPARED} from contact r where r.id = any(${uuids(ids)}) and r.deleted_at is null`.execute(db)
  return rows.map((row) => ({ id: row.id, version: row.version, profile: profileOf(row, country) }))
}
