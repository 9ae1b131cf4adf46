import type { CustomField } from '#features/customfields/custom-field.ts'
import type { Label } from '#features/labels/label.ts'
import type { Filter, FindOptions, Named, Option } from '#ui/list/description.ts'
import type { Translate } from '#ui/texts.ts'
import type { Vocabulary } from '../contact-api.ts'
import { findAny, findCompanies } from './named-contacts.ts'
import { qualityFilters } from './quality-filters.ts'

const classes = ['A', 'B', 'C']
const visibilities = ['write', 'read', 'managers'] as const

/** What the address says by ids alone, with names. */
export interface GivenFilters {
  /** The contacts that are filtered by; without them no contact is offered to filter by. */
  contacts?: Option[]
  /** Only the address can set it: by whom it was reached. */
  run?: Option | undefined
}

/** The filters whose value is the id of a contact. */
export function contactParams(fields: CustomField[]): string[] {
  return ['company', ...fields.filter(({ type }) => type === 'contact').map(({ key }) => `custom.${key}`)]
}

/** Every way to narrow the contact list: what Kontor knows of contacts, then the firm's own fields. */
export function contactFilters(known: Vocabulary, t: Translate, given: GivenFilters): Filter[] {
  const people = [...known.users.filter((user) => user.active), ...known.groups].map(toOption)
  const managers = [
    { value: 'me', label: t('contacts.managers.me') },
    { value: 'none', label: t('contacts.managers.none') },
    ...people,
  ]
  const ofKind = [
    { value: 'person', label: t('contacts.person') },
    { value: 'company', label: t('contacts.company') },
  ]
  return [
    { kind: 'one', id: 'kind', text: 'contacts.kind', param: 'kind', options: ofKind },
    {
      kind: 'boolean',
      id: 'withOpportunities',
      text: 'contacts.with_opportunities',
      param: 'withOpportunities',
    },
    {
      kind: 'choice',
      id: 'type',
      text: 'contacts.type',
      param: 'type',
      options: withNone(known.types, t('contacts.type.none')),
    },
    {
      kind: 'choice',
      id: 'temperature',
      text: 'contacts.temperature',
      param: 'temperature',
      options: withNone(known.temperatures, t('contacts.temperature.none')),
    },
    {
      kind: 'choices',
      id: 'tag',
      text: 'contacts.tags',
      param: 'tag',
      options: known.tags.map(({ name }) => ({ value: name, label: name })),
    },
    {
      kind: 'choice',
      id: 'class',
      text: 'contacts.class',
      param: 'class',
      options: [
        ...classes.map((value) => ({ value, label: value })),
        { value: 'none', label: t('contacts.class.none') },
      ],
    },
    {
      kind: 'textRange',
      id: 'postalCode',
      text: 'contacts.postal_code',
      from: 'postalCodeFrom',
      to: 'postalCodeTo',
    },
    { kind: 'one', id: 'manager', text: 'contacts.managers', param: 'manager', options: managers },
    {
      kind: 'choice',
      id: 'visibility',
      text: 'contacts.visibility',
      param: 'visibility',
      options: visibilities.map((value) => ({ value, label: t(`contacts.visibility.${value}`) })),
    },
    ...recordFilter({ id: 'company', text: 'contacts.employer' }, given, findCompanies),
    ...(given.run
      ? [
          {
            kind: 'one' as const,
            id: 'run',
            text: 'contacts.run' as const,
            param: 'run',
            options: [given.run],
          },
        ]
      : []),
    { kind: 'dateRange', id: 'created', text: 'contacts.created', from: 'createdFrom', to: 'createdTo' },
    { kind: 'dateRange', id: 'updated', text: 'contacts.updated', from: 'updatedFrom', to: 'updatedTo' },
    ...qualityFilters(t),
    ...known.fields.flatMap((field) => customFilter(field, people, given)),
  ]
}

function recordFilter(
  named: Named & { id: string },
  { contacts }: GivenFilters,
  find: FindOptions,
): Filter[] {
  if (!contacts) return []
  return [{ kind: 'record', ...named, param: named.id, of: 'contact', options: contacts, find }]
}

function customFilter(field: CustomField, people: Option[], given: GivenFilters): Filter[] {
  const param = `custom.${field.key}`
  const named = { id: param, text: 'contacts.own_field', label: field.name } as const
  const ends = { from: `${param}.from`, to: `${param}.to` }
  switch (field.type) {
    case 'heading':
      return []
    case 'contact':
      return recordFilter(named, given, findAny)
    case 'number':
      return [{ kind: 'numberRange', ...named, ...ends }]
    case 'date':
      return [{ kind: 'dateRange', ...named, ...ends }]
    case 'boolean':
      return [{ kind: 'boolean', ...named, param }]
    case 'choice':
    case 'choices':
      return [
        { kind: 'choice', ...named, param, options: field.options.map((value) => ({ value, label: value })) },
      ]
    case 'user':
      return [{ kind: 'user', ...named, param, options: people }]
    default:
      return [{ kind: 'text', ...named, param }]
  }
}

function withNone(labels: Label[], none: string): Option[] {
  return [...labels.map(toOption), { value: 'none', label: none }]
}

function toOption({ id, name }: { id: string; name: string }): Option {
  return { value: id, label: name }
}
