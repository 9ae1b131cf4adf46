import { SAME_FIRM, firmSimilarity } from './company-name.ts'
import { areCrossed, firstNames, lastNames, type Agreement } from './names.ts'
import type { Called, Profile } from './profile.ts'
import { bit, scoreOf, type Scale } from './score.ts'
import type { Comparison, Reason } from './verdict.ts'

/** Compares two persons by the rules R1, R2 and P1 to P6; nothing where neither names nor numbers agree. */
export function comparePersons(a: Profile, b: Profile, scale: Scale): Comparison | undefined {
  const email = shared(a.emails, b.emails)
  const mobile = meet(a.mobiles, b.mobiles)
  const { last, first } = namesOf(a, b)
  const names = NAME_BITS[last] | FIRST_BITS[first]
  const contradict = last === 'different' || first === 'different'
  if (email === '' && !mobile && contradict && !isRenamed(a, b, last, first)) return undefined

  const bits = names | contactBits(a, b, email !== '', mobile) | lifeBits(a, b) | firmBits(a, b)
  const score = scoreOf(bits, Math.min(a.lastBits, b.lastBits), scale)
  const reasons: Reason[] = []
  let sure = false
  if (email !== '') {
    const guarded = scale.guardShared && contradict && isSharedBy(a, b, email)
    sure = !guarded
    reasons.push(guarded ? 'shared_role_email' : 'email')
  }
  const named = mobile && (last === 'same' || last === 'part')
  if (named) reasons.push('name_and_mobile')
  const found = { last, first, bits, score, scale }
  const other = bits & BIRTHDAY_DIFFERENT || (bits & GENDER_DIFFERENT && first !== 'same')
  if (!other) reasons.push(...possibleReasons(a, b, found))
  if (mobile && !named && !reasons.includes('name_and_phone')) reasons.push('same_mobile')
  if (!other && reasons.length === 0 && addsUp(found)) reasons.push('score')
  if (reasons.length === 0) return undefined
  return { verdict: sure || named ? 'sure' : 'possible', reasons, score, evidence: bits }
}

interface Found {
  last: Agreement
  first: Agreement
  bits: number
  score: number
  scale: Scale
}

function possibleReasons(a: Profile, b: Profile, { last, first, bits, score, scale }: Found): Reason[] {
  const reasons: Reason[] = []
  const similar = isAlike(last) && isAlike(first)
  const enough = score >= scale.possibleFrom
  if (similar && bits & (MOBILE_SAME | LANDLINE_SAME)) reasons.push('name_and_phone')
  if (similar && bits & COMPANY_SAME && enough) reasons.push('name_and_company')
  if (similar && bits & DOMAIN_SAME && enough) reasons.push('name_and_domain')
  if (isAlike(last) && bits & LOCAL_SAME) reasons.push('email_local_part')
  if (similar && bits & PLACE_SAME && enough) reasons.push('name_and_place')
  if (similar && bits & BIRTHDAY_SAME && enough) reasons.push('name_and_birthday')
  const namesake = last === 'same' && first === 'same' && !(bits & CONTRADICTIONS)
  if (namesake && (a.bare || b.bare || score >= scale.namesakeFrom)) reasons.push('full_name')
  return reasons
}

function addsUp({ last, bits, score, scale }: Found): boolean {
  return score >= scale.possibleFrom && (bits & signsFor(last)) !== 0
}

/** What must agree beside the names: without a last name more than the firm, after a marriage more than the birthday. */
function signsFor(last: Agreement): number {
  if (last === 'unknown') return LANDLINE_SAME | BIRTHDAY_SAME
  return last === 'different' ? BEYOND_NAMES & ~BIRTHDAY_SAME : BEYOND_NAMES
}

interface Names {
  last: Agreement
  first: Agreement
}

/** First and last name in each other's field agree as well as they do the right way round. */
function namesOf(a: Called, b: Called): Names {
  const last = lastNames(a, b)
  const first = firstNames(a, b)
  if (last !== 'different' || first === 'same' || !areCrossed(a, b)) return { last, first }
  return a.last.plain === b.first.plain && a.first.plain === b.last.plain ? CROSSED : NEARLY_CROSSED
}

const CROSSED: Names = { last: 'same', first: 'same' }
const NEARLY_CROSSED: Names = { last: 'similar', first: 'similar' }

/** Whether their names alone tell two persons apart who share neither an address nor a mobile number. */
export function areApart(a: Called, b: Called): boolean {
  const { last, first } = namesOf(a, b)
  return (last === 'different' || first === 'different') && !isRenamed(a, b, last, first)
}

/** Whether two persons have the very same name, be it in each other's field. */
export function areNamesakes(a: Called, b: Called): boolean {
  const { last, first } = namesOf(a, b)
  return last === 'same' && first === 'same'
}

/** A marriage changes the last name: who was born on one day and is called the same may be one, with a third sign. */
function isRenamed(a: Called, b: Called, last: Agreement, first: Agreement): boolean {
  return last === 'different' && first === 'same' && a.birthday !== '' && a.birthday === b.birthday
}

function isAlike(names: Agreement): boolean {
  return names !== 'different' && names !== 'unknown'
}

/** An address of a post connects two people only where their names could be one person's. */
function isSharedBy(a: Profile, b: Profile, email: string): boolean {
  return a.shared.includes(email) || b.shared.includes(email)
}

function contactBits(a: Profile, b: Profile, email: boolean, mobile: boolean): number {
  let bits = email ? EMAIL_SAME : 0
  if (!email && meet(a.personalDomains, b.personalDomains)) bits |= EMAIL_DIFFERENT
  if (mobile) bits |= MOBILE_SAME
  else if (a.mobiles.length > 0 && b.mobiles.length > 0) bits |= MOBILE_DIFFERENT
  if (meet(a.locals, b.locals)) bits |= LOCAL_SAME
  return bits | landlineBits(a, b)
}

function landlineBits(a: Profile, b: Profile): number {
  if (a.landlines.length === 0 || b.landlines.length === 0) return 0
  const number = shared(a.landlines, b.landlines)
  if (number !== '') return isSwitchboard(number, a) || isSwitchboard(number, b) ? TRUNK_SAME : LANDLINE_SAME
  if (startsOne(a.trunks, b.landlines) || startsOne(b.trunks, a.landlines)) return TRUNK_SAME
  return LANDLINE_DIFFERENT
}

function lifeBits(a: Profile, b: Profile): number {
  let bits = 0
  if (a.birthday !== '' && b.birthday !== '') bits = birthdayBits(a.birthday, b.birthday)
  if (a.gender !== null && b.gender !== null && a.gender !== b.gender) bits |= GENDER_DIFFERENT
  if (meet(a.places, b.places)) return bits | PLACE_SAME
  if (a.postalCodes.length > 0 && b.postalCodes.length > 0 && !nearOne(a.postalCodes, b.postalCodes))
    bits |= PLACE_DIFFERENT
  return bits
}

/** One wrong digit, or day and month swapped, is a slip. */
function birthdayBits(a: string, b: string): number {
  if (a === b) return BIRTHDAY_SAME
  let wrong = 0
  for (let at = 0; at < 10; at++) if (a.charCodeAt(at) !== b.charCodeAt(at)) wrong++
  const swapped =
    a.slice(0, 4) === b.slice(0, 4) && a.slice(5, 7) === b.slice(8) && a.slice(8) === b.slice(5, 7)
  return wrong === 1 || swapped ? BIRTHDAY_NEAR : BIRTHDAY_DIFFERENT
}

function firmBits(a: Profile, b: Profile): number {
  let bits = 0
  if (a.companyId !== '' && a.companyId === b.companyId) bits = COMPANY_SAME
  else if (a.firm.key !== '' && b.firm.key !== '')
    bits = firmSimilarity(a.firm, b.firm) >= SAME_FIRM ? COMPANY_SAME : COMPANY_DIFFERENT
  if (a.domains.length > 0 && b.domains.length > 0)
    bits |= meet(a.domains, b.domains) ? DOMAIN_SAME : DOMAIN_DIFFERENT
  return bits
}

/** What is known to be a house's line 0 rings at the desk of everybody there. */
function isSwitchboard(number: string, { trunks }: Profile): boolean {
  for (const trunk of trunks) if (number === `${trunk}0`) return true
  return false
}

function startsOne(trunks: readonly string[], numbers: readonly string[]): boolean {
  for (const trunk of trunks)
    for (const number of numbers)
      if (number.startsWith(trunk) && number.length <= trunk.length + LONGEST_EXTENSION) return true
  return false
}

const LONGEST_EXTENSION = 5

function nearOne(a: readonly string[], b: readonly string[]): boolean {
  for (const one of a) for (const other of b) if (one.slice(0, 2) === other.slice(0, 2)) return true
  return false
}

function meet(a: readonly string[], b: readonly string[]): boolean {
  return shared(a, b) !== ''
}

function shared(a: readonly string[], b: readonly string[]): string {
  for (const one of a) for (const other of b) if (one === other) return one
  return ''
}

const MOBILE_SAME = bit('mobile_same')
const MOBILE_DIFFERENT = bit('mobile_different')
const LANDLINE_SAME = bit('landline_same')
const LANDLINE_DIFFERENT = bit('landline_different')
const TRUNK_SAME = bit('trunk_same')
const BIRTHDAY_SAME = bit('birthday_same')
const BIRTHDAY_NEAR = bit('birthday_near')
const BIRTHDAY_DIFFERENT = bit('birthday_different')
const COMPANY_SAME = bit('company_same')
const COMPANY_DIFFERENT = bit('company_different')
const DOMAIN_SAME = bit('domain_same')
const DOMAIN_DIFFERENT = bit('domain_different')
const PLACE_SAME = bit('place_same')
const PLACE_DIFFERENT = bit('place_different')
const GENDER_DIFFERENT = bit('gender_different')
const EMAIL_SAME = bit('email_same')
const EMAIL_DIFFERENT = bit('email_different')
const LOCAL_SAME = bit('local_same')
const BEYOND_NAMES =
  MOBILE_SAME | LANDLINE_SAME | TRUNK_SAME | BIRTHDAY_SAME | COMPANY_SAME | DOMAIN_SAME | PLACE_SAME

/** Facts of one kind that differ: enough to tell two people of one name apart, never enough against a number they share. */
const CONTRADICTIONS =
  MOBILE_DIFFERENT |
  LANDLINE_DIFFERENT |
  COMPANY_DIFFERENT |
  DOMAIN_DIFFERENT |
  PLACE_DIFFERENT |
  GENDER_DIFFERENT

const NAME_BITS: Record<Agreement, number> = {
  same: bit('last_same'),
  part: bit('last_part'),
  similar: bit('last_similar'),
  initial: 0,
  different: bit('last_different'),
  unknown: 0,
}
const FIRST_BITS: Record<Agreement, number> = {
  same: bit('first_same'),
  part: bit('first_similar'),
  similar: bit('first_similar'),
  initial: bit('first_initial'),
  different: bit('first_different'),
  unknown: 0,
}
