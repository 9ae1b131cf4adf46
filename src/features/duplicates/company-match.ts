import { z } from 'zod'
import { SAME_FIRM, firmSimilarity } from './company-name.ts'
import type { Profile } from './profile.ts'

/** Why a firm is suggested for a person, surest first. */
export const COMPANY_REASONS = [
  'colleagues',
  'domain',
  'name_and_place',
  'name',
  'similar_name',
  'phone',
  'address',
] as const

export const companyMatch = z
  .object({
    companyId: z.uuid(),
    confidence: z.number().min(0).max(1),
    reasons: z.array(z.enum(COMPANY_REASONS)),
  })
  .meta({ id: 'CompanyMatch' })
export type CompanyMatch = z.infer<typeof companyMatch>
type CompanyReason = (typeof COMPANY_REASONS)[number]

/** A company that could be the person's. */
export interface CompanyCandidate {
  companyId: string
  profile: Profile
  /** How many persons with one of the person's own mail domains work there. */
  colleagues: number
}

export interface CompanySuggestion {
  /** Confident enough to be shown, surest first. */
  matches: CompanyMatch[]
  /** The one that may be set without asking: confident, and the only one. */
  chosen: string | null
}

/** Which company a person belongs to, of those that share a key with it; a group of firms with one domain is only suggested. */
export function matchCompany(person: Profile, candidates: readonly CompanyCandidate[]): CompanySuggestion {
  const colleagues = candidates.reduce((sum, candidate) => sum + candidate.colleagues, 0)
  const ofDomain = candidates.filter(({ profile }) => meet(profile.domains, person.domains)).length
  const matches = candidates
    .map((candidate) => {
      const found = reasonsOf(person, candidate, { colleagues, ofDomain })
      return {
        companyId: candidate.companyId,
        confidence: confidenceOf(found),
        reasons: found.map(([reason]) => reason),
      }
    })
    .filter((match) => match.confidence >= SUGGESTED)
    .toSorted((a, b) => b.confidence - a.confidence || (a.companyId < b.companyId ? -1 : 1))
  const [first] = matches
  const only = matches.length === 1 && first !== undefined && first.confidence >= CHOSEN
  return { matches, chosen: only ? first.companyId : null }
}

const SUGGESTED = 0.7
const CHOSEN = 0.9

interface Around {
  /** Persons of these domains in all candidates together. */
  colleagues: number
  /** How many candidates have one of the domains. */
  ofDomain: number
}

type Found = [CompanyReason, number]

function reasonsOf(person: Profile, candidate: CompanyCandidate, around: Around): Found[] {
  const { profile } = candidate
  const found: Found[] = []
  if (candidate.colleagues > 0) {
    const unanimous = candidate.colleagues === around.colleagues
    found.push(['colleagues', unanimous ? 0.98 : 0.6 + (0.25 * candidate.colleagues) / around.colleagues])
  }
  if (meet(person.domains, profile.domains)) found.push(['domain', around.ofDomain === 1 ? 0.95 : 0.8])
  found.push(...nameReason(person, profile))
  if (sharesTrunk(person, profile)) found.push(['phone', 0.8])
  if (meet(person.places, profile.places)) found.push(['address', 0.72])
  return found.toSorted((a, b) => b[1] - a[1])
}

/** Müller GmbH and Müller AG may be two firms: another legal form is suggested, never chosen. */
function nameReason(person: Profile, { firm, postalCodes }: Profile): Found[] {
  const similarity = firmSimilarity(person.firm, firm)
  if (similarity < SAME_FIRM) return []
  const sameForm = person.firm.form === '' || firm.form === '' || person.firm.form === firm.form
  if (similarity < 1) return [['similar_name', 0.7 + ((similarity - SAME_FIRM) / (1 - SAME_FIRM)) * 0.15]]
  const near = meet(person.postalCodes, postalCodes)
  if (!sameForm) return [['similar_name', near ? 0.85 : 0.8]]
  return [near ? ['name_and_place', 0.95] : ['name', 0.9]]
}

/** A second reason of another kind makes surer, but never certain. */
function confidenceOf(found: readonly Found[]): number {
  const [best] = found
  if (!best) return 0
  return Math.min(0.99, Math.round((best[1] + 0.03 * (found.length - 1)) * 100) / 100)
}

function sharesTrunk(person: Profile, company: Profile): boolean {
  if (meet(person.landlines, company.landlines)) return true
  const startsWith = (trunks: readonly string[], numbers: readonly string[]) =>
    trunks.some((trunk) => numbers.some((number) => number.startsWith(trunk)))
  return startsWith(person.trunks, company.landlines) || startsWith(company.trunks, person.landlines)
}

function meet(a: readonly string[], b: readonly string[]): boolean {
  return a.some((one) => b.includes(one))
}
