import { sql } from 'kysely'
import { hashKeys } from '#features/contacts/hash-keys.ts'
import { matchFacts } from '#features/contacts/match-facts.ts'
import type { Subject } from '#features/contacts/match-facts.ts'
import { employerKeys } from '#features/contacts/match-keys.ts'
import type { By } from '#kernel/rights.ts'
import { readable, uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import type { CompanyMatchAnswer } from '../company-hit.ts'
import { matchCompany } from '../company-match.ts'
import { profileOf } from '../profile.ts'
import { findCandidates } from './find-candidates.ts'
import { homeCountry } from './home-country.ts'
import { readProfiles } from './read-profiles.ts'
import type { DuplicatesDb } from './tables.ts'

/**
 * The companies a person may work for, of those that `by` may see: by their domain, name, phone or address, and by where
 * others with addresses of that domain work.
 */
export async function findEmployer(
  db: Database<DuplicatesDb>,
  by: By,
  person: Subject,
): Promise<CompanyMatchAnswer> {
  const country = await homeCountry(db)
  const facts = matchFacts(person, country)
  const profile = profileOf(person, country, facts)
  const [found = []] = await findCandidates(db, [hashKeys(employerKeys(facts))])
  const colleagues = await colleaguesAmong(db, by, found, profile.domains)
  const companies = await readProfiles(
    db,
    await visibleCompanies(db, by, [...found, ...colleagues.keys()]),
    country,
  )
  const candidates = [...companies.values()].map((company) => ({
    companyId: company.id,
    profile: company.profile,
    colleagues: colleagues.get(company.id) ?? 0,
  }))
  const { matches, chosen } = matchCompany(profile, candidates)
  const named = matches.slice(0, MOST).map((match) => {
    return { ...match, displayName: companies.get(match.companyId)?.displayName ?? '' }
  })
  return { matches: named, chosen }
}

const MOST = 5

/** How many of these contacts are visible persons with an address of one of the domains, by their company. */
async function colleaguesAmong(
  db: Database<DuplicatesDb>,
  by: By,
  ids: readonly string[],
  domains: readonly string[],
): Promise<Map<string, number>> {
  if (ids.length === 0 || domains.length === 0) return new Map()
  const keys = hashKeys(domains.map((domain) => `w:${domain}`))
  const { rows } = await sql<{ companyId: string; count: number }>`
    select r.company_id, count(*) as count from contact r
    where r.id = any(${uuids(ids)}) and r.kind = 'person' and r.company_id is not null
      and r.match_keys && ${keys}::integer[] and ${readable(by, sql`r.reader_ids`)}
    group by r.company_id`.execute(db)
  return new Map(rows.map(({ companyId, count }) => [companyId, count]))
}

async function visibleCompanies(
  db: Database<DuplicatesDb>,
  by: By,
  ids: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select r.id from contact r
    where r.id = any(${uuids(ids)}) and r.kind = 'company' and r.deleted_at is null
      and ${readable(by, sql`r.reader_ids`)}`.execute(db)
  return rows.map(({ id }) => id)
}
