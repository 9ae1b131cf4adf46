import { sql } from 'kysely'
import type { LabelList } from '#features/labels/label.ts'
import { createLabel } from '#features/labels/server/labels.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { Draft } from '../../read-row.ts'
import type { ImportsDb } from '../tables.ts'

/** The ids behind the names in a batch of rows. */
export interface Named {
  type(name: string): string | undefined
  temperature(name: string): string | undefined
  /** Those among the names or addresses that are users or groups. */
  managers(names: readonly string[]): string[]
  /** Those who are nobody here. */
  strangers(names: readonly string[]): string[]
}

/** Looks the names up once for a batch; types and temperatures nobody knows yet are created if wanted. */
export async function findNames(
  tx: Tx<ImportsDb>,
  by: By,
  { drafts, create }: { drafts: readonly Draft[]; create: boolean },
): Promise<Named> {
  const idsOf = async (list: LabelList, wanted: Map<string, string>) => {
    const ids = await labelIds(tx, list, wanted)
    if (create) await createMissing(tx, by, list, wanted, ids)
    return ids
  }
  const type = await idsOf('contact-types', names(drafts, 'type'))
  const temperature = await idsOf('temperatures', names(drafts, 'temperature'))
  const managers = await principalIds(tx, [...new Set(drafts.flatMap((d) => d.managers.map(key)))])
  return {
    type: (name) => type.get(key(name)),
    temperature: (name) => temperature.get(key(name)),
    managers: (wanted) => [...new Set(wanted.flatMap((name) => managers.get(key(name)) ?? []))],
    strangers: (wanted) => wanted.filter((name) => !managers.has(key(name))),
  }
}

function key(name: string): string {
  return name.replaceAll(/\s+/g, ' ').trim().toLowerCase()
}

function names(drafts: readonly Draft[], field: 'type' | 'temperature'): Map<string, string> {
  return new Map(
    drafts.flatMap((d) => (d[field] === undefined ? [] : [[key(d[field]), d[field].slice(0, 100)]])),
  )
}

async function labelIds(
  tx: Tx<ImportsDb>,
  list: LabelList,
  wanted: Map<string, string>,
): Promise<Map<string, string>> {
  if (wanted.size === 0) return new Map()
  const rows = await tx
    .selectFrom('label')
    .select(['id', 'name'])
    .where('list', '=', list)
    .where('scope', '=', 'contact')
    .where(sql<boolean>`lower(name) = any(${[...wanted.keys()]})`)
    .execute()
  return new Map(rows.map((row) => [row.name.toLowerCase(), row.id]))
}

async function createMissing(
  tx: Tx<ImportsDb>,
  by: By,
  list: LabelList,
  wanted: Map<string, string>,
  ids: Map<string, string>,
): Promise<void> {
  for (const [name, written] of wanted) {
    if (!ids.has(name))
      ids.set(name, (await createLabel(tx, by, { list, uses: [], input: { name: written } })).id)
  }
}

/** Active users by name or address and groups by name; a name that several have means none of them. */
async function principalIds(tx: Tx<ImportsDb>, wanted: string[]): Promise<Map<string, string>> {
  if (wanted.length === 0) return new Map()
  const { rows } = await sql<{ name: string; ids: string[] }>`
    select name, array_agg(distinct id) as ids from (
      select lower(name) as name, id from app_user where deactivated_at is null
      union all select lower(email), id from app_user where deactivated_at is null
      union all select lower(name), id from user_group
    ) p where name = any(${wanted}) group by name`.execute(tx)
  return new Map(rows.flatMap(({ name, ids }) => (ids.length === 1 && ids[0] ? [[name, ids[0]]] : [])))
}
