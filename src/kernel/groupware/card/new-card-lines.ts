import { writeCountry } from '#kernel/region-names.ts'
import { fieldsProperty, plainProperty, textProperty } from '#kernel/vcard.ts'
import type { Params, VCardProperty } from '#kernel/vcard.ts'
import type { CardAddress, CardItem } from '../card-item.ts'

export interface CardStyle {
  version: '3.0' | '4.0'
  /** Of the names of countries. */
  language: 'de' | 'en'
}

type Category = CardItem['phones'][number]['category']

export function emailLine({ category, value }: CardItem['emails'][number], style: CardStyle): VCardProperty {
  return textProperty('EMAIL', value, typesOf(style.version === '3.0' ? ['internet'] : [], category, style))
}

export function phoneLine({ category, value }: CardItem['phones'][number], style: CardStyle): VCardProperty {
  return textProperty('TEL', value, typesOf(category === 'fax' ? [] : ['voice'], category, style))
}

/** Addresses of the web know no escapes, but a backslash would be read as one. */
export function websiteLine(value: string): VCardProperty {
  return /[\\\s,;]/.test(value) ? textProperty('URL', value) : plainProperty('URL', value)
}

export function addressLine(address: CardAddress, style: CardStyle): VCardProperty {
  const { category, street, postalCode, city, state, country } = address
  const params = typesOf([], category, style)
  const code = /^[A-Z]{2}$/.test(country) ? country : undefined
  const name = code === undefined ? country : writeCountry(code, style.language)
  // RFC 8605, 3.1
  const told = code !== undefined && style.version === '4.0' ? { ...params, CC: [code] } : params
  return fieldsProperty('ADR', ['', '', street, city, state, postalCode, name], told)
}

/** The words that TYPE has for a category. */
export const TYPE_WORDS: Record<Category, readonly string[]> = {
  work: ['work'],
  home: ['home'],
  mobile: ['cell'],
  fax: ['work', 'fax'],
  other: [],
}

function typesOf(first: readonly string[], category: Category, { version }: CardStyle): Params {
  const types = [...first, ...TYPE_WORDS[category]]
  if (types.length === 0) return {}
  return { TYPE: version === '4.0' ? types : types.map((word) => word.toUpperCase()) }
}
