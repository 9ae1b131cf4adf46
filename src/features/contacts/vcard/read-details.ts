import { splitStreet } from '#kernel/postal-address.ts'
import { readCountry } from '#kernel/region-names.ts'
import { fieldsOf, paramOf, textOf } from '#kernel/vcard.ts'
import type { VCard, VCardProperty } from '#kernel/vcard.ts'
import { categoriesOf } from '../detail-kinds.ts'
import type { Address, Detail, DetailKind } from '../detail.ts'
import { GMAIL, LABELS, MESSENGERS, OLD_LINES, PROFILES, TYPE_LABELS } from './detail-words.ts'

/** The ways to reach somebody, in the order of the card; `left` says what has no place, such as own labels. */
export function readDetails(card: VCard): { details: Detail[]; left: string[] } {
  const left: string[] = []
  const details = card.properties.flatMap((property) => {
    const read = readers[property.name] ?? OLD_LINES[property.name]
    if (read === undefined) return []
    const label = labelOf(card, property)
    const found =
      typeof read === 'string' ? { kind: read, value: textOf(property) } : read(property, card, left)
    if (found.value === '') return []
    const gmail = found.kind === 'email' && label.startsWith(GMAIL)
    const kind = gmail ? 'gmail' : found.kind
    const category = categoryOf(property, kind, gmail ? label.slice(GMAIL.length).trim() : label)
    if (category === undefined) left.push(`${label}: ${textOf(property)}`)
    return { ...found, kind, category: category ?? 'other', primary: isPrimary(property) } as Detail
  })
  return { details, left }
}

type Found =
  | { kind: Exclude<DetailKind, 'address'>; value: string }
  | { kind: 'address'; value: Address | '' }
type Reader = (property: VCardProperty, card: VCard, left: string[]) => Found

const readers: Record<string, Reader> = {
  TEL: (property) => ({ kind: 'phone', value: readNumber(textOf(property)) }),
  EMAIL: (property) => ({ kind: 'email', value: textOf(property).replace(/^mailto:/i, '') }),
  URL: (property) => ({ kind: 'web', value: textOf(property) }),
  'X-KONTOR-WEB': (property) => ({ kind: 'web', value: textOf(property) }),
  IMPP: readMessenger,
  'X-SOCIALPROFILE': readProfile,
  SOCIALPROFILE: readProfile,
  ADR: (property, card, left) => ({ kind: 'address', value: readAddress(property, card, left) }),
}

/** `tel:+49-221-1234;ext=12` (RFC 3966) as people write it. */
function readNumber(text: string): string {
  const [, number, more = ''] = /^tel:([^;]*)(.*)$/is.exec(text) ?? []
  if (number === undefined) return text
  const extension = /;ext=([\d-]+)/i.exec(more)?.[1]
  return decoded(number) + (extension === undefined ? '' : ` ext. ${extension}`)
}

const MESSENGER_KINDS = new Map<string, DetailKind>(
  Object.entries(MESSENGERS).flatMap(([kind, [service, scheme]]) => [
    [service.toLowerCase(), kind as DetailKind],
    [scheme, kind as DetailKind],
  ]),
)
const PROFILE_KINDS = new Map<string, DetailKind>([
  ...Object.entries(PROFILES).map(([kind, place]): [string, DetailKind] => [
    place.toLowerCase(),
    kind as DetailKind,
  ]),
  ['x', 'x'],
])

function readMessenger(property: VCardProperty): Found {
  const text = textOf(property)
  const [, scheme = '', rest = ''] = /^([a-z][a-z\d+.-]*):(.*)$/is.exec(text) ?? []
  const service = serviceOf(property)
  const kind = MESSENGER_KINDS.get(service) ?? MESSENGER_KINDS.get(scheme.toLowerCase())
  const ours = MESSENGER_KINDS.has(scheme.toLowerCase()) || /^x-apple$/i.test(scheme)
  return found(kind ?? PROFILE_KINDS.get(service), ours ? decoded(rest) : text, service)
}

function readProfile(property: VCardProperty): Found {
  const service =
    serviceOf(property) || (paramOf(property, 'TYPE').find((type) => !PLAIN_TYPES.has(type)) ?? '')
  const value = textOf(property).replace(/^x-apple:/i, '')
  return found(PROFILE_KINDS.get(service) ?? MESSENGER_KINDS.get(service), value, service)
}

function found(kind: DetailKind | undefined, value: string, service: string): Found {
  if (kind !== undefined && kind !== 'address') return { kind, value }
  return { kind: 'other', value: service && value ? `${service}: ${value}` : value }
}

function serviceOf(property: VCardProperty): string {
  return paramOf(property, 'SERVICE-TYPE')[0] ?? paramOf(property, 'X-SERVICE-TYPE')[0] ?? ''
}

/** RFC 6350 6.3.1: post box, extension, street, city, region, code, country. */
function readAddress(property: VCardProperty, card: VCard, left: string[]): Address | '' {
  const [box = '', extra = '', lines = '', city = '', state = '', code = '', nation = ''] = fieldsOf(property)
  const sign = /^([A-Za-z]{1,2}) ?[-–] ?(\d{4,6})$/.exec(code)
  const told = paramOf(property, 'CC')[0] ?? besides(card, property, 'X-ABADR')
  const country =
    (told && /^[a-z]{2}$/i.test(told) && !isOther(nation, told) && told.toUpperCase()) ||
    readCountry(nation) ||
    (nation === '' && sign ? (readCountry(sign[1] ?? '') ?? '') : '')
  if (nation !== '' && country === '') left.push(nation)
  const postalCode = sign && country ? (sign[2] ?? '') : code
  const value = { ...readStreet(property, { box, extra, lines }), postalCode, city, state, country }
  return Object.values(value).some(Boolean) ? value : ''
}

/** Apple's line says how the address is laid out; where the country's name says another, that one holds. */
function isOther(nation: string, code: string): boolean {
  const named = readCountry(nation)
  return named !== undefined && named !== code.toUpperCase()
}

function readStreet(
  property: VCardProperty,
  { box, extra, lines }: { box: string; extra: string; lines: string },
): Pick<Address, 'street' | 'houseNumber'> {
  const number = property.params['X-HOUSENUMBER']
  if (number) {
    const houseNumber = number[0] ?? ''
    const street = houseNumber === '' ? lines : lines.slice(0, -houseNumber.length).trim()
    return { street, houseNumber }
  }
  const boxed = box && (/\p{L}/u.test(box) ? box : `Postfach ${box}`)
  if (extra === '' && boxed === '' && !lines.includes('\n')) return splitStreet(lines)
  const parts = [...lines.split('\n'), extra, boxed].map((part) => part.trim()).filter(Boolean)
  return { street: parts.join(', '), houseNumber: '' }
}

const PLAIN_TYPES = new Set(['home', 'work', 'other', 'pref', 'internet', 'voice', 'profile'])

/** What a row is called; undefined when its label is one that Kontor does not have. */
function categoryOf(property: VCardProperty, kind: DetailKind, label: string): string | undefined {
  const known = categoriesOf(kind)
  const word = label.toLowerCase().replaceAll(/[\s-]+/g, '')
  const [labelled] =
    Object.entries(LABELS).find(([, words]) => words.some((w) => w.toLowerCase() === word)) ?? []
  const typed = labelled ?? TYPE_LABELS[word] ?? typeOf(property)
  if (word !== '' && labelled === undefined && TYPE_LABELS[word] === undefined) return undefined
  return known.includes(typed) ? typed : 'other'
}

const TYPES = [
  ['fax', 'fax'],
  ['cell', 'mobile'],
  ['mobile', 'mobile'],
  ['iphone', 'mobile'],
  ['billing', 'billing'],
  ['delivery', 'postal'],
  ['pager', 'other'],
  ['other', 'other'],
  ['home', 'home'],
] as const

function typeOf(property: VCardProperty): string {
  const types = paramOf(property, 'TYPE')
  return TYPES.find(([type]) => types.includes(type))?.[1] ?? 'work'
}

function isPrimary(property: VCardProperty): boolean {
  return paramOf(property, 'TYPE').includes('pref') || paramOf(property, 'PREF')[0] === '1'
}

/** Apple's own labels stand in marks: `_$!<HomePage>!$_`. */
function labelOf(card: VCard, property: VCardProperty): string {
  return (besides(card, property, 'X-ABLABEL') ?? '').replace(/^_\$!<(.*)>!\$_$/, '$1')
}

function besides(card: VCard, { group }: VCardProperty, name: string): string | undefined {
  const line =
    group === undefined ? undefined : card.properties.find((p) => p.group === group && p.name === name)
  return line && textOf(line)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
