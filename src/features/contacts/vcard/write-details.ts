import { splitStreet } from '#kernel/postal-address.ts'
import { writeCountry } from '#kernel/region-names.ts'
import { fieldsProperty, plainProperty, textProperty } from '#kernel/vcard.ts'
import type { Params, VCardProperty } from '#kernel/vcard.ts'
import type { Category } from '../detail-kinds.ts'
import type { Address, Detail, DetailKind } from '../detail.ts'
import { GMAIL, LABELS, MESSENGERS, PROFILES } from './detail-words.ts'
import type { CardStyle } from './write-contact.ts'

/** The lines of a card for the ways to reach somebody, in their order. */
export function writeDetails(details: readonly Detail[], style: CardStyle): VCardProperty[] {
  let groups = 0
  return details.flatMap((detail) => {
    const { property, labels } = writeDetail(detail, style)
    if (labels.length === 0) return [property]
    groups += 1
    const group = `item${groups}`
    return [property, ...labels].map((line) => ({ ...line, group }))
  })
}

interface Written {
  property: VCardProperty
  /** Lines that say more about it, tied to it by a group. */
  labels: VCardProperty[]
}

function writeDetail(detail: Detail, style: CardStyle): Written {
  if (detail.kind === 'address') return writeAddress(detail, style)
  const { kind, value } = detail
  const category = detail.category as Category
  const [service, scheme] = MESSENGERS[kind] ?? []
  const labels = labelLines(category, style)
  const plain = (property: VCardProperty): Written => ({ property, labels })
  const params = paramsOf(detail, style)
  if (kind === 'phone') return plain(textProperty('TEL', value, params))
  if (kind === 'email') return plain(textProperty('EMAIL', value, params))
  if (kind === 'gmail') {
    return {
      property: textProperty('EMAIL', value, params),
      labels: [labelLine(gmailLabel(category, style))],
    }
  }
  if (kind === 'web') {
    // A backslash would be read as the beginning of an escape.
    return plain(
      /[\\\s]/.test(value)
        ? textProperty('X-KONTOR-WEB', value, params)
        : plainProperty('URL', value, params),
    )
  }
  if (service !== undefined) {
    const address = `${scheme}:${encodeURIComponent(value).replaceAll('%40', '@').replaceAll('%2B', '+')}`
    return plain(plainProperty('IMPP', address, { ...params, [serviceParam(style)]: [service] }))
  }
  const profile = PROFILES[kind]
  if (profile === undefined) return plain(textProperty(`X-KONTOR-${kind.toUpperCase()}`, value, params))
  if (style.version === '4.0') {
    // RFC 9554 3.5
    const more = { ...params, 'SERVICE-TYPE': [profile], VALUE: ['text'] }
    return plain(textProperty('SOCIALPROFILE', value, more))
  }
  const types = [profile.toLowerCase(), ...(params['TYPE'] ?? [])]
  return plain(textProperty('X-SOCIALPROFILE', value, { ...params, TYPE: types }))
}

/** RFC 9554 4.9 for vCard 4; before that everybody wrote what Apple does. */
function serviceParam({ version }: CardStyle): string {
  return version === '4.0' ? 'SERVICE-TYPE' : 'X-SERVICE-TYPE'
}

function writeAddress(
  { value, category, primary }: Extract<Detail, { kind: 'address' }>,
  style: CardStyle,
): Written {
  const { street, houseNumber, postalCode, city, state, country } = value
  const whole = [street, houseNumber].filter(Boolean).join(' ')
  const name = country && writeCountry(country, style.language)
  const fields = ['', '', whole, city, state, postalCode, name]
  const params = {
    ...paramsOf({ kind: 'address', category, primary }, style),
    ...(isSplitAlike(whole, value) ? {} : { 'X-HOUSENUMBER': [houseNumber] }),
    // RFC 8605 3.1; Apple has a line of its own for the same.
    ...(country && style.version === '4.0' ? { CC: [country] } : {}),
  }
  const labels = labelLines(category as Category, style)
  if (country && style.version === '3.0') labels.push(plainProperty('X-ABADR', country.toLowerCase()))
  return { property: fieldsProperty('ADR', fields, params), labels }
}

function isSplitAlike(whole: string, { street, houseNumber }: Address): boolean {
  const split = splitStreet(whole)
  return split.street === street && split.houseNumber === houseNumber
}

function paramsOf(
  { kind, category, primary }: { kind: DetailKind; category: string; primary: boolean },
  { version }: CardStyle,
): Params {
  const types: string[] = kind === 'email' || kind === 'gmail' ? ['internet'] : []
  if (category === 'work' || category === 'direct' || category === 'office') types.push('work')
  if (category === 'home') types.push('home')
  if (category === 'mobile') types.push('cell')
  if (category === 'fax') types.push('work', 'fax')
  else if (kind === 'phone') types.push('voice')
  if (version === '4.0') {
    // RFC 9554 5.1
    if (category === 'billing') types.push('billing')
    if (category === 'postal') types.push('delivery')
    const known = types.filter((type) => type !== 'internet')
    return { ...(known.length > 0 ? { TYPE: known } : {}), ...(primary ? { PREF: ['1'] } : {}) }
  }
  const all = [...types, ...(primary ? ['pref'] : [])].map((type) => type.toUpperCase())
  return all.length > 0 ? { TYPE: all } : {}
}

function labelLines(category: Category, { language }: CardStyle): VCardProperty[] {
  const word = LABELS[category]?.[language === 'de' ? 0 : 1]
  return word === undefined ? [] : [labelLine(word)]
}

function labelLine(word: string): VCardProperty {
  return textProperty('X-ABLabel', word)
}

function gmailLabel(category: Category, { language }: CardStyle): string {
  const word = LABELS[category]?.[language === 'de' ? 0 : 1]
  return word === undefined ? GMAIL : `${GMAIL} ${word}`
}
