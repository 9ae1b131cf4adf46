import type { Contact, PhysicalAddress } from '@microsoft/microsoft-graph-types'
import type { CardAddress, CardItem } from '#kernel/groupware/card-item.ts'
import { writeCountry } from '#kernel/region-names.ts'
import { fitting } from './kept-list.ts'
import { ADDRESSES, EMAILS, PHONES, WEBSITES, spoken } from './read-card.ts'
import type { CardKept } from './read-card.ts'

/** What to send so that a contact has these fields of the item; lists as far as Outlook has room. */
export function cardBody(item: CardItem, fields: readonly (keyof CardItem)[]): Contact {
  const asked = new Set(fields)
  const body: Contact = {}
  for (const [field, name] of TEXTS) if (asked.has(field)) body[name] = item[field]
  if (NAMES.some((name) => asked.has(name))) body.displayName = item.displayName || spoken(item)
  if (asked.has('emails')) {
    const name = item.displayName || spoken(item)
    body.emailAddresses = fitting(item.emails, EMAILS).map(({ value }) => ({ address: value, name }))
  }
  if (asked.has('phones')) Object.assign(body, phones(item))
  if (asked.has('websites')) body.businessHomePage = fitting(item.websites, WEBSITES)[0] ?? null
  if (asked.has('addresses')) Object.assign(body, addresses(item))
  if (asked.has('birthday')) body.birthday = item.birthday === null ? null : `${item.birthday}T11:59:00Z`
  if (asked.has('categories')) body.categories = item.categories
  return body
}

/** The lists to keep after these fields were written; undefined when none of them was. */
export function keptAfter(
  item: CardItem,
  fields: readonly (keyof CardItem)[],
  old: Partial<CardKept>,
): Partial<CardKept> | undefined {
  const lists = LISTS.filter((list) => fields.includes(list))
  if (lists.length === 0) return undefined
  return { ...old, ...Object.fromEntries(lists.map((list) => [list, item[list]])) }
}

/** Fields of which Outlook has no room for all. */
export const LISTS = ['emails', 'phones', 'websites', 'addresses'] as const

const NAMES = ['title', 'firstName', 'middleName', 'lastName', 'suffix', 'displayName'] as const
const TEXTS = [
  ['title', 'title'],
  ['firstName', 'givenName'],
  ['middleName', 'middleName'],
  ['lastName', 'surname'],
  ['suffix', 'generation'],
  ['company', 'companyName'],
  ['department', 'department'],
  ['position', 'jobTitle'],
  ['note', 'personalNotes'],
] as const

function phones(item: CardItem): Contact {
  const fits = fitting(item.phones, PHONES)
  const of = (kind: string) => fits.filter(({ category }) => category === kind).map(({ value }) => value)
  return {
    businessPhones: of('work'),
    homePhones: of('home'),
    mobilePhone: of('mobile')[0] ?? null,
  }
}

function addresses(item: CardItem): Contact {
  const fits = fitting(item.addresses, ADDRESSES)
  const of = (kind: string): PhysicalAddress => physical(fits.find(({ category }) => category === kind))
  return { businessAddress: of('work'), homeAddress: of('home'), otherAddress: of('other') }
}

function physical(one: CardAddress | undefined): PhysicalAddress {
  return {
    street: one?.street ?? '',
    postalCode: one?.postalCode ?? '',
    city: one?.city ?? '',
    state: one?.state ?? '',
    countryOrRegion: writeCountry(one?.country ?? '', 'de'),
  }
}
