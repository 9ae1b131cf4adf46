import type { Address } from '#features/contacts/detail.ts'
import { splitStreet } from '#kernel/postal-address.ts'
import { normalisePostalCode } from '#kernel/postal-code.ts'
import { readCountry } from '#kernel/region-names.ts'
import type { AddressPart } from './target.ts'

export interface AddressCells {
  /** The texts of the columns of each part. */
  parts: Partial<Record<AddressPart, string[]>>
  /** Street and number stand in columns of their own. */
  numberApart: boolean
}

/** An address out of its columns; `unknownCountry` is what could not be read as a country. */
export function readAddress(
  { parts, numberApart }: AddressCells,
  homeCountry: string,
): { value: Address; unknownCountry?: string } {
  const text = (part: AddressPart, glue = ' ') => (parts[part] ?? []).join(glue)
  const { country, postalCode } = readTown(text('postalCode'), text('country'), homeCountry)
  const value: Address = {
    ...readStreet(parts, numberApart),
    postalCode,
    city: text('city'),
    state: text('state'),
    country: country ?? '',
  }
  return country === undefined ? { value, unknownCountry: text('country') } : { value }
}

/** A second line or a post box keeps the street whole: the number would else come to stand behind it. */
function readStreet(
  parts: AddressCells['parts'],
  numberApart: boolean,
): Pick<Address, 'street' | 'houseNumber'> {
  const street = (parts.street ?? []).join(', ')
  const number = (parts.houseNumber ?? []).join(' ')
  const boxes = (parts.postbox ?? []).map((box) => (/\p{L}/u.test(box) ? box : `Postfach ${box}`))
  const extra = [...(parts.extra ?? []), ...boxes]
  if (extra.length > 0) {
    const first = [street, number].filter(Boolean).join(' ')
    return { street: [first, ...extra].filter(Boolean).join(', '), houseNumber: '' }
  }
  return numberApart ? { street, houseNumber: number } : splitStreet(street)
}

/** `A-1010` tells the country; spreadsheets take the leading zero off `01067`. */
function readTown(
  code: string,
  countryText: string,
  homeCountry: string,
): { postalCode: string; country: string | undefined } {
  const [, sign, bare] = /^([A-Za-z]{1,2}) ?[-–] ?(\d{4,6})$/.exec(code.trim()) ?? []
  const told = countryText === '' ? '' : readCountry(countryText)
  const country = told === '' && sign !== undefined ? (readCountry(sign) ?? '') : told
  const postalCode = normalisePostalCode(bare !== undefined && country ? bare : code, country || homeCountry)
  const lostZero = country === 'DE' && /^\d{4}$/.test(postalCode)
  return { postalCode: lostZero ? `0${postalCode}` : postalCode, country }
}
