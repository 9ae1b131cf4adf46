import type { DetailKind } from '#features/contacts/detail.ts'
import { headingKey } from './heading-key.ts'

// What stands in cells for the values Kontor keeps as codes. The first word of a list is how German exports write it,
// the second how English ones do.

const SALUTATIONS = {
  ms: ['Frau', 'Ms', 'Mrs', 'Miss', 'Fr', 'Madame', 'Mme'],
  mr: ['Herr', 'Mr', 'Hr', 'Herrn', 'Monsieur'],
  family: ['Familie', 'Family'],
  firm: ['Firma', 'Firm', 'Fa'],
  neutral: ['Neutral', 'Neutral', 'Divers', 'Mx'],
}
const GENDERS = { ms: ['weiblich', 'female', 'w', 'f'], mr: ['männlich', 'male', 'm'] }
const KINDS = {
  person: ['Person', 'Person', 'Kontakt', 'Contact'],
  company: ['Unternehmen', 'Company', 'Firma', 'Organisation', 'Organization'],
}
const VISIBILITIES = {
  managers: ['nur Kontaktleiter', 'managers only', 'managers'],
  read: ['alle lesen', 'everybody reads', 'read'],
  write: ['alle bearbeiten', 'everybody changes', 'write'],
}
const YES = ['Ja', 'Yes', 'true', 'wahr', 'x', '1', 'on', 'y', 'j']
const NO = ['Nein', 'No', 'false', 'falsch', '0', 'off', 'n']

const CATEGORIES: Record<string, string[]> = {
  work: [
    'geschäftlich',
    'work',
    'Arbeit',
    'Business',
    'dienstlich',
    'Firma',
    'Company',
    'main',
    'Haupttelefon',
  ],
  home: ['privat', 'home', 'Zuhause', 'persönlich', 'personal'],
  mobile: ['mobil', 'mobile', 'Handy', 'cell', 'Mobiltelefon', 'mobil geschäftlich', 'mobil privat'],
  direct: ['Durchwahl', 'direct'],
  fax: ['Fax', 'fax', 'work fax', 'home fax', 'other fax', 'Fax geschäftlich', 'Fax privat', 'Fax (Arbeit)'],
  office: ['Büro', 'office'],
  postal: ['Lieferadresse', 'delivery', 'postal', 'Lieferung', 'shipping', 'Postanschrift'],
  billing: ['Rechnungsadresse', 'billing', 'Rechnung', 'invoice'],
  other: ['sonstige', 'other', 'andere', 'weitere', 'Sonstiges'],
}

type Words = Record<string, readonly string[]>
type Code<W extends Words> = Extract<keyof W, string>

const finder = <W extends Words>(words: W) => {
  const codes = new Map<string, Code<W>>()
  for (const [code, list] of Object.entries(words)) {
    codes.set(headingKey(code), code as Code<W>)
    for (const word of list) codes.set(headingKey(word), code as Code<W>)
  }
  return (text: string): Code<W> | undefined => codes.get(headingKey(text))
}
const writer =
  (words: Words) =>
  (code: string, language: 'de' | 'en'): string =>
    words[code]?.[language === 'de' ? 0 : 1] ?? code

export const readKind = finder(KINDS)
export const writeKind = writer(KINDS)
export const readGender = finder(GENDERS)
export const readVisibility = finder(VISIBILITIES)
export const writeVisibility = writer(VISIBILITIES)
export const writeSalutation = writer(SALUTATIONS)
export const writeCategory = writer(CATEGORIES)
export const writeYes = writer({ true: YES, false: NO })

const salutationOf = finder(SALUTATIONS)
const categoryOf = finder(CATEGORIES)
const answerOf = finder({ true: YES, false: NO })

/** `Herr Dr.` is a salutation and a title; what is no salutation at all is a title. */
export function readSalutation(text: string): {
  salutation?: keyof typeof SALUTATIONS
  title?: string
} {
  const [first = '', ...rest] = text.trim().split(/\s+/)
  const salutation = salutationOf(first)
  if (!salutation) return { title: text.trim() }
  const title = rest.join(' ')
  return { salutation, ...(title ? { title } : {}) }
}

export function readYes(text: string): boolean | undefined {
  const answer = answerOf(text)
  return answer === undefined ? undefined : answer === 'true'
}

/** A label such as Google's `* Work`: the star marks the primary one. Unknown labels are `other`. */
export function readLabel(
  text: string,
  kind: DetailKind,
  known: readonly string[],
): { category: string; primary: boolean } {
  const primary = text.trim().startsWith('*')
  const label = text.replace(/^\s*\*/, '').trim()
  if (label === '') return { category: 'work', primary }
  const category = categoryOf(label) ?? 'other'
  const fitting = category === 'office' && kind !== 'address' ? 'work' : category
  return { category: known.includes(fitting) ? fitting : 'other', primary }
}

const regions = new Map<string, string>([
  ['d', 'DE'],
  ['a', 'AT'],
  ['brd', 'DE'],
  ['schweiz suisse svizzera', 'CH'],
  ['uk', 'GB'],
  ['england', 'GB'],
  ['grossbritannien', 'GB'],
  ['great britain', 'GB'],
  ['usa', 'US'],
  ['united states of america', 'US'],
  ['vereinigte staaten von amerika', 'US'],
  ['holland', 'NL'],
  ['czech republic', 'CZ'],
  ['tschechische republik', 'CZ'],
])
const languages = new Map<string, string>()

/** The ISO code of a country by its code or its German or English name. */
export function readCountry(text: string): string | undefined {
  if (!regions.has('deutschland')) fillNames(regions, 'region')
  const known = regions.get(headingKey(text)) ?? regions.get(headingKey(text.replace(/\(.*\)/, '')))
  return known ?? (/^[A-Z]{2}$/.test(text) ? text : undefined)
}

/** The name of a country where it is read as the same one again, else its code. */
export function writeCountry(code: string, language: 'de' | 'en'): string {
  if (!/^[A-Z]{2}$/.test(code)) return code
  const name = regionNames[language].of(code) ?? code
  return readCountry(name) === code ? name : code
}

const regionNames = {
  de: new Intl.DisplayNames(['de'], { type: 'region' }),
  en: new Intl.DisplayNames(['en'], { type: 'region' }),
}

/** The two letters of a language by code (`de-AT`) or name. */
export function readLanguage(text: string): string | undefined {
  if (!languages.has('deutsch')) fillNames(languages, 'language')
  const known = languages.get(headingKey(text)) ?? languages.get(headingKey(text.replace(/[\s(_-].*$/s, '')))
  return known ?? (/^[a-z]{2}$/.test(text) ? text : undefined)
}

/** Every two letters that Intl knows, under the code and its German and English name; old codes under the new. */
function fillNames(into: Map<string, string>, type: 'region' | 'language'): void {
  const letters = 'abcdefghijklmnopqrstuvwxyz'.split('')
  for (const locale of ['de', 'en']) {
    const names = new Intl.DisplayNames([locale], { type, fallback: 'none' })
    for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
      const { region, language } = new Intl.Locale(type === 'region' ? `und-${code}` : code)
      const kept = type === 'region' ? region : language
      const name = kept && names.of(kept)
      if (!name) continue
      for (const key of [code, headingKey(name)]) if (!into.has(key)) into.set(key, kept)
    }
  }
}
