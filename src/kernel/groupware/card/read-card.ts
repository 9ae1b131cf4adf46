import { splitName } from '#kernel/split-name.ts'
import { fieldsOf, listOf, textOf } from '#kernel/vcard.ts'
import type { VCard, VCardProperty } from '#kernel/vcard.ts'
import type { CardItem } from '../card-item.ts'
import { addressesOf, emailsOf, phonesOf, preference, websitesOf } from './card-lines.ts'
import { photoMark } from './card-photo.ts'

/** What a card says of somebody (RFC 2426, RFC 6350), whichever program wrote it. */
export function readCard({ properties: lines }: Pick<VCard, 'properties'>): CardItem {
  const [company = '', ...units] = fieldsOfFirst(lines, 'ORG')
  const emails = emailsOf(lines).map(({ value }) => value)
  const names = namesOf(lines)
  const position = first(lines, 'TITLE') || first(lines, 'ROLE')
  return {
    uid: first(lines, 'UID').replace(/^urn:uuid:/i, ''),
    ...names,
    displayName: first(lines, 'FN') || fullName({ ...names, company, emails }),
    company,
    department: units.filter(Boolean).join(', '),
    position,
    emails,
    phones: phonesOf(lines).map(({ value }) => value),
    websites: websitesOf(lines).map(({ value }) => value),
    addresses: addressesOf(lines).map(({ value }) => value),
    birthday: readBirthday(lines),
    note: all(lines, 'NOTE').map(textOf).filter(Boolean).join('\n\n'),
    categories: [...new Set(all(lines, 'CATEGORIES').flatMap(listOf))].filter(
      (name) => name !== 'myContacts',
    ),
    photo: photoMark(lines),
    kontorId: first(lines, 'X-KONTOR-ID') || null,
  }
}

/** Whether a card is about somebody, and not a list of others (RFC 6350, 6.1.4; Apple's own line before that). */
export function isOfSomebody({ properties }: Pick<VCard, 'properties'>): boolean {
  const kinds = [first(properties, 'KIND'), first(properties, 'X-ADDRESSBOOKSERVER-KIND')]
  return !kinds.some((kind) => /^(group|location|device|application)$/i.test(kind))
}

/** The name a book shows, of its parts; else the firm, else an address. */
export function fullName(
  item: Pick<CardItem, 'title' | 'firstName' | 'middleName' | 'lastName' | 'suffix' | 'company' | 'emails'>,
): string {
  const { title, firstName, middleName, lastName, suffix, company, emails } = item
  const named = [firstName, middleName, lastName].some(Boolean)
  const name = [title, firstName, middleName, lastName, suffix].filter(Boolean).join(' ')
  return (named ? name : '') || company || name || (emails[0]?.value ?? '')
}

/** The text of the preferred line of a name; empty when there is none. */
export function first(lines: readonly VCardProperty[], name: string): string {
  const found = all(lines, name).filter((line) => textOf(line) !== '')
  const [best] = found.sort((a, b) => preference(a) - preference(b))
  return best ? textOf(best) : ''
}

function all(lines: readonly VCardProperty[], name: string): VCardProperty[] {
  return lines.filter((line) => line.name === name)
}

function fieldsOfFirst(lines: readonly VCardProperty[], name: string, glue?: string): string[] {
  const [line] = all(lines, name)
  return line ? fieldsOf(line, glue) : []
}

function namesOf(lines: readonly VCardProperty[]) {
  const [lastName = '', firstName = '', middleName = '', title = '', suffix = ''] = fieldsOfFirst(
    lines,
    'N',
    ' ',
  )
  if ([lastName, firstName, middleName].some(Boolean))
    return { title, firstName, middleName, lastName, suffix }
  const full = first(lines, 'FN')
  const [firm = ''] = fieldsOfFirst(lines, 'ORG')
  const isFirm =
    full === firm || /^company$/i.test(first(lines, 'X-ABSHOWAS')) || /^org$/i.test(first(lines, 'KIND'))
  const split = isFirm || full.includes('@') ? { first: '', last: '' } : splitName(full)
  return { title, firstName: split.first ?? '', middleName: '', lastName: split.last, suffix }
}

/** A day in any form of ISO 8601; null without a year, which Apple writes as 1604 and Outlook as one long ago. */
function readBirthday(lines: readonly VCardProperty[]): string | null {
  const [line] = all(lines, 'BDAY')
  const [, year = '', month = '', day = ''] =
    /^(\d{4})-?(\d\d)-?(\d\d)(?:[T ].*)?$/.exec(line ? textOf(line) : '') ?? []
  if (year <= '1604' || line?.params['X-APPLE-OMIT-YEAR']?.[0] === year) return null
  return `${year}-${month}-${day}`
}
