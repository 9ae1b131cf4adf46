// Weighs about 50 KB gzipped with its number plans (only the largest set tells mobile from fixed): the browser
// loads it lazily, never on the first screen.
import parse, {
  getCountryCallingCode,
  isSupportedCountry,
  type CountryCode,
  type NumberType,
} from 'libphonenumber-js/max'
import { groupHomeNumber, readHomeNumber } from './number-plan.ts'

export interface PhoneNumber {
  /** `+4922112340` */
  e164: string
  /** ISO 3166 code; null where a calling code belongs to no single country. */
  country: string | null
  type: 'mobile' | 'fixed' | 'special' | 'unknown'
}

/** Reads a number as it is dialled from `country`; null if it is none, then what was typed is kept as it is. */
export function parsePhone(text: string, country = 'DE'): PhoneNumber | null {
  const near = readHomeNumber(text.trim(), country)
  if (near) {
    const { callingCode, national, mobile } = near
    return { e164: `+${callingCode}${national}`, country: near.country, type: mobile ? 'mobile' : 'fixed' }
  }
  const read = readNumber(text, country)
  if (!read) return null
  return { e164: read.number, country: read.country ?? null, type: typeOf(read.getType()) }
}

/**
 * A number as DIN 5008 spells it: `0221 1234-0` at home, `+43 1 58801` from abroad. The hyphen before an
 * extension comes from the text as it was `typed`. What is not a number is given back unchanged.
 */
export function formatPhone(e164: string, homeCountry = 'DE', typed = ''): string {
  const { spelled, mobile } = spell(e164, homeCountry)
  const extension = mobile ? undefined : EXTENSION.exec(directDial(typed))?.[1]
  const last = /\d+$/.exec(spelled)?.[0] ?? ''
  if (extension === undefined || !last.endsWith(extension) || last.length <= extension.length + 1)
    return spelled
  return `${spelled.slice(0, -extension.length)}-${extension}`
}

function spell(e164: string, homeCountry: string): { spelled: string; mobile: boolean } {
  const near = readHomeNumber(e164, homeCountry)
  const grouped = near && groupHomeNumber(near)
  if (near && grouped !== undefined) {
    const spelled = near.country === homeCountry ? `0${grouped}` : `+${near.callingCode} ${grouped}`
    return { spelled, mobile: near.mobile }
  }
  const read = parse(e164)
  if (!read) return { spelled: e164, mobile: false }
  const spelled = read.country === homeCountry ? read.formatNational() : read.formatInternational()
  return { spelled, mobile: read.getType() === 'MOBILE' }
}

/**
 * The digit strings under which a number is found, whatever fragment is asked for: international without
 * `+`, national with its `0`, and as typed where that is something else. Empty without any digit.
 */
export function phoneDigits(value: string, country = 'DE'): string[] {
  const typed = digitsOf(value)
  const near = readHomeNumber(value.trim(), country)
  if (near) return withTyped([near.callingCode + near.national, `0${near.national}`], typed)
  const read = readNumber(value, country)
  if (!read) return typed ? [typed] : []
  const national = (read.ext || read.carrierCode ? parse(read.number) : read)?.formatNational() ?? ''
  return withTyped([digitsOf(read.number), digitsOf(national)], typed)
}

function withTyped(known: string[], typed: string): string[] {
  return known.some((digits) => digits.includes(typed)) ? known : [...known, typed]
}

/**
 * A number without its extension, where what was `typed` shows one: `0221 1234-0` and `0221 1234 DW 12` are both lines
 * of +492211234. Null where nothing shows which digits are the extension.
 */
export function phoneTrunk(e164: string, typed: string): string | null {
  if (NO_EXTENSION.test(typed)) return null
  const extension = EXTENSION.exec(directDial(typed))?.[1] ?? ''
  const trunk = e164.slice(0, -extension.length)
  return extension !== '' && e164.endsWith(extension) && trunk.length >= SHORTEST_TRUNK ? trunk : null
}

/**
 * The one form in which two spellings of a number are equal: E.164, and the same shape for numbers that no number plan
 * knows (a digit too few). Empty without enough digits.
 */
export function phoneKey(typed: string, country = 'DE'): string {
  const e164 = parsePhone(typed, country)?.e164
  if (e164) return e164
  const digits = digitsOf(directDial(typed).replace(/\(0\)/, ''))
  if (digits.length < SHORTEST_NUMBER) return ''
  const own = isSupportedCountry(country) ? getCountryCallingCode(country) : ''
  const abroad = new RegExp(`^(?:00)?${own}0?`)
  return `+${own}${/^\s*(\+|00)/.test(typed) ? digits.replace(abroad, '') : digits.replace(/^0/, '')}`
}

const SHORTEST_NUMBER = 6

/** Whether a number rings in somebody's pocket; told by its beginning at home, by the number plans elsewhere. */
export function isMobile(e164: string): boolean {
  if (/^\+(49|43|41)/.test(e164)) return HOME_MOBILE.test(e164)
  return parse(e164)?.getType() === 'MOBILE'
}

const HOME_MOBILE = /^\+(49(1[5-7])|43(6[5-9])|41(7[4-9]))/
const SHORTEST_TRUNK = 7

function readNumber(text: string, country: string) {
  const dialled = directDial(text)
  const home = isSupportedCountry(country) ? country : undefined
  const read = parse(dialled, home ? { defaultCountry: home } : {})
  const abroad = withoutPlus(dialled, home)
  if (abroad && !(read?.isValid() && read.nationalNumber.length <= LONGEST_AT_HOME && !abroad.home))
    return abroad.read
  if (read?.isValid()) return read
  const plain = dialled === text.trim() ? undefined : parse(text, home ? { defaultCountry: home } : {})
  return plain?.isValid() ? plain : undefined
}

/**
 * Who types 49 641 4000012 has left out the plus (or a spreadsheet has eaten it). Only without a leading zero, and
 * with the own country code only from eleven digits on, because 4921 123456 may be Emden without its zero.
 */
function withoutPlus(text: string, home: CountryCode | undefined) {
  const bare = text.replace(LABEL, '')
  const digits = digitsOf(bare)
  if (!/^\(?[1-9]/.test(bare) || digits.length < 10) return undefined
  const read = parse(`+${bare.replace(/^\(/, '')}`)
  if (!read?.isValid()) return undefined
  const own = home !== undefined && read.countryCallingCode === getCountryCallingCode(home)
  if (own && digits.length < 11) return undefined
  return { read, home: own }
}

/** The longest number in Germany behind the area code's zero; longer ones begin with a country code. */
const LONGEST_AT_HOME = 11
const LABEL = /^[\p{L}\s.:-]+/u
const NO_EXTENSION = /^[+\d ()/.]*$/
const EXTENSION = /\d\s*[-–]\s*(\d{1,5})$/

/** Extensions that are dialled straight on: `0221 1234 DW 12` is `0221 1234-12` (AT also `Kl. 12`). */
function directDial(text: string): string {
  return text.trim().replace(DIRECT, '-$1')
}

const DIRECT =
  /[\s,]*\b(?:Durchwahl|Klappe|DW|Kl|Apparat|App|Nebenstelle|Nst|HA|Ext|Extension)\b[.:\s-]*(\d{1,5})$/i

function typeOf(type: NumberType): PhoneNumber['type'] {
  if (type === 'MOBILE') return 'mobile'
  if (type === 'FIXED_LINE' || type === 'VOIP') return 'fixed'
  return type === undefined || type === 'FIXED_LINE_OR_MOBILE' ? 'unknown' : 'special'
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '')
}
