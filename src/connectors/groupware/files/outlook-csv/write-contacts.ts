import type { CardItem } from '#kernel/groupware/card-item.ts'
import { CONTACT_HEADINGS } from './headings.ts'
import { dayCell, tableHead, tableLine } from './write-table.ts'
import type { TableStyle } from './write-table.ts'

type Name = keyof typeof CONTACT_HEADINGS
const NAMES = Object.keys(CONTACT_HEADINGS) as Name[]

/** The names of the columns of Outlook's contacts. */
export function contactHead(style: TableStyle): Buffer {
  return tableHead(Object.values(CONTACT_HEADINGS), style)
}

/** A contact as a line of Outlook's table; what has no column is left out. */
export function contactLine(card: CardItem, style: TableStyle): Buffer {
  const cells = cellsOf(card, style)
  return tableLine(
    NAMES.map((name) => cells[name] ?? ''),
    style,
  )
}

function cellsOf(card: CardItem, style: TableStyle): Partial<Record<Name, string>> {
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
    birthday: dayCell(card.birthday, style),
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
