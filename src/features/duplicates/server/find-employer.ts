import { hashKeys } from '#features/contacts/hash-keys.ts'
import { matchFacts } from '#features/contacts/match-facts.ts'
import type { Subject } from '#features/contacts/match-facts.ts'
import { employerKeys } from '#features/contacts/match-keys.ts'
import type { By } from '#kernel/rights.ts'
import { concerns } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import type { CompanyMatchAnswer } from '../company-hit.ts'
import { matchCompany } from '../company-match.ts'
import { profileOf } from '../profile.ts'
import { findCandidates } from './find-candidates.ts'
import { homeCountry } from './home-country.ts'
import { readProfiles } from './read-profiles.ts'
import type { Candidate } from './read-profiles.ts'
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
  const [found = []] = await findCandidates(db, [hashKeys(employerKeys(facts))], country)
  const near = found.filter(({ readerIds }) => concerns(by, readerIds))
  const colleagues = colleaguesAmong(near, profile.domains)
  const employers = await readProfiles(db, [...colleagues.keys()], country)
  const companies = new Map(
    [...near, ...employers.values()]
      .filter((one) => one.profile.company && concerns(by, one.readerIds))
      .map((company) => [company.id, company]),
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

/** How many of these persons have an address of one of the domains, by their company. */
function colleaguesAmong(near: readonly Candidate[], domains: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { profile } of near) {
    if (profile.companyId === '' || !profile.domains.some((domain) => domains.includes(domain))) continue
    counts.set(profile.companyId, (counts.get(profile.companyId) ?? 0) + 1)
  }
  return counts
}
