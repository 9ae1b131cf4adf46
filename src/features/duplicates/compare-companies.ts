import { SAME_FIRM, firmSimilarity } from './company-name.ts'
import type { Profile } from './profile.ts'
import { bit, scoreOf, type Scale } from './score.ts'
import { RAREST } from '#kernel/surnames.ts'
import type { Comparison, Reason } from './verdict.ts'

/**
 * Compares two firms. Sure is the same VAT id or e-mail address under a similar name, or the very same registered name
 * in one place: HGB § 30 gives no two firms of a place the same name.
 */
export function compareCompanies(a: Profile, b: Profile, scale: Scale): Comparison | undefined {
  const names = firmSimilarity(a.firm, b.firm)
  const [email, vatId] = [meet(a.emails, b.emails), a.vatId !== '' && a.vatId === b.vatId]
  const domain = meet(a.domains, b.domains)
  const phone = meet(a.landlines, b.landlines) || meet(a.mobiles, b.mobiles)
  if (!email && !vatId && !domain && names < RELATED) return undefined

  const place = meet(a.places, b.places)
  const code = meet(a.postalCodes, b.postalCodes)
  const elsewhere = a.postalCodes.length > 0 && b.postalCodes.length > 0 && !code
  const reasons: Reason[] = []
  const similar = names >= RELATED
  if (vatId) reasons.push('vat_id')
  if (email) reasons.push(similar ? 'email' : 'shared_role_email')
  if (names >= SAME_FIRM && (!elsewhere || domain || phone)) reasons.push('company_name')
  if (domain && !email && (similar || place)) reasons.push('company_domain')
  if (phone && similar && names < SAME_FIRM) reasons.push('name_and_phone')
  if (reasons.length === 0) return undefined
  const registered = names === 1 && code && a.firm.form !== '' && a.firm.form === b.firm.form
  const sure = ((vatId || email) && similar && !otherVatId(a, b)) || (registered && !otherVatId(a, b))
  const bits = evidenceOf(names, { email, phone, domain, place, elsewhere })
  const score = scoreOf(bits, RAREST, scale) + (vatId ? VAT_ID : 0)
  return { verdict: sure ? 'sure' : 'possible', reasons, score, evidence: bits }
}

/** From here on two names can mean one firm, if something else says so. */
const RELATED = 0.6
const VAT_ID = 14

function otherVatId(a: Profile, b: Profile): boolean {
  return a.vatId !== '' && b.vatId !== '' && a.vatId !== b.vatId
}

interface Signs {
  email: boolean
  phone: boolean
  domain: boolean
  place: boolean
  elsewhere: boolean
}

function evidenceOf(names: number, { email, phone, domain, place, elsewhere }: Signs): number {
  const name = names >= SAME_FIRM ? COMPANY_SAME : COMPANY_DIFFERENT
  return (
    name |
    (email ? EMAIL_SAME : 0) |
    (phone ? LANDLINE_SAME : 0) |
    (domain ? DOMAIN_SAME : 0) |
    (place ? PLACE_SAME : elsewhere ? PLACE_DIFFERENT : 0)
  )
}

function meet(a: readonly string[], b: readonly string[]): boolean {
  for (const one of a) if (b.includes(one)) return true
  return false
}

const COMPANY_SAME = bit('company_same')
const COMPANY_DIFFERENT = bit('company_different')
const EMAIL_SAME = bit('email_same')
const LANDLINE_SAME = bit('landline_same')
const DOMAIN_SAME = bit('domain_same')
const PLACE_SAME = bit('place_same')
const PLACE_DIFFERENT = bit('place_different')
