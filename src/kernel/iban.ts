import {
  countrySpecs,
  electronicFormatIBAN,
  friendlyFormatIBAN,
  validateIBAN,
  ValidationErrorsIBAN,
} from 'ibantools'
import type { Finding } from './finding.ts'

/** The IBAN as it is stored: capitals and digits only, a leading word `IBAN` dropped. */
export function normaliseIban(text: string): string {
  return electronicFormatIBAN(text.replace(/^\s*IBAN[:\s]*/i, '').replace(/[^\p{L}\p{N}]/gu, '')) ?? ''
}

/** The IBAN in groups of four, as it is shown and printed. */
export function formatIban(text: string): string {
  return friendlyFormatIBAN(normaliseIban(text)) ?? ''
}

/** The country of the bank, as its ISO 3166 code; null if no country uses such IBANs. */
export function ibanCountry(text: string): string | null {
  const country = normaliseIban(text).slice(0, 2)
  return lengthIn(country) === undefined ? null : country
}

/** Checks country, length, structure and check digits (ISO 13616, modulo 97). */
export function checkIban(text: string): Finding | null {
  const iban = normaliseIban(text)
  const { errorCodes } = validateIBAN(iban)
  if (errorCodes.length === 0) return null
  const country = ibanCountry(iban)
  if (country === null) return finding('country', 'An IBAN begins with a country code such as DE.')
  if (errorCodes.includes(ValidationErrorsIBAN.WrongBBANLength)) {
    const wanted = lengthIn(country)
    return finding('length', `An IBAN of ${country} has ${wanted} characters; these are ${iban.length}.`)
  }
  if (errorCodes.includes(ValidationErrorsIBAN.WrongBBANFormat)) {
    return finding('format', `This does not look like an IBAN of ${country}.`)
  }
  return finding('check_digits', 'The check digits do not fit; a digit is wrong or two are swapped.')
}

function lengthIn(country: string): number | undefined {
  const spec = Object.hasOwn(countrySpecs, country) ? countrySpecs[country] : undefined
  return spec?.chars ?? undefined
}

function finding(code: string, message: string): Finding {
  return { code: `iban.${code}`, message }
}
