import { fieldsProperty, listProperty, textProperty } from '#kernel/vcard.ts'
import type { VCardProperty } from '#kernel/vcard.ts'
import { lineOf, newLine, setLine, setLines } from '../ical/component.ts'
import type { Component, Property } from '../ical/component.ts'
import type { CardItem } from '../card-item.ts'
import { applyList } from './apply-list.ts'
import { addressesOf, emailsOf, phonesOf, websitesOf } from './card-lines.ts'
import { addressLine, emailLine, phoneLine, websiteLine } from './new-card-lines.ts'
import type { CardStyle } from './new-card-lines.ts'
import { first, fullName } from './read-card.ts'

interface Edit {
  before: CardItem
  after: CardItem
  fields: readonly (keyof CardItem)[]
}

type Another = (...names: readonly (keyof CardItem)[]) => boolean

/** Writes these fields where they are another than `before`; every other line stays as it is. */
export function applyFields(
  card: Component,
  { before, after: wanted, fields }: Edit,
  style: CardStyle,
): void {
  const chosen = Object.fromEntries(fields.map((name) => [name, wanted[name]]))
  const after: CardItem = { ...before, ...chosen }
  const another: Another = (...names) =>
    names.some((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
  applyNames(card, { before, after, fields }, another)
  applyLists(card, after, another, style)
  if (another('birthday')) {
    const day = style.version === '4.0' ? after.birthday?.replaceAll('-', '') : after.birthday
    setLine(card, day ? newLine('BDAY', day) : 'BDAY')
  }
  if (another('note')) setText(card, 'NOTE', after.note)
  if (another('kontorId')) setText(card, 'X-KONTOR-ID', after.kontorId ?? '')
}

const NAMES = ['title', 'firstName', 'middleName', 'lastName', 'suffix'] as const

function applyNames(card: Component, { before, after, fields }: Edit, another: Another): void {
  const { title, firstName, middleName, lastName, suffix, company, department, position } = after
  const renamed = another(...NAMES)
  if (renamed || !lineOf(card, 'N')) {
    setLine(card, keeping(card, fieldsProperty('N', [lastName, firstName, middleName, title, suffix])))
  }
  // A card has a name to show (RFC 2426, 3.1.1). One that somebody chose freely stays until the person is renamed.
  const shown = first(card.lines, 'FN')
  const told = fields.includes('displayName') ? after.displayName : ''
  const follows = shown === '' || renamed || (another('company') && shown === fullName(before))
  const full = told || (follows ? fullName(after) : shown) || after.uid || '?'
  if (full !== shown) setLine(card, keeping(card, textProperty('FN', full)))
  if (another('company', 'department')) {
    const units = department === '' ? [company] : [company, department]
    setLine(card, units.some(Boolean) ? keeping(card, fieldsProperty('ORG', units)) : 'ORG')
  }
  if (another('position')) {
    setText(card, 'TITLE', position)
    if (position === '') setLine(card, 'ROLE')
  }
}

function applyLists(card: Component, after: CardItem, another: Another, style: CardStyle): void {
  const { lines } = card
  if (another('emails')) {
    const make = (one: CardItem['emails'][number]) => emailLine(one, style)
    applyList(card, { told: emailsOf(lines), wanted: after.emails, key: ({ value }) => value, make })
  }
  if (another('phones')) {
    const make = (one: CardItem['phones'][number]) => phoneLine(one, style)
    applyList(card, {
      told: phonesOf(lines),
      wanted: after.phones,
      key: ({ value }) => digitsOf(value),
      make,
    })
  }
  if (another('websites')) {
    applyList(card, { told: websitesOf(lines), wanted: after.websites, key: (one) => one, make: websiteLine })
  }
  if (another('addresses')) {
    const make = (one: CardItem['addresses'][number]) => addressLine(one, style)
    applyList(card, {
      told: addressesOf(lines),
      wanted: after.addresses,
      key: (one) => JSON.stringify(one),
      make,
    })
  }
  if (another('categories')) {
    const line = asLine(listProperty('CATEGORIES', after.categories))
    setLines(card, 'CATEGORIES', after.categories.length > 0 ? [line] : [])
  }
}

/** The same for one number in two ways of writing it. */
function digitsOf(number: string): string {
  return number.replaceAll(/[^\d+]/g, '').replace(/^00/, '+') || number
}

function setText(card: Component, name: string, text: string): void {
  setLine(card, text === '' ? name : keeping(card, textProperty(name, text)))
}

/** A line with the group and the parameters that the one of its name had, such as a language. */
function keeping(card: Component, property: VCardProperty): Property {
  const old = lineOf(card, property.name)
  const { ENCODING: _encoding, CHARSET: _charset, ...params } = old?.params ?? {}
  return asLine({ ...property, params, ...(old?.group === undefined ? {} : { group: old.group }) })
}

function asLine({ name, group, params, value }: VCardProperty): Property {
  return newLine(name, value, params, group)
}
