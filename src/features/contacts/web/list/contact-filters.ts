import type { CustomField } from '#features/customfields/custom-field.ts'
import type { Label } from '#features/labels/label.ts'
import type { Filter, Option } from '#ui/list/description.ts'
import type { TextKey, Translate } from '#ui/texts.ts'
import type { Vocabulary } from '../contact-api.ts'
import { qualityFilters } from './quality-filters.ts'

const classes = ['A', 'B', 'C']
const visibilities = ['write', 'read', 'managers'] as const

/** What only the address can set: by whom it was reached, with its name. */
export interface GivenFilters {
  company?: Option | undefined
  run?: Option | undefined
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
    ...givenFilter('company', 'contacts.employer', given.company),
    ...givenFilter('run', 'contacts.run', given.run),
    { kind: 'dateRange', id: 'created', text: 'contacts.created', from: 'createdFrom', to: 'createdTo' },
    { kind: 'dateRange', id: 'updated', text: 'contacts.updated', from: 'updatedFrom', to: 'updatedTo' },
    ...qualityFilters(t),
    ...known.fields.flatMap((field) => customFilter(field, people)),
  ]
}

function givenFilter(param: string, text: TextKey, option: Option | undefined): Filter[] {
  return option ? [{ kind: 'one', id: param, text, param, options: [option] }] : []
}

function customFilter(field: CustomField, people: Option[]): Filter[] {
  const param = `custom.${field.key}`
  const named = { id: param, text: 'contacts.own_field', label: field.name } as const
  const ends = { from: `${param}.from`, to: `${param}.to` }
  switch (field.type) {
    case 'heading':
    case 'contact':
      return []
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
