import { registeredDomain, webDomain } from '#kernel/domain.ts'
import { emailKey, isFreemail, isShared } from '#kernel/email.ts'
import { isFirstName } from '#kernel/first-names.ts'
import { firmNameOf, type FirmName } from '#kernel/firm-name.ts'
import { fold, plainVowels } from '#kernel/fold.ts'
import { firstNameOf, lastNameOf, type FirstName, type LastName } from '#kernel/name-forms.ts'
import { isMobile, phoneKey, phoneTrunk } from '#kernel/phone.ts'
import { splitStreet } from '#kernel/postal-address.ts'
import { remembered } from '#kernel/remembered.ts'
import { normaliseVatId } from '#kernel/vat-id.ts'
import type { Detail, DetailInput } from './detail.ts'

/** What recognising a contact needs of it; a stored contact, a new one and a row of a file all have it. */
export interface Subject {
  kind: 'person' | 'company'
  salutation?: string | null | undefined
  firstName?: string | null | undefined
  lastName?: string | null | undefined
  companyName?: string | null | undefined
  companyId?: string | null | undefined
  birthday?: string | null | undefined
  vatId?: string | null | undefined
  details?: readonly (Detail | DetailInput)[] | undefined
}

/** A phone number in the one form numbers are compared in. */
export interface Line {
  /** E.164, or what looks like it. */
  number: string
  mobile: boolean
  /** The number of the house without the extension, where the text shows it. */
  trunk: string | null
}

/** A contact in the normalised form that keys and comparisons are made from. */
export interface MatchFacts {
  last: LastName
  first: FirstName
  firm: FirmName
  emails: string[]
  /** Local parts that tell more than the name does: `sonnenblume77`, not `anna.berg` nor `info`. */
  locals: string[]
  /** Registered domains of addresses and, for a company, web pages; mail providers left out. */
  domains: string[]
  lines: Line[]
  /** `35390 neuenweg 5`: postal code, street and number. */
  places: string[]
  postalCodes: string[]
  vatId: string
}

/** Normalises what is known of a contact; phone numbers are read as they are dialled in `country`. */
export function matchFacts(subject: Subject, country: string): MatchFacts {
  const details = subject.details ?? []
  const texts = (kinds: ReadonlySet<string>) =>
    details.flatMap((row) => (typeof row.value === 'string' && kinds.has(row.kind) ? [row.value] : []))
  const emails = distinct(
    texts(EMAILS)
      .map(emailKey)
      .filter((key) => key.includes('@')),
  )
  const webs = subject.kind === 'company' ? texts(WEBS).map(webDomain) : []
  const mailDomains = emails.map(domainOf)
  const addresses = details.flatMap((row) => (row.kind === 'address' ? [row.value] : []))
  const { firstName, lastName } = inTheirFields(subject)
  const [last, first] = [lastNameOf(lastName), firstNameOf(firstName)]
  return {
    last,
    first,
    firm: firmNameOf(subject.companyName),
    emails,
    locals: emails.map((email) => tellingLocal(email, last, first)).filter(Boolean),
    domains: distinct([...mailDomains, ...webs].filter((domain) => domain !== null && isOwn(domain))),
    lines: linesOf(details, country),
    places: distinct(addresses.map(placeOf)),
    postalCodes: distinct(addresses.map((address) => plainPostalCode(address.postalCode))),
    vatId: normaliseVatId(subject.vatId ?? ''),
  }
}

/** The registered domain of an address in the form of `emails`. */
export function domainOf(email: string): string {
  return registeredDomain(email.slice(email.lastIndexOf('@') + 1))
}

/** A whole name in one field is taken apart: `Anna Berg`, `Berg, Anna`. García López is not. */
function inTheirFields({ firstName, lastName }: Subject): { firstName: string; lastName: string } {
  const [first, last] = [firstName?.trim() ?? '', lastName?.trim() ?? '']
  const whole = first || last
  if ((first && last) || !whole.includes(' ')) return { firstName: first, lastName: last }
  const [before, behind] = whole.split(',', 2)
  if (before && behind) return { firstName: behind, lastName: before }
  const gap = first ? first.lastIndexOf(' ') : last.indexOf(' ')
  const [start, end] = [whole.slice(0, gap), whole.slice(gap + 1)]
  if (first || isFirstName(start)) return { firstName: start, lastName: end }
  return { firstName: first, lastName: last }
}

function isOwn(domain: string | null): boolean {
  return domain !== null && domain !== '' && !isFreemail(domain)
}

function linesOf(details: readonly (Detail | DetailInput)[], country: string): Line[] {
  const lines = new Map<string, Line>()
  for (const row of details) {
    if (!PHONES.has(row.kind) || typeof row.value !== 'string') continue
    const number = ('e164' in row ? row.e164 : undefined) ?? phoneKey(row.value, country)
    if (number === '' || lines.has(number)) continue
    const mobile = isMobile(number)
    lines.set(number, { number, mobile, trunk: mobile ? null : phoneTrunk(number, row.value) })
  }
  return [...lines.values()]
}

interface Place {
  street: string
  houseNumber: string
  postalCode: string
}

function placeOf({ street, houseNumber, postalCode }: Place): string {
  if (!street || !postalCode) return ''
  const split = houseNumber ? { street, houseNumber } : splitStreet(street)
  return `${plainPostalCode(postalCode)} ${roadOf(split.street)} ${fold(split.houseNumber).replaceAll(' ', '')}`
}

const roadOf = remembered((street) =>
  plainVowels(fold(street))
    .replace(/str(?:asse|\.)?$/, 'str')
    .replaceAll(/[^\p{L}\p{N}]/gu, ''),
)

function plainPostalCode(code: string): string {
  if (FIVE_DIGITS.test(code)) return code
  return code
    .toUpperCase()
    .replace(/^[A-Z]{1,2}[- ](?=\d)/, '')
    .replaceAll(/[^A-Z0-9]/g, '')
}

function distinct(values: readonly (string | null)[]): string[] {
  return [...new Set(values)].filter((value): value is string => value !== null && value !== '')
}

/** Dots, hyphens and what stands behind a plus do not count. */
function tellingLocal(email: string, last: LastName, first: FirstName): string {
  if (isShared(email)) return ''
  const local = email
    .slice(0, email.lastIndexOf('@'))
    .replace(/\+.*$/, '')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
  if (local.length < SHORTEST_LOCAL) return ''
  let rest = withoutDigraphs(local)
  for (const word of [last.core, ...last.parts, first.whole, ...first.parts])
    if (word.length > 1) rest = rest.replace(withoutDigraphs(word), '')
  return rest.replaceAll(/\d/g, '').length < 2 && rest.length < SHORTEST_REST ? '' : local
}

function withoutDigraphs(word: string): string {
  return word.includes('e') ? word.replaceAll('ae', 'a').replaceAll('oe', 'o').replaceAll('ue', 'u') : word
}

const SHORTEST_LOCAL = 5
const SHORTEST_REST = 4
const FIVE_DIGITS = /^\d{5}$/
const EMAILS = new Set(['email', 'gmail'])
const WEBS = new Set(['web'])
const PHONES = new Set(['phone', 'whatsapp', 'signal'])
