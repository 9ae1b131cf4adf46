import type { CustomValue } from '#features/customfields/custom-field.ts'
import { readLanguage } from '#kernel/region-names.ts'
import { splitName } from '#kernel/split-name.ts'
import { binaryOf, fieldsOf, listOf, paramOf, textOf } from '#kernel/vcard.ts'
import type { VCard, VCardProperty } from '#kernel/vcard.ts'
import { contactClass, salutation, visibility } from '../contact.ts'
import type { Contact, ContactNew } from '../contact.ts'
import type { Detail } from '../detail.ts'
import { leftLines } from './left-lines.ts'
import { readDetails } from './read-details.ts'

/** A card as a contact that could be created; names stand where the server looks for ids. */
export interface CardContact
  extends
    Pick<ContactNew, 'kind' | 'language'>,
    Partial<Pick<Contact, 'salutation' | 'class' | 'visibility' | 'birthday'>>,
    Partial<Record<(typeof TEXTS)[number], string>> {
  type?: string
  temperature?: string
  managers: string[]
  tags: string[]
  details: Detail[]
  custom: Record<string, CustomValue>
}

export interface ReadCard {
  contact: CardContact
  /** What the card was called where it came from. */
  uid?: string
  photo?: { type?: string; base64: string }
  /** Lines for the notes: what Kontor has no place for. */
  left: string[]
}

const TEXTS = [
  'title',
  'firstName',
  'lastName',
  'companyName',
  'position',
  'industry',
  'description',
  'currency',
  'vatId',
] as const

/** What a card says of somebody; undefined for a group, a place, a thing, and for a card that names nobody. */
export function readContact(card: VCard, language: 'de' | 'en' = 'de'): ReadCard | undefined {
  if (/^(group|location|device|application)$/i.test(one(card, 'KIND') ?? '')) return undefined
  if (/^group$/i.test(one(card, 'X-ADDRESSBOOKSERVER-KIND') ?? '')) return undefined
  const { details, left } = readDetails(card)
  const name = readName(card, details)
  if (!name) return undefined
  const birthday = readDay(one(card, 'BDAY'))
  const [, ...departments] = fieldsOfFirst(card, 'ORG')
  const contact = {
    ...name,
    position: one(card, 'TITLE') ?? one(card, 'ROLE'),
    description: all(card, 'NOTE').map(textOf).filter(Boolean).join('\n\n') || undefined,
    industry: one(card, 'X-KONTOR-INDUSTRY'),
    type: one(card, 'X-KONTOR-TYPE'),
    temperature: one(card, 'X-KONTOR-TEMPERATURE'),
    class: contactClass.safeParse(one(card, 'X-KONTOR-CLASS')).data,
    currency: one(card, 'X-KONTOR-CURRENCY'),
    vatId: one(card, 'X-KONTOR-VATID'),
    visibility: visibility.safeParse(one(card, 'X-KONTOR-VISIBILITY')).data,
    language: readLanguage(one(card, 'X-KONTOR-LANGUAGE') ?? one(card, 'LANG') ?? ''),
    birthday,
    managers: all(card, 'X-KONTOR-MANAGERS').flatMap(listOf),
    tags: [...new Set(all(card, 'CATEGORIES').flatMap(listOf))].filter((tag) => tag !== 'myContacts'),
    details,
    custom: readCustom(card),
  }
  const uid = one(card, 'UID')?.replace(/^urn:uuid:/i, '')
  const photo = all(card, 'PHOTO').map(binaryOf).find(Boolean)
  return {
    contact: Object.fromEntries(
      Object.entries(contact).filter(([, value]) => value !== undefined),
    ) as unknown as CardContact,
    ...(uid === undefined ? {} : { uid }),
    ...(photo ? { photo } : {}),
    left: [...leftLines(card, { departments, birthday: birthday === undefined, language }), ...left],
  }
}

type Name = Pick<CardContact, 'kind' | 'salutation' | 'title' | 'firstName' | 'lastName' | 'companyName'>

/** Who the card is about: what it says of itself, else a person when one is named, else the firm. */
function readName(card: VCard, details: readonly Detail[]): Name | undefined {
  const [lastName = '', given = '', more = '', prefix = '', suffix = ''] = fieldsOfFirst(card, 'N', ' ')
  const [firm] = fieldsOfFirst(card, 'ORG')
  const full = one(card, 'FN')
  const told = /^org/i.test(one(card, 'KIND') ?? '') || /^company$/i.test(one(card, 'X-ABSHOWAS') ?? '')
  const named = given || more || lastName
  const company = told || (!named && firm && (!full || full === firm))
  const mail = details.find(({ kind }) => kind === 'email')?.value
  const parts =
    given || more || lastName ? { given: join(given, more), lastName } : guess(company ? '' : full)
  const ours = (one(card, 'PRODID') ?? '').includes('Kontor')
  const { salutation: greeting, title } = ours ? { title: prefix } : readPrefix(prefix)
  const name = {
    kind: company ? ('company' as const) : ('person' as const),
    salutation: salutation.safeParse(one(card, 'X-KONTOR-SALUTATION')).data ?? greeting ?? byGender(card),
    title: join(title, GENERATION.test(suffix) ? '' : suffix),
    firstName: parts.given,
    lastName: join(parts.lastName, GENERATION.test(suffix) ? suffix : ''),
    companyName: firm || (company ? full : undefined),
  }
  if (!company && !name.firstName && !name.lastName)
    name.lastName = typeof mail === 'string' ? mail : (firm ?? '')
  if (!(company ? name.companyName : name.firstName || name.lastName)) return undefined
  const whole = Object.entries(name).filter(([, value]) => value !== undefined && value !== '')
  return Object.fromEntries(whole) as unknown as Name
}

const GENERATION = /^(jr|jun|junior|sr|sen|senior|[ivx]{1,4})\.?$/i

function guess(full: string | undefined): { given: string; lastName: string } {
  if (!full) return { given: '', lastName: '' }
  const { first = '', last } = splitName(full)
  return { given: first, lastName: last }
}

const GREETINGS = [
  [/^(frau|ms|mrs|miss|madame|mme|fr)\.?(\s+|$)/i, 'ms'],
  [/^(herrn?|mr|monsieur|hr)\.?(\s+|$)/i, 'mr'],
  [/^(familie|family)(\s+|$)/i, 'family'],
] as const

function readPrefix(prefix: string): { salutation?: 'ms' | 'mr' | 'family' | undefined; title: string } {
  const [pattern, found] = GREETINGS.find(([greeting]) => greeting.test(prefix)) ?? []
  return pattern ? { salutation: found, title: prefix.replace(pattern, '') } : { title: prefix }
}

function byGender(card: VCard): 'ms' | 'mr' | undefined {
  const [letter] = fieldsOfFirst(card, 'GENDER')
  return letter === 'F' ? 'ms' : letter === 'M' ? 'mr' : undefined
}

/** A whole day in any of the forms of ISO 8601; undefined without a year, which some phones leave out. */
function readDay(text: string | undefined): string | undefined {
  const [, year = '', month = '', day = ''] = /^(\d{4})-?(\d\d)-?(\d\d)(?:[T ].*)?$/.exec(text ?? '') ?? []
  return year > '1604' ? `${year}-${month}-${day}` : undefined
}

function readCustom(card: VCard): Record<string, CustomValue> {
  const custom: Record<string, CustomValue> = {}
  for (const property of all(card, 'X-KONTOR-CUSTOM')) {
    const [key] = property.params['KEY'] ?? []
    try {
      if (key) custom[key] = JSON.parse(textOf(property)) as CustomValue
    } catch {
      // Not written by Kontor.
    }
  }
  return custom
}

function all({ properties }: VCard, name: string): VCardProperty[] {
  return properties.filter((property) => property.name === name)
}

/** The text of the first such line, or of the preferred one. */
function one(card: VCard, name: string): string | undefined {
  const lines = all(card, name).filter((property) => textOf(property) !== '')
  const chosen = lines.find((property) => paramOf(property, 'PREF')[0] === '1') ?? lines[0]
  return chosen && textOf(chosen)
}

function fieldsOfFirst(card: VCard, name: string, glue?: string): string[] {
  const [first] = all(card, name)
  return first ? fieldsOf(first, glue) : []
}

function join(...parts: string[]): string {
  return parts.filter(Boolean).join(' ')
}
