import { isSamePlace } from '#features/places/place.ts'
import type { PlaceNames } from '#features/places/place.ts'
import { mendEmail } from '#kernel/email-typo.ts'
import { checkIban, normaliseIban } from '#kernel/iban.ts'
import { isMobile } from '#kernel/mobile.ts'
import { checkVatId, normaliseVatId } from '#kernel/vat-id.ts'
import type { Contact } from './contact.ts'
import type { Address } from './detail.ts'
import type { HintCode } from './hint-codes.ts'
import { nameHints } from './name-hints.ts'

/** Something that is probably wrong but may be right: it is said at the field, and never refused. */
export interface Hint {
  /** The field: `lastName`, `details.2.value`, `details.0.value.city`. */
  path: string
  code: HintCode
  /** What the sentence names. */
  values?: Record<string, string>
  /** What one click makes of it. */
  fix?: { path: string; value: string }[]
}

/** A contact as far as hints look at it; as it is kept, or as it stands in the form. */
export type Hinted = Pick<
  Contact,
  'kind' | 'salutation' | 'firstName' | 'lastName' | 'companyName' | 'birthday' | 'vatId'
> & { details: HintedRow[] }

export type HintedRow =
  | { kind: 'address'; category: string; value: Address }
  /** `e164`: as it is dialled; null when it cannot be, undefined while nobody has looked. */
  | { kind: string; category: string; value: string; e164?: string | null | undefined }

interface Known {
  /** `2026-11-21` */
  today: string
  /** Home, for numbers and codes without a country. */
  country: string
  places?: PlaceNames | undefined
}

/** What in a contact is probably a slip. */
export function hintsOf(contact: Hinted, known: Known): Hint[] {
  return [
    ...nameHints(contact),
    ...contact.details.flatMap((row, index) => rowHints(row, `details.${index}`, known)),
    ...birthdayHints(contact.birthday, known.today),
    ...vatIdHints(contact.vatId),
  ]
}

function rowHints(row: HintedRow, path: string, known: Known): Hint[] {
  if (isAddress(row)) return addressHints(row.value, `${path}.value`, known)
  if (row.kind === 'phone') return phoneHints(row, path, known.country)
  if (row.kind === 'email') {
    const meant = mendEmail(row.value)
    return meant === null
      ? []
      : [
          {
            path: `${path}.value`,
            code: 'email.typo',
            values: { meant },
            fix: [{ path: `${path}.value`, value: meant }],
          },
        ]
  }
  return row.kind === 'iban' ? ibanHints(row.value, `${path}.value`) : []
}

const isAddress = (row: HintedRow): row is Extract<HintedRow, { value: Address }> =>
  typeof row.value !== 'string'

function phoneHints(
  { value, category, e164 }: Exclude<HintedRow, { value: Address }>,
  path: string,
  country: string,
): Hint[] {
  if (!value.trim()) return []
  const isMobileNumber = isMobile(e164 ?? value, country)
  const fixed = (to: string) => ({ fix: [{ path: `${path}.category`, value: to }] })
  if (category === 'fax' && isMobileNumber)
    return [{ path: `${path}.value`, code: 'phone.mobile_as_fax', ...fixed('mobile') }]
  if (category === 'mobile' && isMobileNumber === false && e164)
    return [{ path: `${path}.value`, code: 'phone.fixed_as_mobile', ...fixed('work') }]
  return e164 === null ? [{ path: `${path}.value`, code: 'phone.impossible' }] : []
}

function addressHints(address: Address, path: string, { country, places }: Known): Hint[] {
  const hints: Hint[] = []
  const { street, houseNumber, postalCode, city } = address
  const names = postalCode ? places?.(address.country || country, postalCode) : undefined
  if (names && city && !names.some((name) => isSamePlace(city, name))) {
    const [only] = names
    const fix = names.length === 1 && only ? { fix: [{ path: `${path}.city`, value: only }] } : {}
    hints.push({
      path: `${path}.city`,
      code: 'address.place',
      values: { postalCode, places: names.slice(0, 3).join(', ') },
      ...fix,
    })
  }
  if (postalCode && !houseNumber && STREET.test(street) && !/\d/.test(street))
    hints.push({ path: `${path}.houseNumber`, code: 'address.house_number' })
  return hints
}

/** Streets by their last word; hamlets, post boxes and parks have no number and need none. */
const STREET = /(?:stra(?:ß|ss)e|str\.|gasse|weg|allee|ring|damm|chaussee)\s*$/iu

function birthdayHints(birthday: string | null, today: string): Hint[] {
  if (!birthday) return []
  if (birthday > today) return [{ path: 'birthday', code: 'birthday.future' }]
  const age = Number(today.slice(0, 4)) - Number(birthday.slice(0, 4))
  return age > 110 ? [{ path: 'birthday', code: 'birthday.age', values: { age: String(age) } }] : []
}

/** As soon as it is as long as it has to be, not while it is still being typed. */
function ibanHints(value: string, path: string): Hint[] {
  const wrong = value.trim() ? checkIban(value) : null
  const isUnfinished = wrong?.code === 'iban.length' && normaliseIban(value).length < 22
  return !wrong || isUnfinished || normaliseIban(value).length < 15
    ? []
    : [{ path, code: 'iban', values: { problem: wrong.code } }]
}

function vatIdHints(vatId: string | null): Hint[] {
  const wrong = vatId?.trim() ? checkVatId(vatId) : null
  return wrong && normaliseVatId(vatId ?? '').length >= 11
    ? [{ path: 'vatId', code: 'vat_id', values: { problem: wrong.code } }]
    : []
}
