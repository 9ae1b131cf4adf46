import type { Contact, PhysicalAddress } from '@microsoft/microsoft-graph-types'
import type { CardAddress, CardItem, CardPhoto } from '#kernel/groupware/card-item.ts'
import { readCountry } from '#kernel/region-names.ts'
import { plain } from './graph-entity.ts'
import type { Sent } from './graph-entity.ts'
import { mergedList } from './kept-list.ts'
import type { Room } from './kept-list.ts'
import type { Marks } from './kontor-marks.ts'

/** The lists of a card as Kontor wrote them last: Outlook has no room for all of them, nor for what kind each is. */
export type CardKept = Pick<CardItem, 'emails' | 'phones' | 'websites' | 'addresses'>

/** Three addresses of mail, of any kind. */
export const EMAILS: Room<CardItem['emails'][number]> = {
  slot: () => 'email',
  places: { email: 3 },
  key: ({ value }) => value.toLowerCase(),
}

export const PHONES: Room<CardItem['phones'][number]> = {
  slot: ({ category }) => category,
  places: { work: 2, home: 2, mobile: 1 },
  key: ({ value }) => value.replaceAll(/[^\d+]/g, '') || value,
}

export const WEBSITES: Room<string> = {
  slot: () => 'website',
  places: { website: 1 },
  key: (one) => one,
}

export const ADDRESSES: Room<CardAddress> = {
  slot: ({ category }) => category,
  places: { work: 1, home: 1, other: 1 },
  key: (one) => JSON.stringify([one.street, one.postalCode, one.city, one.state, one.country]),
}

/** A contact of Outlook's as an item. */
export function readCard(contact: Sent<Contact>, marks: Marks<CardKept>, photo: CardPhoto | null): CardItem {
  const names = {
    title: contact.title ?? '',
    firstName: contact.givenName ?? '',
    middleName: contact.middleName ?? '',
    lastName: contact.surname ?? '',
    suffix: contact.generation ?? '',
  }
  return {
    uid: marks.uid ?? contact.id,
    ...names,
    displayName: contact.displayName || spoken(names),
    company: contact.companyName ?? '',
    department: contact.department ?? '',
    position: contact.jobTitle ?? '',
    emails: mergedList(marks.kept.emails, emailsOf(contact), EMAILS),
    phones: mergedList(marks.kept.phones, phonesOf(contact), PHONES),
    websites: mergedList(marks.kept.websites, present([contact.businessHomePage]), WEBSITES),
    addresses: mergedList(marks.kept.addresses, addressesOf(contact), ADDRESSES),
    // Outlook means a day and says noon of it, nearly, in UTC.
    birthday: contact.birthday?.slice(0, 10) ?? null,
    note: plain(contact.personalNotes),
    categories: contact.categories ?? [],
    photo,
    kontorId: marks.kontorId,
  }
}

/** A name as it is spoken. */
export function spoken(
  names: Pick<CardItem, 'title' | 'firstName' | 'middleName' | 'lastName' | 'suffix'>,
): string {
  const { title, firstName, middleName, lastName, suffix } = names
  return present([title, firstName, middleName, lastName, suffix]).join(' ')
}

function emailsOf({ emailAddresses }: Contact): CardItem['emails'] {
  return present((emailAddresses ?? []).map(({ address }) => address)).map((value) => ({
    category: 'work',
    value: value.toLowerCase(),
  }))
}

function phonesOf({ businessPhones, homePhones, mobilePhone }: Contact): CardItem['phones'] {
  const of = (category: 'work' | 'home' | 'mobile', numbers: readonly (string | null)[]) =>
    present(numbers).map((value) => ({ category, value }))
  return [
    ...of('work', businessPhones ?? []),
    ...of('home', homePhones ?? []),
    ...of('mobile', [mobilePhone ?? null]),
  ]
}

function addressesOf({ businessAddress, homeAddress, otherAddress }: Contact): CardAddress[] {
  const of = (category: CardAddress['category'], one: PhysicalAddress | null | undefined): CardAddress[] => {
    const { street, postalCode, city, state, countryOrRegion } = one ?? {}
    if (present([street, postalCode, city, state, countryOrRegion]).length === 0) return []
    const country = countryOrRegion ?? ''
    return [
      {
        category,
        street: street ?? '',
        postalCode: postalCode ?? '',
        city: city ?? '',
        state: state ?? '',
        country: readCountry(country) ?? country,
      },
    ]
  }
  return [...of('work', businessAddress), ...of('home', homeAddress), ...of('other', otherAddress)]
}

function present(texts: readonly (string | null | undefined)[]): string[] {
  return texts.filter((one) => one != null && one !== '') as string[]
}
