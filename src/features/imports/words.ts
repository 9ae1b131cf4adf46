import { categoriesOf } from '#features/contacts/detail-kinds.ts'
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
  managers: ['nur Betreuung', 'managers only', 'managers', 'nur Kontaktleiter'],
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
  other: ['sonstige', 'other', 'andere', 'weitere', 'Sonstiges', 'Sonstiger'],
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
export function readLabel(text: string, kind: DetailKind): { category: string; primary: boolean } {
  const primary = text.trim().startsWith('*')
  const label = text.replace(/^\s*\*/, '').trim()
  return { category: label === '' ? 'work' : (readSort(label, kind) ?? 'other'), primary }
}

/** Which sort of this kind a word means, `Büro` of a phone such as of an address; undefined for any other word. */
export function readSort(word: string, kind: DetailKind): string | undefined {
  const category = categoryOf(word)
  const fitting = category === 'office' && kind !== 'address' ? 'work' : category
  const known: readonly string[] = categoriesOf(kind)
  return fitting && known.includes(fitting) ? fitting : undefined
}
