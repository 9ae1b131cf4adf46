import { sql } from 'kysely'
import type { Subject } from '#features/contacts/match-facts.ts'
import { uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import type { Profile } from '../profile.ts'
import { profileOf } from '../profile.ts'
import type { DuplicatesDb } from './tables.ts'

/** A contact made ready to be compared, whoever may see it. */
export interface Candidate {
  id: string
  version: number
  displayName: string
  readerIds: string[]
  keys: number[]
  profile: Profile
}

type Row = Omit<Candidate, 'profile'> & Subject

/** These contacts by id, but for those in the bin (as system: rights are asked where hits are told). */
export async function readProfiles(
  db: Database<DuplicatesDb>,
  ids: readonly string[],
  country: string,
): Promise<Map<string, Candidate>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Row>`
    select r.id, r.version, r.display_name, r.reader_ids, r.match_keys as keys, r.kind, r.salutation, r.title,
      r.first_name, r.last_name, r.company_name, r.company_id, r.birthday, r.vat_id, r.details
    from contact r where r.id = any(${uuids(ids)}) and r.deleted_at is null`.execute(db)
  const candidates = rows.map((row) => {
    const { id, version, displayName, readerIds, keys } = row
    return { id, version, displayName, readerIds, keys, profile: profileOf(row, country) }
  })
  return new Map(candidates.map((candidate) => [candidate.id, candidate]))
}
