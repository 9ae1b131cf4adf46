import { ALIASES } from './aliases.ts'
import { CRM_ALIASES } from './crm-aliases.ts'
import { headingKey } from './heading-key.ts'
import { readTarget } from './target.ts'

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

/** What a heading means: a target, `ignore` for columns known to be of no use, undefined for an unknown one. */
export function recogniseHeading(heading: string): string | undefined {
  return byKey.get(headingKey(heading)) ?? google(heading) ?? sorted(heading) ?? numbered(heading)
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

const SORTS = ['work', 'home', 'mobile', 'direct', 'fax', 'other']

/** `Person - Email - Work` of Pipedrive, `Phone (Mobile)` of ONLYOFFICE: the sort stands in the heading. */
function sorted(heading: string): string | undefined {
  const bare = heading.trim().replace(/^(person|organization|contact) - /i, '')
  if (bare !== heading.trim() && byKey.has(headingKey(bare))) return byKey.get(headingKey(bare))
  const [, name = '', sort = '', part = ''] =
    /^(.+?)(?: - | \()(\w+)\)?(?:(?: - |: | )(.+))?$/.exec(bare) ?? []
  if (!SORTS.includes(sort.toLowerCase())) return undefined
  const target = byKey.get(headingKey(name))
  const [kind = '', category] = (target ?? '').split('.')
  if (kind === 'address' || headingKey(name) === 'address') {
    const [, , partName] = (byKey.get(headingKey(part)) ?? 'address.any.street').split('.')
    return known(`address.${sort.toLowerCase()}.${partName}`)
  }
  return category === undefined ? undefined : known(`${kind}.${sort.toLowerCase()}`)
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
