import type { Finding } from './finding.ts'

/** The VAT id as it is stored: capitals and digits only; a Swiss MWST, TVA or IVA behind it is dropped. */
export function normaliseVatId(text: string): string {
  const compact = text.toUpperCase().replace(/[\s.\-/\p{Pd}\p{Cf}]/gu, '')
  return compact.replace(/^(CHE\d{9})(MWST|TVA|IVA)$/, '$1')
}

/** As it is shown and printed: `CHE-100.155.212`, all others without gaps. */
export function formatVatId(text: string): string {
  return normaliseVatId(text).replace(/^CHE(\d{3})(\d{3})(\d{3})$/, 'CHE-$1.$2.$3')
}

/** The ISO 3166 code of the country that gave it (Greece writes EL, Northern Ireland XI); null if unknown. */
export function vatIdCountry(text: string): string | null {
  const prefix = prefixOf(normaliseVatId(text))
  if (prefix === null) return null
  return { CHE: 'CH', EL: 'GR', XI: 'GB' }[prefix] ?? prefix
}

/** Checks the format of the country's VAT ids, and the check digit for DE, AT and CH. */
export function checkVatId(text: string): Finding | null {
  const vatId = normaliseVatId(text)
  const prefix = prefixOf(vatId)
  if (prefix === null)
    return finding('country', 'A VAT id begins with a country code such as DE, ATU or CHE.')
  const rest = vatId.slice(prefix.length)
  if (!FORMATS[prefix]?.test(rest)) return finding('format', `This does not look like a VAT id of ${prefix}.`)
  const fits = CHECK_DIGITS[prefix]?.(rest) ?? true
  return fits
    ? null
    : finding('check_digit', 'The check digit does not fit; a digit is wrong or two are swapped.')
}

// Formats as the European Commission lists them for VIES, and those of the neighbours.
const FORMATS: Record<string, RegExp> = {
  AT: /^U\d{8}$/,
  BE: /^[01]\d{9}$/,
  BG: /^\d{9,10}$/,
  CHE: /^\d{9}$/,
  CY: /^\d{8}[A-Z]$/,
  CZ: /^\d{8,10}$/,
  DE: /^[1-9]\d{8}$/,
  DK: /^\d{8}$/,
  EE: /^\d{9}$/,
  EL: /^\d{9}$/,
  ES: /^(?=.*[A-Z])[A-Z\d]\d{7}[A-Z\d]$/,
  FI: /^\d{8}$/,
  FR: /^[A-Z\d]{2}\d{9}$/,
  GB: /^(\d{9}|\d{12}|GD\d{3}|HA\d{3})$/,
  HR: /^\d{11}$/,
  HU: /^\d{8}$/,
  IE: /^(\d{7}[A-Z]{1,2}|\d[A-Z+*]\d{5}[A-Z])$/,
  IT: /^\d{11}$/,
  LT: /^(\d{9}|\d{12})$/,
  LU: /^\d{8}$/,
  LV: /^\d{11}$/,
  MT: /^\d{8}$/,
  NL: /^[A-Z\d+*]{10}\d{2}$/,
  NO: /^\d{9}(MVA)?$/,
  PL: /^\d{10}$/,
  PT: /^\d{9}$/,
  RO: /^\d{2,10}$/,
  SE: /^\d{12}$/,
  SI: /^\d{8}$/,
  SK: /^\d{10}$/,
  XI: /^(\d{9}|\d{12}|GD\d{3}|HA\d{3})$/,
}

const CHECK_DIGITS: Record<string, (rest: string) => boolean> = { DE: fitsDe, AT: fitsAt, CHE: fitsChe }

function prefixOf(vatId: string): string | null {
  const prefix = vatId.startsWith('CHE') ? 'CHE' : vatId.slice(0, 2)
  return Object.hasOwn(FORMATS, prefix) ? prefix : null
}

/** ISO 7064, MOD 11,10. */
function fitsDe(rest: string): boolean {
  let product = 10
  for (const digit of digitsOf(rest).slice(0, 8)) {
    const sum = (digit + product) % 10 || 10
    product = (2 * sum) % 11
  }
  return (11 - product) % 10 === Number(rest.charAt(8))
}

/** Luhn with 4 added to the sum, behind the U. */
function fitsAt(rest: string): boolean {
  const digits = digitsOf(rest.slice(1))
  const sum = digits.slice(0, 7).reduce((sum, digit, at) => {
    const weighed = at % 2 === 0 ? digit : 2 * digit
    return sum + (weighed > 9 ? weighed - 9 : weighed)
  }, 4)
  return (10 - (sum % 10)) % 10 === digits[7]
}

/** Modulo 11, as eCH-0097 has it; a remainder that would give 10 is never given out. */
function fitsChe(rest: string): boolean {
  const weights = [5, 4, 3, 2, 7, 6, 5, 4]
  const digits = digitsOf(rest)
  const sum = weights.reduce((sum, weight, at) => sum + weight * (digits[at] ?? 0), 0)
  return (11 - (sum % 11)) % 11 === digits[8]
}

function digitsOf(text: string): number[] {
  return Array.from(text, Number)
}

function finding(code: string, message: string): Finding {
  return { code: `vat_id.${code}`, message }
}
