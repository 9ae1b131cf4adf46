export interface PostalAddress {
  street?: string | null
  houseNumber?: string | null
  postalCode?: string | null
  city?: string | null
  state?: string | null
  /** ISO 3166 code; any other text is printed as it is. */
  country?: string | null
}

/**
 * The lines of an address below the name, in the order of its country (DIN 5008 for DE, AT and CH). Sent
 * abroad, the last line is the country in capitals, in the language of the sender.
 */
export function addressLines(address: PostalAddress, language: 'de' | 'en', homeCountry = 'DE'): string[] {
  const country = trimmed(address.country)
  const order = country.toUpperCase() || homeCountry
  const [street, number] = [trimmed(address.street), trimmed(address.houseNumber)]
  const abroad = country !== '' && order !== homeCountry
  const lines = [
    NUMBER_FIRST.has(order) ? joined(number, street) : joined(street, number),
    ...townLines(address, order),
    abroad ? countryName(country, language).toLocaleUpperCase(language) : '',
  ]
  return lines.filter(Boolean)
}

/**
 * Takes the house number off a street: `Königstraße 12 a`, `Hauptstraße 5/2/14`. What has no number at its
 * end, post boxes and the squares of Mannheim (`C4, 12`) stay whole.
 */
export function splitStreet(text: string): { street: string; houseNumber: string } {
  const whole = text.replace(/\s+/g, ' ').trim()
  const parts = MANNHEIM.test(whole) || POST_BOX.test(whole) ? null : STREET_AND_NUMBER.exec(whole)
  return { street: parts?.[1] ?? whole, houseNumber: parts?.[2] ?? '' }
}

const MANNHEIM = /^[A-U] ?\d{1,2}\b/
const POST_BOX = /^(postfach|p\.? ?o\.? box|case postale|bo[iî]te postale|bp)\b/i
const NUMBER = String.raw`\d{1,5}(?: ?1/[2-4])?(?: ?[a-zA-Z])?`
const MORE = String.raw`(?: ?[-–/+&] ?(?:\d{1,5}(?: ?[a-zA-Z])?|[a-zA-Z]))*`
const DOOR = String.raw`(?:,? (?:Stiege|Stg\.?|Top|Tür) ?\d{1,4}[a-zA-Z]?)*`
const STREET_AND_NUMBER = new RegExp(
  String.raw`^(?=.*\p{L}{2})(.*?[\p{L}.)])(?: ?,)? ?(?:Nr\. ?)?(${NUMBER}${MORE}${DOOR})$`,
  'u',
)

const NUMBER_FIRST = new Set(['AU', 'CA', 'FR', 'GB', 'IE', 'LU', 'MT', 'NZ', 'US'])
const CODE_LAST = new Set(['AU', 'CA', 'US'])
const CODE_BELOW = new Set(['GB', 'IE'])

function townLines({ postalCode, city, state }: PostalAddress, country: string): string[] {
  if (CODE_LAST.has(country)) return [joined(city, state, postalCode)]
  if (CODE_BELOW.has(country)) return [trimmed(city), trimmed(postalCode)]
  return [joined(postalCode, city)]
}

function countryName(country: string, language: string): string {
  if (!/^[A-Z]{2}$/i.test(country)) return country
  return new Intl.DisplayNames([language], { type: 'region' }).of(country.toUpperCase()) ?? country
}

function joined(...words: (string | null | undefined)[]): string {
  return words.map(trimmed).filter(Boolean).join(' ')
}

function trimmed(text: string | null | undefined): string {
  return (text ?? '').trim()
}
