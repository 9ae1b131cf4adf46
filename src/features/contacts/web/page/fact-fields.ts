import type { TextKey } from '#ui/texts.ts'
import type { Contact } from '../../contact.ts'

/** The plain facts of the left column, in their order. */
export type FactField =
  | 'salutation'
  | 'title'
  | 'firstName'
  | 'lastName'
  | 'companyName'
  | 'companyId'
  | 'position'
  | 'industry'
  | 'typeId'
  | 'class'
  | 'language'
  | 'birthday'
  | 'vatId'
  | 'currency'
  | 'tags'
  | 'description'

interface FactRule {
  field: FactField
  of?: Contact['kind']
  /** Stands there empty too, because one fills it in every day. */
  always?: true
}

export const factRules: readonly FactRule[] = [
  { field: 'salutation', of: 'person' },
  { field: 'title', of: 'person' },
  { field: 'firstName', of: 'person' },
  { field: 'lastName', of: 'person' },
  { field: 'companyName', of: 'company', always: true },
  { field: 'position', of: 'person', always: true },
  { field: 'companyId', of: 'person', always: true },
  { field: 'industry', of: 'company', always: true },
  { field: 'typeId', always: true },
  { field: 'class', always: true },
  { field: 'tags', always: true },
  { field: 'language' },
  { field: 'birthday', of: 'person' },
  { field: 'vatId', of: 'company' },
  { field: 'currency' },
  { field: 'description', always: true },
]

/** The facts a contact shows; the empty ones among the rarer only when asked for. */
export function factsOf(contact: Contact, all: boolean): FactField[] {
  return factRules
    .filter(({ of }) => !of || of === contact.kind)
    .filter(({ field, always }) => all || always || !isEmpty(contact[field]))
    .map(({ field }) => field)
}

/** How many facts are hidden because nothing stands in them. */
export function emptyFacts(contact: Contact): number {
  return factsOf(contact, true).length - factsOf(contact, false).length
}

export function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && !value.length)
}

/** What a field is called on the screen. */
export const factText: Record<
  | FactField
  | 'temperatureId'
  | 'managers'
  | 'visibility'
  | 'photo'
  | 'kind'
  | 'merged'
  | 'details'
  | 'department',
  TextKey
> = {
  salutation: 'contacts.salutation',
  title: 'contacts.academic',
  firstName: 'contacts.first_name',
  lastName: 'contacts.last_name',
  companyName: 'contacts.company',
  companyId: 'contacts.employer',
  position: 'contacts.position',
  industry: 'contacts.industry',
  typeId: 'contacts.type',
  temperatureId: 'contacts.temperature',
  class: 'contacts.class',
  language: 'contacts.language',
  birthday: 'contacts.birthday',
  vatId: 'contacts.vat_id',
  currency: 'contacts.currency',
  tags: 'contacts.tags',
  description: 'contacts.description',
  managers: 'contacts.managers',
  visibility: 'contacts.visibility',
  photo: 'page.picture',
  kind: 'contacts.kind',
  merged: 'page.merged',
  details: 'page.details',
  department: 'page.department',
}
