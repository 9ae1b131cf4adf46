import type { DetailKind } from '#features/contacts/detail.ts'
import { ALIASES } from './aliases.ts'
import { CRM_ALIASES } from './crm-aliases.ts'
import { headingKey } from './heading-key.ts'
import { readTarget } from './target.ts'
import { readSort } from './words.ts'

const byKey = new Map<string, string>()
for (const [target, headings] of [...Object.entries(CRM_ALIASES), ...Object.entries(ALIASES)]) {
  for (const heading of headings) byKey.set(headingKey(heading), target)
}

const GOOGLE_KINDS: Record<string, string> = {
  'E-mail': 'email',
  Phone: 'phone',
  Website: 'web',
  Address: 'address',
}
const GOOGLE_PARTS: Record<string, string> = {
  Street: 'street',
  City: 'city',
  'PO Box': 'postbox',
  Region: 'state',
  'Postal Code': 'postalCode',
  Country: 'country',
  'Extended Address': 'extra',
}

/**
 * What a heading means, `addressPostalCode` like `Address Postal Code`: a target, `ignore` for columns known to be of
 * no use, undefined for an unknown one.
 */
export function recogniseHeading(heading: string): string | undefined {
  const found = byKey.get(headingKey(heading)) ?? google(heading) ?? sorted(heading) ?? numbered(heading)
  if (found) return found
  const apart = heading.replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
  return apart === heading ? undefined : recogniseHeading(apart)
}

/** `E-mail 1 - Value`, `Phone 2 - Label` (`Type` before 2024), `Address 1 - Postal Code`; relations become notes. */
function google(heading: string): string | undefined {
  const [, name = '', number = '', column = ''] =
    /^(E-mail|Phone|Website|Address|IM|Relation|Event|Custom Field) (\d+) - (.+)$/.exec(heading.trim()) ?? []
  if (!name) return undefined
  const kind = GOOGLE_KINDS[name]
  if (!kind) return column === 'Value' ? 'note' : 'ignore'
  if (column === 'Label' || column === 'Type') return `${kind}.label.${number}`
  if (kind !== 'address') return column === 'Value' ? `${kind}.any.${number}` : 'ignore'
  const part = GOOGLE_PARTS[column]
  return part ? `address.any.${part}.${number}` : 'ignore'
}

/**
 * `Person - Telefon - Mobil` of Pipedrive, `Address (work) city` of ONLYOFFICE, `Tel. privat`: the sort stands in the
 * heading, in either language. What is said of an organisation is where somebody works.
 */
function sorted(heading: string): string | undefined {
  const key = headingKey(heading)
  const [, whose = '', bare = key] = /^(person|organi[sz]ation|kontakt|contact) (.+)$/.exec(key) ?? []
  const ofFirm = whose.startsWith('organi')
  const name = ofFirm ? bare.replace(/ of (company )?address$/, '') : bare
  if (whose && byKey.has(name)) return ofFirm ? atWork(byKey.get(name)) : byKey.get(name)
  const words = name.split(' ')
  for (let from = 0; from < words.length; from++)
    for (let to = words.length; to > from; to--) {
      const sort = words.slice(from, to).join(' ')
      const found = withSort(words.slice(0, from).join(' '), sort, words.slice(to).join(' '))
      if (found) return found
    }
  return undefined
}

function atWork(target: string | undefined): string | undefined {
  return target?.replace(/^address\.any\./, 'address.work.')
}

/** Of `Adresse (Arbeit) Stadt` the name, the sort and what follows; `Work Phone` has its name at the end. */
function withSort(before: string, sort: string, after: string): string | undefined {
  const isName = before === '' && PLACES.has(sort)
  const name = isName ? 'address' : before || after
  const [kind = '', category = '', part = ''] = (byKey.get(name) ?? '').split('.')
  const meant = readSort(sort, kind as DetailKind)
  if (meant === undefined) return undefined
  if (kind === 'address') return addressOf(meant, part, isName || before ? after : '')
  return before && after ? undefined : known(`${kind}.${ITS_OWN.has(category) ? category : meant}`)
}

/** A mobile number or a fax is one wherever it is. */
const ITS_OWN = new Set(['mobile', 'fax', 'direct'])
/** Sorts that say by themselves that they are an address. */
const PLACES = new Set(['Postanschrift', 'Lieferadresse', 'Rechnungsadresse'].map(headingKey))

function addressOf(sort: string, part: string, after: string): string | undefined {
  if (after === '') return known(`address.${sort}.${part}`)
  const [kind, , own = ''] = (byKey.get(after) ?? '').split('.')
  return kind === 'address' && part === 'street' ? known(`address.${sort}.${own}`) : undefined
}

function known(target: string): string | undefined {
  return readTarget(target) ? target : undefined
}

/** `Straße 2`, `E-Mail 3`, and the column that says of which sort it is: `Telefon: Art`, `E-mail 2: type`. */
function numbered(heading: string): string | undefined {
  const [, name = '', number = '1', label] =
    /^(.+?)(?: (\d{1,2}))?( art| typ| type| label)?$/.exec(headingKey(heading)) ?? []
  const base = name === 'adresse' || name === 'address' ? 'address.any.street' : byKey.get(name)
  const target = base === undefined ? undefined : readTarget(base)
  if (!base || !target) return undefined
  if (target.to === 'label') return `${target.kind}.label.${number}`
  if (target.to !== 'detail' && target.to !== 'address') return undefined
  if (label) return `${target.to === 'address' ? 'address' : target.kind}.label.${number}`
  return target.category === 'any' ? `${base}.${number}` : base
}
