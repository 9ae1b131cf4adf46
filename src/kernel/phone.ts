// Weighs about 50 KB gzipped with its number plans (only the largest set tells mobile from fixed): the browser
// loads it lazily, never on the first screen.
import parse, { isSupportedCountry, type NumberType } from 'libphonenumber-js/max'

export interface PhoneNumber {
  /** `+4922112340` */
  e164: string
  /** ISO 3166 code; null where a calling code belongs to no single country. */
  country: string | null
  type: 'mobile' | 'fixed' | 'special' | 'unknown'
}

/** Reads a number as it is dialled from `country`; null if it is none, then what was typed is kept as it is. */
export function parsePhone(text: string, country = 'DE'): PhoneNumber | null {
  const read = readNumber(text, country)
  if (!read) return null
  return { e164: read.number, country: read.country ?? null, type: typeOf(read.getType()) }
}

/**
 * A number as DIN 5008 spells it: `0221 1234-0` at home, `+43 1 58801` from abroad. The hyphen before an
 * extension comes from the text as it was `typed`. What is not a number is given back unchanged.
 */
export function formatPhone(e164: string, homeCountry = 'DE', typed = ''): string {
  const read = parse(e164)
  if (!read) return e164
  const spelled = read.country === homeCountry ? read.formatNational() : read.formatInternational()
  const extension = read.getType() === 'MOBILE' ? undefined : EXTENSION.exec(directDial(typed))?.[1]
  const last = /\d+$/.exec(spelled)?.[0] ?? ''
  if (extension === undefined || !last.endsWith(extension) || last.length <= extension.length + 1)
    return spelled
  return `${spelled.slice(0, -extension.length)}-${extension}`
}

/**
 * The digit strings under which a number is found, whatever fragment is asked for: international without
 * `+`, national with its `0`, and as typed where that is something else. Empty without any digit.
 */
export function phoneDigits(value: string, country = 'DE'): string[] {
  const typed = digitsOf(value)
  const read = readNumber(value, country)
  if (!read) return typed ? [typed] : []
  const national = (read.ext || read.carrierCode ? parse(read.number) : read)?.formatNational() ?? ''
  const known = [digitsOf(read.number), digitsOf(national)]
  return known.some((digits) => digits.includes(typed)) ? known : [...known, typed]
}

function readNumber(text: string, country: string) {
  const read = parse(directDial(text), isSupportedCountry(country) ? { defaultCountry: country } : {})
  return read?.isValid() ? read : undefined
}

const EXTENSION = /\d\s*[-–]\s*(\d{1,5})$/

/** Extensions that are dialled straight on: `0221 1234 DW 12` is `0221 1234-12` (AT also `Kl. 12`). */
function directDial(text: string): string {
  return text.trim().replace(/[\s,]*\b(?:Durchwahl|Klappe|DW|Kl)\b[.:\s]*(\d{1,5})$/i, '-$1')
}

function typeOf(type: NumberType): PhoneNumber['type'] {
  if (type === 'MOBILE') return 'mobile'
  if (type === 'FIXED_LINE' || type === 'VOIP') return 'fixed'
  return type === undefined || type === 'FIXED_LINE_OR_MOBILE' ? 'unknown' : 'special'
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '')
}
