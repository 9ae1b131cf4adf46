import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import { z } from 'zod'
import type { FieldRule } from '#features/customfields/custom-field.ts'
import { customCondition } from '#features/customfields/server/custom-condition.ts'
import { demandKnown } from '#kernel/list-query.ts'
import { EVERYONE } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import { readable, uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import { all } from '#platform/list.ts'
import type { ListSource, Selection, Sort } from '#platform/list.ts'
import { searchSelection } from '#platform/search.ts'
import type { Searched } from '#platform/search.ts'
import type { ContactFilters, ContactListQuery } from '../contact-list.ts'
import { contactListQuery } from '../contact-list.ts'
import { SEARCH_ALIASES, SEARCH_FIELDS } from '../derive.ts'
import { opportunityCondition } from './opportunity-condition.ts'
import { qualityConditions } from './quality-conditions.ts'
import type { ContactsDb } from './tables.ts'

const bool = sql<SqlBool>

export const contactSource: ListSource = {
  table: 'contact',
  always: bool`r.deleted_at is null`,
  defaultSort: 'displayName',
  sorts: {
    displayName: { by: sql`r.sort_key`, type: 'text' },
    lastName: { by: sql`r.last_name_key`, type: 'text' },
    createdAt: { by: sql`r.created_at`, type: 'timestamptz' },
    updatedAt: { by: sql`r.updated_at`, type: 'timestamptz' },
    lastActivityAt: { by: sql`r.last_activity_at`, type: 'timestamptz' },
  },
  branches: { table: 'contact_manager', owner: 'manager_id', sort: 'displayName' },
}

export const contactSearched: Searched = {
  text: sql`r.search`,
  sounds: sql`r.sounds`,
  letters: sql`r.letters`,
  fields: {
    ...SEARCH_FIELDS,
    ...Object.fromEntries(
      Object.entries(SEARCH_ALIASES).map(([alias, field]) => [alias, SEARCH_FIELDS[field]]),
    ),
  },
}

/** The list with the sorts of the firm's own fields. */
export function sourceWith(fields: FieldRule[], by: By): ListSource {
  const own = fields.map((field): [string, Sort] => [`custom.${field.key}`, customSort(field, by)])
  return { ...contactSource, sorts: { ...contactSource.sorts, ...Object.fromEntries(own) } }
}

/** What a field names by its id is sorted by its name, a contact only as far as `by` may see it. */
function customSort({ key, type }: FieldRule, by: By): Sort {
  const value = sql`r.custom ->> ${sql.lit(key)}`
  if (type === 'number') return { by: sql`coalesce((${value})::numeric, -1e30)`, type: 'numeric' }
  const words =
    type === 'user'
      ? sql`(select lower(u.name) from app_user u where u.id = (${value})::uuid)`
      : type === 'contact'
        ? sql`(select n.sort_key from contact n where n.id = (${value})::uuid and ${readable(by, sql`n.reader_ids`)})`
        : sql`lower(${value})`
  return { by: sql`coalesce(${words}, '') collate "C"`, type: 'text' }
}

/** Everything the address of the list says, to be handed to `listPage`; access comes first and always. */
export async function contactSelection(
  db: Database<ContactsDb>,
  by: By,
  query: ContactListQuery,
  fields: FieldRule[],
): Promise<Selection> {
  demandKnown(query, contactListQuery.shape)
  const access = by.role === 'admin' ? [] : [readable(by, sql`r.reader_ids`)]
  const tags = await Promise.all((query.tag ?? []).map((tag) => tagId(db, tag)))
  const search = await searchSelection(db, query.q, contactSearched)
  const custom = Object.entries(query)
    .filter(([name]) => name.startsWith('custom.'))
    .map(([name, value]) => customCondition(fields, name.slice(7), value))
  const quality = await qualityConditions(db, query)
  const estimable = [...access, ...filterConditions(by, query, tags), ...quality]
  const conditions = [...estimable, ...custom, ...search.conditions]
  const owners = managersSeen(by) ?? managersAsked(by, query)
  const { isCoarse = false } = search
  return {
    conditions,
    estimable,
    sieve: sieveOf(by, query, tags, search.sieve),
    isCoarse: isCoarse && !isMarkedBy(query),
    owners,
  }
}

/** Who are the managers of all that `by` sees; undefined when there is more. */
export function managersSeen(by: By): string[] | undefined {
  return by.role === 'admin' || by.principals.includes(EVERYONE) ? undefined : by.principals
}

function managersAsked(by: By, { manager }: ContactFilters): string[] | undefined {
  return manager && manager !== 'none' ? [managerOf(by, manager)] : undefined
}

/** The same as conditions alone. */
export async function contactConditions(
  db: Database<ContactsDb>,
  by: By,
  query: ContactListQuery,
  fields: FieldRule[],
): Promise<RawBuilder<SqlBool>[]> {
  return (await contactSelection(db, by, query, fields)).conditions
}

function filterConditions(by: By, f: ContactFilters, tags: string[]): RawBuilder<SqlBool>[] {
  const conditions: RawBuilder<SqlBool>[] = []
  if (f.kind) conditions.push(bool`r.kind = ${f.kind}`)
  if (f.type?.length) conditions.push(oneOf(sql`r.type_id`, f.type, 'uuid'))
  if (f.temperature?.length) conditions.push(oneOf(sql`r.temperature_id`, f.temperature, 'uuid'))
  if (f.class?.length) conditions.push(oneOf(sql`r.class`, f.class, 'text'))
  if (f.visibility?.length) conditions.push(oneOf(sql`r.visibility`, f.visibility, 'text'))
  if (f.run) conditions.push(bool`r.run_id = ${f.run}`)
  if (f.company) conditions.push(bool`r.company_id = ${f.company}`)
  if (f.withOpportunities) conditions.push(opportunityCondition(by, f.withOpportunities))
  if (f.manager === 'none') conditions.push(bool`r.manager_ids = '{}'`)
  else if (f.manager) conditions.push(bool`r.manager_ids @> ${uuids([managerOf(by, f.manager)])}`)
  for (const tag of tags) conditions.push(bool`r.tag_ids @> ${uuids([tag])}`)
  conditions.push(...range(sql`r.created_at`, f.createdFrom, f.createdTo))
  if (f.postalCodeFrom ?? f.postalCodeTo) conditions.push(inPlaces(f.postalCodeFrom, f.postalCodeTo))
  conditions.push(...range(sql`r.updated_at`, f.updatedFrom, f.updatedTo))
  return conditions
}

const managerOf = (by: By, asked: string): string => (asked === 'me' ? by.id : asked)

const SIEVED = new Set(['type', 'temperature', 'tag', 'manager', 'sort', 'limit', 'cursor', 'count'])

/**
 * What `contact.marks` can say of the filters: it stands in every sort index and holds four bits of 64 for each type,
 * temperature, tag, manager and reader. Only when nothing else is asked, because everything else needs the rows; unless
 * sounds and letters, which stand in the index by name, leave few of them.
 */
function sieveOf(
  by: By,
  query: ContactListQuery,
  tags: string[],
  words: RawBuilder<SqlBool> | undefined,
): RawBuilder<SqlBool> | undefined {
  const { type = [], temperature = [], manager } = query
  const read = words && /^-?displayName$/.test(query.sort ?? 'displayName') ? [words] : []
  const foreign = Object.entries(query).some(([name, value]) => value !== undefined && !SIEVED.has(name))
  const unmarked = [...type, ...temperature, manager].includes('none')
  if ((foreign || unmarked) && read.length === 0) return undefined
  const readers = by.role === 'admin' ? [] : by.principals
  const groups = [
    ...tags.map((id) => [id]),
    manager ? [managerOf(by, manager)] : [],
    type,
    temperature,
    readers,
  ]
  const known = groups.filter((ids) => ids.length > 0 && !ids.includes('none'))
  const must = known.flatMap((ids) => (ids.length === 1 ? ids : []))
  const some = known.filter((ids) => ids.length > 1)
  const marks = [
    ...(must.length > 0 ? [isMarked(...must)] : []),
    ...some.map(
      (ids) =>
        bool`(${sql.join(
          ids.map((id) => isMarked(id)),
          sql` or `,
        )})`,
    ),
  ]
  return marks.length + read.length === 0 ? undefined : all([...marks, ...read])
}

/** Whether the marks leave few rows, whatever the words let through. */
const isMarkedBy = ({ type, temperature, tag, manager }: ContactFilters): boolean =>
  [type, temperature, tag, manager].some((asked) => asked !== undefined && !asked.includes('none'))

function isMarked(...ids: string[]): RawBuilder<SqlBool> {
  const marks = sql`${marksOf(...ids)}::bigint`
  return bool`r.marks & ${marks} = ${marks}`
}

/** The four bits of each id, as the function of the same name in the database sets them. */
export function marksOf(...ids: string[]): string {
  const bit = (id: string, from: number) => 1n << BigInt(Number.parseInt(id.slice(from, from + 2), 16) & 63)
  const bits = ids.reduce((all, id) => all | bit(id, 28) | bit(id, 30) | bit(id, 32) | bit(id, 34), 0n)
  return BigInt.asIntN(64, bits).toString()
}

function oneOf(column: RawBuilder<unknown>, values: string[], type: 'uuid' | 'text'): RawBuilder<SqlBool> {
  const some = values.filter((value) => value !== 'none')
  const cast = sql.raw(type)
  const arms = some.map((value) => sql`${column} = ${value}::${cast}`)
  if (some.length < values.length) arms.push(sql`${column} is null`)
  return bool`(${sql.join(arms, sql` or `)})`
}

function range(column: RawBuilder<unknown>, from?: string, to?: string): RawBuilder<SqlBool>[] {
  const conditions: RawBuilder<SqlBool>[] = []
  if (from) conditions.push(bool`${column} >= ${from}::timestamptz`)
  if (to?.length === 10) conditions.push(bool`${column} < ${to}::date + 1`)
  else if (to) conditions.push(bool`${column} <= ${to}::timestamptz`)
  return conditions
}

const COUNTRIES = ['AT', 'CH', 'DE']

/** Postal codes between two, in the country one of them names, else in each where codes are plain numbers. */
function inPlaces(from = '', to = ''): RawBuilder<SqlBool> {
  const named = [from, to].flatMap((code) => (code.includes('-') ? [code.slice(0, 2)] : []))
  const bare = (code: string) => code.replace(/^[A-Z]{2}-/, '')
  const arms = (named.length > 0 ? named.slice(0, 1) : COUNTRIES).map(
    (country) =>
      sql`(r.place_key >= ${`${country}-${bare(from)}`} and r.place_key < ${`${country}-${bare(to)}~`})`,
  )
  return bool`(${sql.join(arms, sql` or `)})`
}

/** No contact carries an unknown tag: an id that is nobody's. */
const NO_TAG = '00000000-0000-0000-0000-000000000000'

/** The id of a tag named by either. */
async function tagId(db: Database<ContactsDb>, nameOrId: string): Promise<string> {
  if (z.uuid().safeParse(nameOrId).success) return nameOrId
  const row = await db
    .selectFrom('label')
    .select('id')
    .where('list', '=', 'tags')
    .where('scope', '=', 'contact')
    .where(sql<boolean>`lower(name) = lower(${nameOrId})`)
    .executeTakeFirst()
  return row?.id ?? NO_TAG
}
