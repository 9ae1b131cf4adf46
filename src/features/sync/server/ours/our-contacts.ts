import { sql } from 'kysely'
import type { Contact, ContactChange, ContactNew } from '#features/contacts/contact.ts'
import type { Address, Detail, DetailInput } from '#features/contacts/detail.ts'
import { categoriesOf } from '#features/contacts/detail-kinds.ts'
import type { DetailKind } from '#features/contacts/detail.ts'
import { changeContact } from '#features/contacts/server/change-contact.ts'
import { changePhoto } from '#features/contacts/server/change-photo.ts'
import { readContacts } from '#features/contacts/server/read-contacts.ts'
import { CARD_FIELDS } from '#kernel/groupware/card-item.ts'
import type { CardAddress, CardItem, CardValue } from '#kernel/groupware/card-item.ts'
import { checkEmail, emailKey } from '#kernel/email.ts'
import { mayChange } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import { hasDigit } from '#kernel/phone-text.ts'
import { phoneKey } from '#kernel/phone.ts'
import { splitStreet } from '#kernel/postal-address.ts'
import { readable, uuids } from '#platform/access.ts'
import { GREETING } from '../../item-fields.ts'
import { cut, isAny, textsOf } from './our-side.ts'
import type { OurArea, OurKind } from './our-side.ts'
import { uidOf } from './our-tasks.ts'
import type { Database } from '#platform/database.ts'
import type { SyncItem } from '../run.ts'
import type { SyncDb } from '../tables.ts'

/** Contacts somebody chose are kept in step; taken away outside, they only leave it. */
const contacts: OurKind = {
  kind: 'contact',
  area: 'contact',
  keepsOurs: true,
  fields: ({ notes, pictures }) => [
    ...CARD_FIELDS,
    ...(pictures ? ['photo'] : []),
    'kontorId',
    ...(notes ? ['note'] : []),
  ],
  live: (by) => sql`
    select r.id, r.version, r.created_at, null::timestamptz as over_at from contact r
    where r.deleted_at is null and ${readable(by, sql`r.reader_ids`)}`,
  async read(db, by, ids) {
    if (ids.length === 0) return new Map()
    const found = (await readContacts(db, by, [...ids])).filter(({ deletedAt }) => deletedAt === null)
    const { rows } = await sql<{ id: string; photoHash: string }>`
      select id, photo_hash from contact where id = any(${uuids(ids)}) and photo_hash is not null`.execute(db)
    const photos = new Map(rows.map(({ id, photoHash }) => [id, photoHash]))
    return new Map(
      found.map((contact) => [contact.id, recordOf(by, contact, photos.get(contact.id) ?? null)]),
    )
  },
  async change(tx, by, { id, version }, { fields, item, picture }) {
    const card = item as unknown as CardItem
    const plain = fields.filter((field) => field !== 'photo' && field !== 'kontorId')
    const db: Database<SyncDb> = tx
    const [before] = await readContacts(db, by, [id])
    if (before && plain.length > 0)
      await changeContact(tx, by, { id, change: changeOf(before, plain, card), ifMatch: version })
    if (isAny(fields, 'photo') && picture !== undefined) await changePhoto(tx, by, { id, picture })
  },
}

export const contactArea: OurArea = { area: 'contact', kinds: [contacts], bringsNew: false }

/** A card as the contact it can become; whom it works for stands there by name. */
export function contactOf(card: CardItem): ContactNew {
  const details = detailsOf([], ['emails', 'phones', 'websites', 'addresses'], card)
  const companyName = cut(card.company || card.displayName, 255)
  if (isFirm(card)) return { kind: 'company', companyName, details }
  const { title, firstName, lastName } = nameOf(['title', 'firstName', 'lastName'], card)
  const isNamed = Boolean(firstName || lastName)
  const called = cut(card.displayName || (card.emails[0]?.value ?? ''), 255)
  return {
    kind: 'person',
    title: title || null,
    firstName: firstName || null,
    lastName: isNamed ? lastName || null : called,
    companyName: cut(card.company, 255) || null,
    position: cut(card.position, 255) || null,
    birthday: card.birthday,
    tags: tagsOf(card),
    details,
  }
}

/** A card that names a firm and nobody in it. */
export function isFirm({ company, displayName, ...names }: CardItem): boolean {
  const isNameless = !names.firstName && !names.middleName && !names.lastName && !names.suffix
  return isNameless && company !== '' && (displayName === '' || displayName === company)
}

function recordOf(by: By, contact: Contact, photo: string | null) {
  const { id, version } = contact
  const item = { ...itemOfContact(contact), photo: photo === null ? null : { mark: photo } }
  return { id, version, item: item as unknown as SyncItem, mayChange: mayChange(by, contact) }
}

/** A contact as every address book can say it, without its picture. */
export function itemOfContact(contact: Contact): CardItem {
  const { id, details } = contact
  const isPerson = contact.kind === 'person'
  const rows = <K extends DetailKind>(...kinds: K[]) =>
    details
      .filter((row): row is Extract<Detail, { kind: K }> => kinds.includes(row.kind as K))
      .toSorted((a, b) => Number(b.primary) - Number(a.primary))
  return {
    uid: uidOf(id),
    title: isPerson ? (contact.title ?? '') : '',
    firstName: isPerson ? (contact.firstName ?? '') : '',
    middleName: '',
    lastName: isPerson ? (contact.lastName ?? '') : '',
    suffix: '',
    displayName: contact.displayName,
    company: contact.companyName ?? '',
    department: '',
    position: contact.position ?? '',
    emails: rows('email', 'gmail').map(({ category, value }) => ({
      category: plainCategory(category),
      value: String(value),
    })),
    phones: rows('phone').map(({ category, value }) => ({
      category: phoneCategory(category),
      value: String(value),
    })),
    websites: rows('web').map(({ value }) => String(value)),
    addresses: rows('address').map(addressItem),
    birthday: contact.birthday,
    note: contact.description ?? '',
    categories: contact.tags,
    photo: null,
    kontorId: id,
  }
}

function changeOf(before: Contact, fields: readonly string[], card: CardItem): ContactChange {
  const change: ContactChange = { cascade: false }
  if (before.kind === 'person') Object.assign(change, nameOf(fields, card))
  if (isAny(fields, 'position')) change.position = cut(card.position, 255)
  if (isAny(fields, 'birthday')) change.birthday = card.birthday
  if (isAny(fields, 'note')) change.description = cut(card.note, 65_000)
  if (isAny(fields, 'categories')) change.tags = tagsOf(card)
  if (isAny(fields, 'emails', 'phones', 'websites', 'addresses'))
    change.details = detailsOf(before.details, fields, card)
  return change
}

function nameOf(fields: readonly string[], card: CardItem): ContactChange {
  const { title, firstName, middleName, lastName, suffix } = card
  const join = (...parts: string[]) => cut(parts.filter(Boolean).join(' '), 255)
  const names = { firstName: join(firstName, middleName), lastName: join(lastName, suffix) }
  return {
    ...(isAny(fields, 'title') ? { title: cut(title.replace(GREETING, ''), 100) } : {}),
    // Somebody without any name stays who they are.
    ...(isAny(fields, 'firstName', 'middleName', 'lastName', 'suffix') && (names.firstName || names.lastName)
      ? names
      : {}),
  }
}

function tagsOf({ categories }: CardItem): string[] {
  return textsOf(categories)
    .flatMap((name) => cut(name, 50).replaceAll(/\s+/g, ' ').trim() || [])
    .slice(0, 100)
}

/** The rows of now with those of the card in place of theirs; a row whose value stays keeps all it has. */
export function detailsOf(
  before: readonly Detail[],
  fields: readonly string[],
  card: CardItem,
): DetailInput[] {
  let rows: DetailInput[] = [...before]
  const replace = (
    kinds: readonly DetailKind[],
    keyOf: (row: DetailInput) => string,
    next: DetailInput[],
  ) => {
    const known = new Map(rows.filter((row) => kinds.includes(row.kind)).map((row) => [keyOf(row), row]))
    const kept = next.map((row) => known.get(keyOf(row)) ?? row)
    rows = [...rows.filter((row) => !kinds.includes(row.kind)), ...kept]
  }
  const text = (row: DetailInput) => (typeof row.value === 'string' ? row.value : '')
  if (isAny(fields, 'emails'))
    replace(['email', 'gmail'], (row) => emailKey(text(row)), emailRows(card.emails))
  if (isAny(fields, 'phones'))
    replace(['phone'], (row) => phoneKey(text(row)) || text(row), phoneRows(card.phones))
  if (isAny(fields, 'websites')) replace(['web'], (row) => text(row).toLowerCase(), webRows(card.websites))
  if (isAny(fields, 'addresses'))
    replace(['address'], (row) => addressKey(row), card.addresses.map(addressRow))
  return rows.slice(0, 100)
}

/** What cannot be a value of ours stays where it is. */
function emailRows(emails: CardItem['emails']): DetailInput[] {
  return emails.filter(({ value }) => checkEmail(value) === null).map((one) => row('email', one))
}

function phoneRows(phones: CardItem['phones']): DetailInput[] {
  return phones.filter(({ value }) => hasDigit(value) && value.length <= 100).map((one) => row('phone', one))
}

function webRows(websites: readonly string[]): DetailInput[] {
  return websites
    .filter((value) => value !== '' && value.length <= 255)
    .map((value) => row('web', { category: 'work', value }))
}

function row(kind: 'email' | 'phone' | 'web', { category, value }: CardValue<string>): DetailInput {
  return { kind, category: categoriesOf(kind).includes(category) ? category : 'other', value, primary: false }
}

function addressItem({ category, value }: Extract<Detail, { kind: 'address' }>): CardAddress {
  const { street, houseNumber, postalCode, city, state, country } = value
  const kind = category === 'home' ? 'home' : category === 'work' || category === 'office' ? 'work' : 'other'
  return {
    category: kind,
    street: [street, houseNumber].filter(Boolean).join(' '),
    postalCode,
    city,
    state,
    country,
  }
}

function addressRow({ category, street, postalCode, city, state, country }: CardAddress): DetailInput {
  const land = /^[A-Za-z]{2}$/.test(country) ? country.toUpperCase() : ''
  const value: Address = {
    ...splitStreet(cut(street.replaceAll('\n', ', '), 255)),
    postalCode: cut(postalCode, 20),
    city: cut(city, 255),
    state: cut(state, 255),
    country: land,
  }
  return { kind: 'address', category, value, primary: false }
}

function addressKey(row: DetailInput): string {
  if (row.kind !== 'address') return ''
  const { street, houseNumber, postalCode, city, state, country } = row.value
  return [street, houseNumber, postalCode, city, state, country].join('|').toLowerCase()
}

function plainCategory(category: string): 'work' | 'home' | 'other' {
  return category === 'home' || category === 'other' ? category : 'work'
}

function phoneCategory(category: string): CardItem['phones'][number]['category'] {
  return category === 'home' || category === 'mobile' || category === 'fax' || category === 'other'
    ? category
    : 'work'
}
