import { sql } from 'kysely'
import { createLabel } from '#features/labels/server/labels.ts'
import type { LabelList } from '#features/labels/label.ts'
import { readFieldRules } from '#features/customfields/server/custom-fields.ts'
import { isFieldError, readCustomValue } from '#features/customfields/custom-field.ts'
import type { FieldRule } from '#features/customfields/custom-field.ts'
import { readSettings } from '#features/settings/server/settings.ts'
import type { Settings } from '#features/settings/settings.ts'
import { Problem } from '#kernel/problem.ts'
import type { FieldError } from '#kernel/problem.ts'
import { formatVatId, checkVatId } from '#kernel/vat-id.ts'
import type { By } from '#kernel/rights.ts'
import { readable, uuids } from '#platform/access.ts'
import type { Database, Tx } from '#platform/database.ts'
import { json } from '#platform/database.ts'
import type { Contact } from '../contact.ts'
import { derive } from '../derive.ts'
import { readDetails } from '../detail.ts'
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

/**
 * Checks a state as a whole and turns it into columns: details tidied, tags found or created, everything referred to
 * seen to exist. `before` is the state it replaces; what did not change is not checked again.
 */
export async function toColumns(
  tx: Tx<ContactsDb>,
  by: By,
  state: ContactState,
  { context, before }: { context: ContactContext; before?: ContactState },
) {
  const errors: FieldError[] = checkNames(state)
  const { details, errors: detailErrors } = readDetails(state.details)
  if (!before || state.details !== before.details) errors.push(...detailErrors)
  const custom = readCustom(state, context.fields, errors, before === undefined)
  const vatId = state.vatId ? formatVatId(state.vatId) : null
  if (vatId && vatId !== before?.vatId) errors.push(...at('vatId', checkVatId(vatId)))
  errors.push(...(await checkReferences(tx, by, state, before)))
  if (errors.length > 0) {
    throw new Problem('invalid', 'invalid', errors.map((e) => `${e.path}: ${e.message}`).join('; '), errors)
  }
  const companyName =
    state.kind === 'person' && state.companyId ? await nameOf(tx, state.companyId) : state.companyName
  const tidy = { ...state, details, custom, vatId, companyName }
  const derived = derive(tidy, context.settings.country)
  const { tags, managers, details: _details, custom: _custom, ...plain } = tidy
  return {
    ...plain,
    ...derived,
    companyName,
    details: json(details),
    custom: json(custom),
    tagIds: sql<string[]>`${uuids(await tagIds(tx, by, tags))}`,
    managerIds: sql<string[]>`${uuids(managers)}`,
    readerIds: sql<string[]>`${uuids(derived.readerIds)}`,
  }
}

function checkNames(state: ContactState): FieldError[] {
  if (state.kind === 'company') {
    return state.companyName
      ? []
      : [{ path: 'companyName', code: 'required', message: 'A company needs a name.' }]
  }
  const named = state.firstName ?? state.lastName
  return named
    ? []
    : [{ path: 'lastName', code: 'required', message: 'A person needs a first or a last name.' }]
}

function readCustom(
  state: ContactState,
  fields: FieldRule[],
  errors: FieldError[],
  isNew: boolean,
): Record<string, unknown> {
  const custom: Record<string, unknown> = {}
  const mine = fields.filter((f) => f.appliesTo === 'both' || f.appliesTo === state.kind)
  for (const [key, value] of Object.entries(state.custom)) {
    const field = fields.find((f) => f.key === key)
    if (!field) {
      errors.push({ path: `custom.${key}`, code: 'unknown_field', message: 'There is no such custom field.' })
      continue
    }
    const read = readCustomValue(field, value)
    if (isFieldError(read)) errors.push(read)
    else if (read !== null) custom[key] = read
  }
  for (const field of mine) {
    if (isNew && custom[field.key] === undefined && field.defaultValue !== null)
      custom[field.key] = field.defaultValue
    if (field.required && custom[field.key] === undefined) {
      errors.push({ path: `custom.${field.key}`, code: 'required', message: `"${field.name}" is required.` })
    }
  }
  return custom
}

async function checkReferences(
  tx: Tx<ContactsDb>,
  by: By,
  state: ContactState,
  before?: ContactState,
): Promise<FieldError[]> {
  const errors: FieldError[] = []
  if (
    state.typeId &&
    state.typeId !== before?.typeId &&
    !(await isLabel(tx, 'contact-types', state.typeId))
  ) {
    errors.push({ path: 'typeId', code: 'unknown', message: 'There is no such contact type.' })
  }
  if (
    state.temperatureId &&
    state.temperatureId !== before?.temperatureId &&
    !(await isLabel(tx, 'temperatures', state.temperatureId))
  ) {
    errors.push({ path: 'temperatureId', code: 'unknown', message: 'There is no such temperature.' })
  }
  if (state.kind === 'company' && state.companyId) {
    errors.push({
      path: 'companyId',
      code: 'company_is_not_person',
      message: 'Only a person works for a company.',
    })
  } else if (
    state.companyId &&
    state.companyId !== before?.companyId &&
    !(await isCompany(tx, by, state.companyId))
  ) {
    errors.push({ path: 'companyId', code: 'unknown', message: 'There is no such company.' })
  }
  const known = new Set(before?.managers)
  const added = state.managers.filter((id) => !known.has(id))
  if (added.length > 0 && !(await areManagers(tx, added))) {
    errors.push({
      path: 'managers',
      code: 'unknown',
      message: 'One of the managers does not exist or is deactivated.',
    })
  }
  return errors
}

async function isLabel(tx: Tx<ContactsDb>, list: LabelList, id: string): Promise<boolean> {
  const row = await tx
    .selectFrom('label')
    .select('id')
    .where('id', '=', id)
    .where('list', '=', list)
    .executeTakeFirst()
  return row !== undefined
}

async function isCompany(tx: Tx<ContactsDb>, by: By, id: string): Promise<boolean> {
  const row = await tx
    .selectFrom('contact as r')
    .select('id')
    .where('id', '=', id)
    .where('kind', '=', 'company')
    .where('deletedAt', 'is', null)
    .where(readable(by, sql`r.reader_ids`))
    .executeTakeFirst()
  return row !== undefined
}

async function areManagers(tx: Tx<ContactsDb>, ids: string[]): Promise<boolean> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from unnest(${uuids([...new Set(ids)])}) p(id)
    where exists (select 1 from app_user u where u.id = p.id and u.deactivated_at is null)
       or exists (select 1 from user_group g where g.id = p.id)`.execute(tx)
  return rows[0]?.n === new Set(ids).size
}

async function nameOf(tx: Tx<ContactsDb>, companyId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('contact')
    .select('companyName')
    .where('id', '=', companyId)
    .executeTakeFirst()
  return row?.companyName ?? null
}

/** The ids of the tags with these names; unknown ones are created. */
async function tagIds(tx: Tx<ContactsDb>, by: By, names: string[]): Promise<string[]> {
  if (names.length === 0) return []
  const wanted = new Map(names.map((name) => [name.toLowerCase(), name]))
  const rows = await tx
    .selectFrom('label')
    .select(['id', 'name'])
    .where('list', '=', 'tags')
    .where('scope', '=', 'contact')
    .where(sql<boolean>`lower(name) = any(${[...wanted.keys()]})`)
    .execute()
  const ids = new Map(rows.map((row) => [row.name.toLowerCase(), row.id]))
  for (const [key, name] of wanted) {
    if (!ids.has(key))
      ids.set(key, (await createLabel(tx, by, { list: 'tags', uses: [], input: { name } })).id)
  }
  return [...ids.values()].sort()
}

function at(path: string, found: { code: string; message: string } | null): FieldError[] {
  return found ? [{ path, ...found }] : []
}
