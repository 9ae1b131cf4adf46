import { registeredDomain, webDomain } from '#kernel/domain.ts'
import { emailDomain, emailKey, isFreemail } from '#kernel/email.ts'
import { firmNameOf, type FirmName } from '#kernel/firm-name.ts'
import { fold, plainVowels } from '#kernel/fold.ts'
import { firstNameOf, lastNameOf, type FirstName, type LastName } from '#kernel/name-forms.ts'
import { isMobile, parsePhone, phoneTrunk } from '#kernel/phone.ts'
import { splitStreet } from '#kernel/postal-address.ts'
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
  /** E.164, or the bare digits of what cannot be dialled. */
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
  const texts = (...kinds: string[]) =>
    details.flatMap((row) => (typeof row.value === 'string' && kinds.includes(row.kind) ? [row.value] : []))
  const emails = distinct(
    texts('email', 'gmail')
      .map(emailKey)
      .filter((key) => key.includes('@')),
  )
  const webs = subject.kind === 'company' ? texts('web').map(webDomain) : []
  const mailDomains = emails.map((email) => registeredDomain(emailDomain(email) ?? ''))
  const addresses = details.flatMap((row) => (row.kind === 'address' ? [row.value] : []))
  return {
    last: lastNameOf(subject.lastName),
    first: firstNameOf(subject.firstName),
    firm: firmNameOf(subject.companyName),
    emails,
    domains: distinct([...mailDomains, ...webs].filter((domain) => domain !== null && isOwn(domain))),
    lines: linesOf(details, country),
    places: distinct(addresses.map(placeOf)),
    postalCodes: distinct(addresses.map((address) => plainPostalCode(address.postalCode))),
    vatId: normaliseVatId(subject.vatId ?? ''),
  }
}

function isOwn(domain: string | null): boolean {
  return domain !== null && domain !== '' && !isFreemail(domain)
}

function linesOf(details: readonly (Detail | DetailInput)[], country: string): Line[] {
  const lines = new Map<string, Line>()
  for (const row of details) {
    if (!PHONES.has(row.kind) || typeof row.value !== 'string') continue
    const e164 = ('e164' in row ? row.e164 : undefined) ?? parsePhone(row.value, country)?.e164
    const number = e164 ?? row.value.replaceAll(/\D/g, '')
    if (number.length < SHORTEST_NUMBER || lines.has(number)) continue
    const mobile = e164 !== undefined && isMobile(e164)
    lines.set(number, { number, mobile, trunk: e164 && !mobile ? trunkOf(row.value, country) : null })
  }
  return [...lines.values()]
}

/** Only what ends in an extension can have a trunk; asking that first saves reading the number a second time. */
function trunkOf(typed: string, country: string): string | null {
  return /[-–]|[a-z]/i.test(typed) ? phoneTrunk(typed, country) : null
}

interface Place {
  street: string
  houseNumber: string
  postalCode: string
}

function placeOf({ street, houseNumber, postalCode }: Place): string {
  if (!street || !postalCode) return ''
  const split = houseNumber ? { street, houseNumber } : splitStreet(street)
  const road = plainVowels(fold(split.street))
    .replace(/str(?:asse|\.)?$/, 'str')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
  return `${plainPostalCode(postalCode)} ${road} ${fold(split.houseNumber).replaceAll(' ', '')}`
}

function plainPostalCode(code: string): string {
  return code
    .toUpperCase()
    .replace(/^[A-Z]{1,2}[- ](?=\d)/, '')
    .replaceAll(/[^A-Z0-9]/g, '')
}

function distinct(values: readonly (string | null)[]): string[] {
  return [...new Set(values)].filter((value): value is string => value !== null && value !== '')
}

const PHONES = new Set(['phone', 'whatsapp', 'signal'])
const SHORTEST_NUMBER = 6
