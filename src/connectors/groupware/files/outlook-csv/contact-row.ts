import { normaliseEmail } from '#kernel/email.ts'
import type { CardItem } from '#kernel/groupware/card-item.ts'
import { fullName } from '#kernel/groupware/card/read-card.ts'
import { factUid } from '#kernel/groupware/fact-uid.ts'
import { readCountry } from '#kernel/region-names.ts'
import type { Row } from './cells.ts'
import type { CONTACT_HEADINGS } from './headings.ts'

type Name = keyof typeof CONTACT_HEADINGS

/** A card out of a row of Outlook's contacts; undefined for one that names nobody. */
export function cardOfRow(row: Row<Name>): CardItem | undefined {
  const { text } = row
  const emails = (['email', 'email2', 'email3'] as const)
    .map((name) => normaliseEmail(text(name)).toLowerCase())
    // Exchange writes names of its own where there is no address: `/o=First/ou=…`.
    .filter((value) => /^[^\s@/]+@[^\s@]+$/.test(value))
  const named = {
    title: text('title'),
    firstName: text('firstName'),
    middleName: text('middleName'),
    lastName: text('lastName'),
    suffix: text('suffix'),
    company: text('company'),
    emails: [...new Set(emails)].map((value) => ({ category: 'work' as const, value })),
  }
  const displayName = fullName(named)
  if (displayName === '') return undefined
  return {
    uid: factUid('csv', [displayName, named.company, emails.join(' ')]),
    ...named,
    displayName,
    department: text('department'),
    position: text('position'),
    phones: PHONES.map(([name, category]) => ({ category, value: text(name) })).filter(
      ({ value }) => value !== '',
    ),
    websites: [text('website'), text('ownWebsite')].filter(Boolean),
    addresses: (['work', 'home', 'other'] as const).flatMap((kind) => addressOf(row, kind)),
    birthday: row.day('birthday'),
    note: text('note'),
    categories: row.list('categories'),
    photo: null,
    kontorId: null,
  }
}

const PHONES: readonly [Name, CardItem['phones'][number]['category']][] = [
  ['workPhone', 'work'],
  ['mobile', 'mobile'],
  ['workPhone2', 'work'],
  ['companyPhone', 'work'],
  ['mainPhone', 'work'],
  ['homePhone', 'home'],
  ['homePhone2', 'home'],
  ['mobile2', 'mobile'],
  ['carPhone', 'mobile'],
  ['otherPhone', 'other'],
  ['workFax', 'fax'],
  ['homeFax', 'fax'],
  ['otherFax', 'fax'],
]

function addressOf({ text }: Row<Name>, category: 'work' | 'home' | 'other'): CardItem['addresses'] {
  const part = (name: string) => text(`${category}${name}` as Name)
  const box = part('Box')
  const street = [
    part('Street'),
    part('Street2'),
    part('Street3'),
    box && (/\p{L}/u.test(box) ? box : `Postfach ${box}`),
  ]
    .map((line) => line.replaceAll(/\s*\n\s*/g, ', '))
    .filter(Boolean)
    .join(', ')
  const nation = part('Country')
  const address = {
    category,
    street,
    postalCode: part('PostalCode'),
    city: part('City'),
    state: part('State'),
    country: readCountry(nation) ?? nation,
  }
  return [street, address.postalCode, address.city].some(Boolean) ? [address] : []
}
