import type { Address } from '#features/contacts/detail.ts'
import { takeAddresses } from '#features/contacts/paste/addresses.ts'
import { splitStreet } from '#kernel/postal-address.ts'
import { normalisePostalCode } from '#kernel/postal-code.ts'
import { readCountry } from '#kernel/region-names.ts'
import type { AddressPart } from './target.ts'

export interface AddressCells {
  /** The texts of the columns of each part. */
  parts: Partial<Record<AddressPart, string[]>>
  /** Of what parts there are columns, be they empty in this row. */
  columns: Set<AddressPart>
}

/** An address out of its columns; `unknownCountry` is what could not be read as a country. */
export function readAddress(
  { parts, columns }: AddressCells,
  homeCountry: string,
): { value: Address; unknownCountry?: string } {
  const whole = columns.size === 1 ? readWhole(parts.street?.join('\n') ?? '', homeCountry) : undefined
  if (whole) return { value: whole }
  const text = (part: AddressPart, glue = ' ') => (parts[part] ?? []).join(glue)
  const { country, postalCode } = readTown(text('postalCode'), text('country'), homeCountry)
  const value: Address = {
    ...readStreet(parts, columns.has('houseNumber')),
    postalCode,
    city: text('city'),
    state: text('state'),
    country: country ?? '',
  }
  return country === undefined ? { value, unknownCountry: text('country') } : { value }
}

/** Street and town in one cell, if that is all there is in it. */
function readWhole(text: string, country: string): Address | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const { found, left } = takeAddresses(lines, { country, mailboxes: [], domains: [], imprint: false })
  const [only, ...more] = found
  return only?.is === 'address' && more.length + left.length === 0 ? only.value : undefined
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
