import { searchLines, sortKey } from '#kernel/fold.ts'
import { formatPhone, parsePhone, phoneDigits } from '#kernel/phone.ts'
import { readersOf } from '#kernel/rights.ts'
import type { Visibility } from '#kernel/rights.ts'
import { lettersOf } from '#kernel/letters.ts'
import { soundsOf } from '#kernel/sounds.ts'
import type { Detail } from './detail.ts'
import { hashKeys } from './hash-keys.ts'
import { matchKeys } from './match-keys.ts'

/** The fields that can be searched for by name (`city:köln`), with the marker of their lines in the search text. */
export const SEARCH_FIELDS = {
  name: '\u{E001}',
  company: '\u{E002}',
  position: '\u{E003}',
  email: '\u{E004}',
  phone: '\u{E005}',
  city: '\u{E006}',
  address: '\u{E006}',
  web: '\u{E007}',
  text: '\u{E008}',
  custom: '\u{E009}',
} as const

/** The same fields under the words a German user types. */
export const SEARCH_ALIASES: Record<string, keyof typeof SEARCH_FIELDS> = {
  firma: 'company',
  unternehmen: 'company',
  mail: 'email',
  'e-mail': 'email',
  telefon: 'phone',
  tel: 'phone',
  ort: 'city',
  plz: 'city',
  adresse: 'address',
  beschreibung: 'text',
  zusatz: 'custom',
}

export interface Substance {
  kind: 'person' | 'company'
  title: string | null
  firstName: string | null
  lastName: string | null
  companyName: string | null
  companyId: string | null
  position: string | null
  industry: string | null
  description: string | null
  birthday: string | null
  vatId: string | null
  details: Detail[]
  custom: Record<string, unknown>
  managers: string[]
  visibility: Visibility
}

export interface Derived {
  displayName: string
  sortKey: string
  lastNameKey: string
  search: string
  sounds: string
  letters: string
  matchKeys: number[]
  readerIds: string[]
}

/** The rows with each phone number beside what was typed: as it is dialled, and as it is spelled at home. */
export function spellPhones(details: Detail[], country: string): Detail[] {
  return details.map((row) => {
    if (row.kind !== 'phone') return row
    const { kind, category, value, primary } = row
    const e164 = parsePhone(value, country)?.e164
    const spelled = e164 === undefined ? {} : { e164, formatted: formatPhone(e164, country, value) }
    return { kind, category, value, primary, ...spelled }
  })
}

/** What lists, search and rights need of a contact, made from it and kept beside it. `country` is home. */
export function derive(contact: Substance, country: string): Derived {
  const displayName = nameOf(contact)
  const lastFirst =
    contact.kind === 'company' ? displayName : [contact.lastName, contact.firstName].filter(Boolean).join(' ')
  const search = searchText(contact, displayName, lastFirst, country)
  return {
    displayName,
    sortKey: sortKey(displayName),
    lastNameKey: sortKey(lastFirst),
    search,
    sounds: soundsOf(search),
    letters: lettersOf(search),
    matchKeys: hashKeys(matchKeys(contact, country)),
    readerIds: readersOf(contact),
  }
}

/** The name it is shown by. */
export function nameOf(contact: Pick<Substance, 'kind' | 'firstName' | 'lastName' | 'companyName'>): string {
  if (contact.kind === 'company') return contact.companyName ?? ''
  return [contact.firstName, contact.lastName].filter(Boolean).join(' ')
}

function searchText(contact: Substance, displayName: string, lastFirst: string, country: string): string {
  const { details } = contact
  const values = (kinds: string[]) =>
    details.flatMap((d) => (kinds.includes(d.kind) && typeof d.value === 'string' ? [d.value] : []))
  const phones = values(['phone', 'whatsapp', 'signal']).flatMap((value) => phoneDigits(value, country))
  const addresses = details.flatMap((d) =>
    d.kind === 'address'
      ? [`${d.value.street} ${d.value.houseNumber}`, `${d.value.postalCode} ${d.value.city}`, d.value.state]
      : [],
  )
  const rest = details.filter((d) => !['email', 'phone', 'whatsapp', 'signal', 'address'].includes(d.kind))
  const web = rest.map((d) => (typeof d.value === 'string' ? d.value : ''))
  const person = contact.kind === 'person'
  return [
    marked('name', [
      contact.title ? `${contact.title} ${displayName}` : displayName,
      person ? lastFirst : null,
    ]),
    marked('company', [person ? contact.companyName : null]),
    marked('position', [contact.position, contact.industry]),
    marked('email', values(['email', 'gmail'])),
    marked('phone', phones),
    marked('address', addresses),
    marked('web', [...web, contact.vatId]),
    marked('text', [contact.description]),
    marked('custom', ownValues(contact.custom).flat().map(searchedWords)),
  ]
    .filter(Boolean)
    .join('\n')
}

/** In the order of their keys, which PostgreSQL keeps in another one than we. */
function ownValues(custom: Substance['custom']): unknown[] {
  return Object.keys(custom)
    .toSorted()
    .map((key) => custom[key])
}

/** A number is looked for by its digits; nobody looks for the id of a user or a contact. */
function searchedWords(value: unknown): string | null {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && !isId.test(value) ? value : null
}

const isId = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

function marked(field: keyof typeof SEARCH_FIELDS, parts: (string | null)[]): string {
  const lines = searchLines(parts)
  return (
    lines &&
    lines
      .split('\n')
      .map((line) => SEARCH_FIELDS[field] + line)
      .join('\n')
  )
}
