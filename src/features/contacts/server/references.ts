import { sql } from 'kysely'
import { createLabel } from '#features/labels/server/labels.ts'
import type { FieldError } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { readable, uuids } from '#platform/access.ts'
import type { Tx } from '#platform/database.ts'
import type { ContactState } from './contact-state.ts'
import type { ContactsDb } from './tables.ts'

/** Everything that some contacts refer to and that is there; read once for all of them. */
export interface References {
  types: ReadonlySet<string>
  temperatures: ReadonlySet<string>
  /** Users who are active, and groups. */
  managers: ReadonlySet<string>
  /** Employers by id; `usable` are the ones a person may be put under. */
  companies: Map<string, { name: string | null; usable: boolean }>
  /** By name in lower case, spelled as in the list of tags. */
  tags: Map<string, { id: string; name: string }>
}

/** Looks up what these states refer to; what one already referred to before need not be there any more. */
export async function readReferences(
  tx: Tx<ContactsDb>,
  by: By,
  states: readonly ContactState[],
  before?: ContactState,
): Promise<References> {
  const others = (ids: (string | null)[], known: (string | null | undefined)[] = []) =>
    [...new Set(ids)].filter((id) => id !== null && !known.includes(id)) as string[]
  const labels = others(
    states.flatMap((s) => [s.typeId, s.temperatureId]),
    [before?.typeId, before?.temperatureId],
  )
  const tags = others(states.flatMap((s) => s.tags.map((name) => name.toLowerCase())))
  const managers = others(
    states.flatMap((s) => s.managers),
    before?.managers,
  )
  const companies = others(states.map((s) => s.companyId))
  return {
    ...(await readLabels(tx, labels, tags)),
    managers: await readManagers(tx, managers),
    companies: await readCompanies(tx, by, companies),
  }
}

/** Refuses what a state newly refers to and is not there, or not for `by`. */
export function checkReferences(
  state: ContactState,
  { types, temperatures, managers, companies }: References,
  before?: ContactState,
): FieldError[] {
  const errors: FieldError[] = []
  const { typeId, temperatureId, companyId } = state
  if (typeId && typeId !== before?.typeId && !types.has(typeId)) {
    errors.push({ path: 'typeId', code: 'unknown', message: 'There is no such contact type.' })
  }
  if (temperatureId && temperatureId !== before?.temperatureId && !temperatures.has(temperatureId)) {
    errors.push({ path: 'temperatureId', code: 'unknown', message: 'There is no such temperature.' })
  }
  if (state.kind === 'company' && companyId) {
    const message = 'Only a person works for a company.'
    errors.push({ path: 'companyId', code: 'company_is_not_person', message })
  } else if (companyId && companyId !== before?.companyId && !companies.get(companyId)?.usable) {
    errors.push({ path: 'companyId', code: 'unknown', message: 'There is no such company.' })
  }
  if (state.managers.some((id) => !managers.has(id) && !before?.managers.includes(id))) {
    const message = 'One of the managers does not exist or is deactivated.'
    errors.push({ path: 'managers', code: 'unknown', message })
  }
  return errors
}

/** Creates the tags of these names that the list does not have yet. */
export async function addTags(
  tx: Tx<ContactsDb>,
  by: By,
  names: readonly string[],
  tags: References['tags'],
): Promise<void> {
  for (const name of names) {
    if (tags.has(name.toLowerCase())) continue
    const tag = await createLabel(tx, by, { list: 'tags', uses: [], input: { name } })
    tags.set(name.toLowerCase(), tag)
  }
}

async function readLabels(tx: Tx<ContactsDb>, ids: string[], tagNames: string[]) {
  const types = new Set<string>()
  const temperatures = new Set<string>()
  const tags: References['tags'] = new Map()
  if (ids.length + tagNames.length > 0) {
    const { rows } = await sql<{ id: string; list: string; name: string }>`
      select id, list, name from label
      where id = any(${uuids(ids)}) and list in ('contact-types', 'temperatures')
        or list = 'tags' and scope = 'contact' and lower(name) = any(${tagNames})`.execute(tx)
    for (const { id, list, name } of rows) {
      if (list === 'tags') tags.set(name.toLowerCase(), { id, name })
      else (list === 'temperatures' ? temperatures : types).add(id)
    }
  }
  return { types, temperatures, tags }
}

async function readManagers(tx: Tx<ContactsDb>, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const { rows } = await sql<{ id: string }>`
    select p.id from unnest(${uuids(ids)}) p(id)
    where exists (select 1 from app_user u where u.id = p.id and u.deactivated_at is null)
       or exists (select 1 from user_group g where g.id = p.id)`.execute(tx)
  return new Set(rows.map((row) => row.id))
}

async function readCompanies(tx: Tx<ContactsDb>, by: By, ids: string[]): Promise<References['companies']> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; name: string | null; usable: boolean }>`
    select r.id, r.company_name as name,
      r.kind = 'company' and r.deleted_at is null and ${readable(by, sql`r.reader_ids`)} as usable
    from contact r where r.id = any(${uuids(ids)})`.execute(tx)
  return new Map(rows.map(({ id, ...company }) => [id, company]))
}
