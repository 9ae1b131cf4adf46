import { readFieldRules } from '#features/customfields/server/custom-fields.ts'
import type { FieldRule } from '#features/customfields/custom-field.ts'
import { placeNames } from '#features/places/server/read-places.ts'
import { readSettings } from '#features/settings/server/settings.ts'
import type { Settings } from '#features/settings/settings.ts'
import { given } from '#kernel/given.ts'
import { readersOf } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import type { Contact, ContactNew } from '../contact.ts'
import { derive } from '../derive.ts'
import { flawsOf } from '../flaws.ts'
import type { References } from './references.ts'
import type { ContactsDb } from './tables.ts'

const STATE = [
  'kind',
  'salutation',
  'title',
  'firstName',
  'lastName',
  'companyName',
  'companyId',
  'position',
  'industry',
  'description',
  'typeId',
  'temperatureId',
  'class',
  'currency',
  'language',
  'birthday',
  'vatId',
  'details',
  'tags',
  'managers',
  'visibility',
  'custom',
] as const

/** What of a contact can be set; the form in which create, change, import and undo meet. */
export type ContactState = Pick<Contact, (typeof STATE)[number]>

export function stateOf(contact: ContactState): ContactState {
  return Object.fromEntries(STATE.map((field) => [field, contact[field]])) as ContactState
}

/** What has to be known to check and derive; read once for a whole run. */
export interface ContactContext {
  settings: Settings
  fields: FieldRule[]
}

export async function readContext(db: Database<ContactsDb>): Promise<ContactContext> {
  const [settings, fields] = [await readSettings(db), await readFieldRules(db)]
  return { settings, fields }
}

/** What a new contact begins as. Whoever creates it is its manager unless others are named. */
export function newState(by: By, input: ContactNew): ContactState {
  return { ...EMPTY, managers: [by.id], ...given(input), kind: input.kind }
}

const EMPTY: Omit<ContactState, 'kind' | 'managers'> = {
  salutation: null,
  title: null,
  firstName: null,
  lastName: null,
  companyName: null,
  companyId: null,
  position: null,
  industry: null,
  description: null,
  typeId: null,
  temperatureId: null,
  class: null,
  currency: null,
  language: null,
  birthday: null,
  vatId: null,
  details: [],
  tags: [],
  visibility: 'managers',
  custom: {},
}

/** A checked state as it is shown: tags spelled and sorted as in their list, the employer's name from the company. */
export function settled(state: ContactState, { tags, companies }: References): ContactState {
  const known = new Map(state.tags.map((name) => [name.toLowerCase(), name]))
  const named = [...known].map(([key, name]) => tags.get(key)?.name ?? name)
  const employed = state.kind === 'person' && state.companyId
  return {
    ...state,
    tags: named.sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)),
    companyName: employed ? (companies.get(employed)?.name ?? null) : state.companyName,
  }
}

/** The columns of a settled state, with what lists, search and rights need; its tags must be there. */
export function toColumns(state: ContactState, references: References, country: string) {
  const { tags: _, managers: __, ...plain } = state
  return {
    ...plain,
    ...derive(state, country),
    ...quietColumns(state, references),
    flaws: flawsNow(state, country),
  }
}

/** Those of the columns that nothing but rights and filters are made of. */
export function quietColumns(state: ContactState, { tags }: References) {
  const { typeId, temperatureId, class: grade, language, currency, visibility, managers: managerIds } = state
  const tagIds = state.tags.flatMap((name) => tags.get(name.toLowerCase())?.id ?? []).sort()
  const readerIds = readersOf(state)
  return {
    typeId,
    temperatureId,
    class: grade,
    language,
    currency,
    visibility,
    tagIds,
    managerIds,
    readerIds,
  }
}

/** What is missing or probably wrong in a contact today. */
export function flawsNow(state: Parameters<typeof flawsOf>[0], country: string): string[] {
  return flawsOf(state, { country, today: new Date().toISOString().slice(0, 10), places: placeNames })
}
