import iconv from 'iconv-lite'
import type { CardItem } from '#kernel/groupware/card-item.ts'
import { csvLine, guard } from '#kernel/csv.ts'
import { CONTACT_HEADINGS } from './headings.ts'

type Name = keyof typeof CONTACT_HEADINGS
const NAMES = Object.keys(CONTACT_HEADINGS) as Name[]

/** The names of Outlook's columns; in the letters of Windows, as its import reads nothing else. */
export function outlookHead(language: 'de' | 'en'): Buffer {
  const place = language === 'de' ? 0 : 1
  return line(NAMES.map((name) => nth(CONTACT_HEADINGS[name], place)))
}

/** A contact as a line of Outlook's table; what has no column is left out. */
export function outlookLine(card: CardItem, language: 'de' | 'en'): Buffer {
  const cells = cellsOf(card, language)
  return line(NAMES.map((name) => cells[name] ?? ''))
}

const nth = (words: readonly string[], place: number): string => (place === 0 ? words[0] : words.at(-1)) ?? ''

function line(cells: readonly string[]): Buffer {
  // No cell runs as a formula in a spreadsheet; a number with its country's code is none.
  const harmless = cells.map((cell) => (/^\+[\d\s()/-]+$/.test(cell) ? cell : guard(cell)))
  return iconv.encode(csvLine(harmless, { delimiter: ',', guard: false }), 'windows-1252')
}

function cellsOf(card: CardItem, language: 'de' | 'en'): Partial<Record<Name, string>> {
  const { title, firstName, middleName, lastName, suffix, company, department, position, note } = card
  const [email, email2, email3] = card.emails.map(({ value }) => value)
  const [website, ownWebsite] = card.websites
  const plain = { title, firstName, middleName, lastName, suffix, company, department, position, note }
  const several = { email, email2, email3, website, ownWebsite }
  return {
    ...plain,
    ...Object.fromEntries(Object.entries(several).filter(([, value]) => value !== undefined)),
    ...phonesOf(card),
    ...addressesOf(card),
    birthday: card.birthday === null ? '' : dayOf(card.birthday, language),
    categories: card.categories.join(';'),
  }
}

const PHONES: Record<CardItem['phones'][number]['category'], readonly Name[]> = {
  work: ['workPhone', 'workPhone2', 'companyPhone'],
  home: ['homePhone', 'homePhone2'],
  mobile: ['mobile', 'mobile2'],
  fax: ['workFax', 'homeFax', 'otherFax'],
  other: ['otherPhone'],
}

/** Each in a column of its kind as long as there are any. */
function phonesOf({ phones }: CardItem): Partial<Record<Name, string>> {
  const found: Partial<Record<Name, string>> = {}
  for (const { category, value } of phones) {
    const free = PHONES[category].find((name) => found[name] === undefined)
    if (free) found[free] = value
  }
  return found
}

/** The first of each kind. */
function addressesOf({ addresses }: CardItem): Partial<Record<Name, string>> {
  return Object.fromEntries(
    (['work', 'home', 'other'] as const).flatMap((kind) => {
      const address = addresses.find(({ category }) => category === kind)
      if (!address) return []
      const { street, postalCode, city, state, country } = address
      const parts = { Street: street, PostalCode: postalCode, City: city, State: state, Country: country }
      return Object.entries(parts).map(([part, value]) => [`${kind}${part}`, value])
    }),
  )
}

function dayOf(day: string, language: 'de' | 'en'): string {
  const [year, month, date] = day.split('-')
  return language === 'de' ? `${date}.${month}.${year}` : `${Number(month)}/${Number(date)}/${year}`
}
