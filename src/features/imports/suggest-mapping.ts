import type { FieldRule } from '#features/customfields/custom-field.ts'
import { headingKey } from './heading-key.ts'
import { recogniseHeading } from './recognise-heading.ts'
import type { Mapping } from './target.ts'

export interface Column {
  index: number
  heading: string
  /** The first values that are not empty. */
  samples: string[]
}

/** A heading before the name of a custom field that would else mean something of our own. */
export const CUSTOM_PREFIX = { de: 'Zusatzfeld', en: 'Custom field' }

/**
 * Where each column goes, by its heading, else by what stands in it. A field that takes one value is filled by the
 * first column that claims it; the others become notes.
 */
export function suggestMapping(columns: readonly Column[], fields: readonly FieldRule[]): Mapping {
  const taken = new Set<string>()
  const from = {
    outlook: columns.some((c) => OUTLOOK.has(headingKey(c.heading))),
    crm: columns.some((c) => CRM.has(headingKey(c.heading))),
  }
  const mapping: Mapping = {}
  for (const column of columns) {
    const found = byHeading(column.heading, fields, from) ?? byContent(column.samples)
    const target = found !== undefined && SINGLE.has(found) && taken.has(found) ? 'note' : found
    if (target) taken.add(target)
    mapping[column.index] = target === undefined || target === 'ignore' ? null : target
  }
  return mapping
}

const SINGLE = new Set([
  'kind',
  'salutation',
  'title',
  'firstName',
  'lastName',
  'fullName',
  'companyName',
  'position',
  'industry',
  'type',
  'temperature',
  'class',
  'birthday',
  'language',
  'currency',
  'vatId',
  'gender',
  'visibility',
])
/** In Outlook's own exports `Ort` is where one can be found, not a part of an address. */
const OUTLOOK = new Set(['Straße geschäftlich', 'Business Street'].map(headingKey))

/** In the exports of a CRM `Title` is what somebody does, and `Account` is the firm. */
const CRM = new Set(
  [
    'Account Name',
    'Accountname',
    'AccountId',
    'MailingStreet',
    'Mailing Street',
    'Address Street',
    'Lead Source',
    'LeadSource',
    'Contact Owner',
    'Lifecycle Stage',
    'Record ID',
    'Assigned User',
    'Temperature level',
  ].map(headingKey),
)
const IN_CRM: Record<string, string> = { title: 'position', titel: 'position', account: 'companyName' }

function byHeading(
  heading: string,
  fields: readonly FieldRule[],
  from: { outlook: boolean; crm: boolean },
): string | undefined {
  const key = headingKey(heading)
  if (key === '') return undefined
  const prefixed = Object.values(CUSTOM_PREFIX)
    .map((prefix) => `${headingKey(prefix)} `)
    .find((prefix) => key.startsWith(prefix))
  const own = customOf(prefixed ? key.slice(prefixed.length) : key, fields)
  if (prefixed && own) return own
  if (from.outlook && key === 'ort') return 'note'
  if (from.crm && IN_CRM[key]) return IN_CRM[key]
  const known = recogniseHeading(heading)
  return own && (known === undefined || known === 'note' || known === 'ignore') ? own : known
}

function customOf(key: string, fields: readonly FieldRule[]): string | undefined {
  const field =
    fields.find((f) => headingKey(f.key) === key) ?? fields.find((f) => headingKey(f.name) === key)
  return field && field.type !== 'heading' ? `custom.${field.key}` : undefined
}

/** Only what nobody can mistake; a column of names could be of anybody. */
function byContent(samples: readonly string[]): string | undefined {
  if (samples.some((sample) => /^BEGIN:VCARD\n/i.test(sample))) return 'card'
  const most = (test: (sample: string) => boolean) =>
    samples.length > 0 && samples.filter(test).length * 2 > samples.length
  if (most((s) => /^\S+@\S+\.\S+$/.test(s))) return 'email.any'
  if (most((s) => /^(https?:\/\/|www\.)\S+$/.test(s))) return 'web.any'
  if (most((s) => /^(\+|00?)[\d\s()/.-]{6,}$/.test(s))) return 'phone.any'
  return undefined
}
