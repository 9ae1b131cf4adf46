import { compareCompanies } from './compare-companies.ts'
import { comparePersons } from './compare-persons.ts'
import { SHIPPED } from './model.ts'
import type { Profile } from './profile.ts'
import { scaleOf, type Scale } from './score.ts'
import type { Comparison } from './verdict.ts'

/** The scale of the shipped weights. */
export const SHIPPED_SCALE: Scale = scaleOf(SHIPPED)

/** Whether two contacts are the same one, and why. A person and a company never are. */
export function compare(a: Profile, b: Profile, scale: Scale = SHIPPED_SCALE): Comparison {
  if (a.company !== b.company) return NOTHING
  return (a.company ? compareCompanies(a, b, scale) : comparePersons(a, b, scale)) ?? NOTHING
}

const NOTHING: Comparison = Object.freeze({ verdict: 'none', reasons: [], score: 0, evidence: 0 })
