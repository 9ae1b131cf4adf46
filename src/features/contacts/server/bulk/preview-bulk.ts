import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import { changeIn } from '#features/runs/bulk.ts'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Tx } from '#platform/database.ts'
import type { Bulk, BulkChange, BulkPreview } from '../../bulk.ts'
import { readContext } from '../contact-state.ts'
import type { ContactContext } from '../contact-state.ts'
import type { ContactsDb } from '../tables.ts'
import { checkBulk } from './check-bulk.ts'
import { targetsOf } from './targets.ts'

/** So many former values are told apart for a field; all others are one line. */
const TOLD = 8

/** What a bulk change would do, counted by the database alone: nothing is changed. */
export async function previewBulk(tx: Tx<ContactsDb>, by: By, body: Bulk): Promise<BulkPreview> {
  const context = await readContext(tx)
  const change = await checkBulk(tx, by, changeIn(body), context)
  const lines = await linesOf(tx, change)
  const columns = lines.map(({ differs, from }, at) => {
    return sql`${differs} as ${sql.ref(`d${at}`)}, ${from} as ${sql.ref(`v${at}`)}`
  })
  const any = sql.join([sql`false`, ...lines.map((_, at) => sql.ref(`d${at}`))], sql` or `)
  const open = sql`may and not refused`
  const groups = lines.map(
    (_, at) => sql`
      (select ${at}::int as line, g.v, g.n, sum(g.n) over () as of_all from (
        select ${sql.ref(`v${at}`)} as v, count(*) as n from s where ${open} and ${sql.ref(`d${at}`)} group by 1
      ) g order by g.n desc, g.v::text limit ${TOLD})`,
  )
  const { rows } = await sql<Counted>`
    with s as materialized (
      select ${maySql(by)} as may, ${refusedSql(change, context)} as refused, ${sql.join(columns)}
      from contact r where ${await targetsOf(tx, by, body)})
    select count(*) as total, count(*) filter (where not may) as not_allowed,
      count(*) filter (where may and refused) as refused,
      count(*) filter (where ${open} and not (${any})) as unchanged,
      (select coalesce(json_agg(json_build_array(line, v, n, of_all) order by line, n desc, v::text), '[]')
        from (${sql.join(groups, sql` union all `)}) g) as groups
    from s`.execute(tx)
  return present(rows[0] as Counted, lines)
}

interface Counted {
  total: number
  notAllowed: number
  refused: number
  unchanged: number
  groups: [line: number, from: unknown, count: number, ofAll: number][]
}

/** One thing that becomes another: in which contacts it is not so yet, and what it is there. */
interface Line {
  field: string
  to: unknown
  differs: RawBuilder<SqlBool>
  /** A jsonb value. */
  from: RawBuilder<unknown>
}

function maySql(by: By): RawBuilder<SqlBool> {
  if (by.role === 'admin') return sql`true`
  return sql`(r.visibility = 'write' or r.manager_ids && ${uuids(by.principals)})`
}

/** A contact that lacks what has to be filled is not written, whatever is changed in it. */
function refusedSql(
  { custom = {}, delete: isGone }: BulkChange,
  { fields }: ContactContext,
): RawBuilder<SqlBool> {
  const lacking = fields
    .filter((field) => field.required && !isGone && (custom[field.key] ?? null) === null)
    .map(({ key, appliesTo }) => {
      const applies = appliesTo === 'both' ? sql`true` : sql`r.kind = ${appliesTo}`
      return Object.hasOwn(custom, key) ? applies : sql`(${applies} and r.custom -> ${key} is null)`
    })
  return sql`(${sql.join([sql`false`, ...lacking], sql` or `)})`
}

async function linesOf(tx: Tx<ContactsDb>, change: BulkChange): Promise<Line[]> {
  if (change.delete) return [{ field: 'deleted', to: true, differs: sql`true`, from: NOTHING }]
  return [
    ...(await tagLines(tx, change)),
    ...managerLines(change),
    ...columnLines(change),
    ...customLines(change),
  ]
}

const NOTHING = sql`null::jsonb`

async function tagLines(tx: Tx<ContactsDb>, { addTags = [], removeTags = [] }: BulkChange): Promise<Line[]> {
  const names = [...new Map([...addTags, ...removeTags].map((name) => [name.toLowerCase(), name])).values()]
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from label where list = 'tags' and scope = 'contact' and lower(name) = any(${names.map((name) => name.toLowerCase())})`.execute(
    tx,
  )
  const known = new Map(rows.map((row) => [row.name.toLowerCase(), row]))
  const comes = new Set(addTags.map((name) => name.toLowerCase()))
  return names.map((name): Line => {
    const key = name.toLowerCase()
    const tag = known.get(key)
    const has = tag ? sql<SqlBool>`r.tag_ids @> ${uuids([tag.id])}` : sql<SqlBool>`false`
    return membership('tags', tag?.name ?? name, has, comes.has(key))
  })
}

function managerLines({ managers, addManagers = [], removeManagers = [] }: BulkChange): Line[] {
  if (managers) {
    const differs = sql<SqlBool>`r.manager_ids != ${uuids(managers)}`
    return [{ field: 'managers', to: managers, differs, from: sql`to_jsonb(r.manager_ids)` }]
  }
  return [...new Set([...addManagers, ...removeManagers])].map((id) =>
    membership('managers', id, sql<SqlBool>`r.manager_ids @> ${uuids([id])}`, addManagers.includes(id)),
  )
}

function membership(field: string, one: string, has: RawBuilder<SqlBool>, comes: boolean): Line {
  const from = sql`${JSON.stringify(comes ? null : one)}::jsonb`
  return { field, to: comes ? one : null, differs: comes ? sql<SqlBool>`not ${has}` : has, from }
}

const COLUMNS = {
  visibility: 'text',
  typeId: 'uuid',
  temperatureId: 'uuid',
  class: 'text',
  industry: 'text',
  language: 'text',
} as const

function columnLines(change: BulkChange): Line[] {
  return (Object.keys(COLUMNS) as (keyof typeof COLUMNS)[])
    .filter((field) => change[field] !== undefined)
    .map((field) => {
      const column = sql.ref(`r.${field}`)
      const to = change[field] ?? null
      const differs = sql<SqlBool>`${column} is distinct from ${to}::${sql.raw(COLUMNS[field])}`
      return { field, to, differs, from: sql`to_jsonb(${column})` }
    })
}

function customLines({ custom = {} }: BulkChange): Line[] {
  return Object.entries(custom).map(([key, to]) => {
    const from = sql`r.custom -> ${key}`
    const differs = sql<SqlBool>`${from} is distinct from nullif(${JSON.stringify(to ?? null)}::jsonb, 'null')`
    return { field: `custom.${key}`, to, differs, from }
  })
}

function present({ total, notAllowed, refused, unchanged, groups }: Counted, lines: Line[]): BulkPreview {
  const changes = lines.flatMap(({ field, to }, at) => {
    const told = groups.filter(([line]) => line === at)
    const rest = (told[0]?.[3] ?? 0) - told.reduce((sum, [, , n]) => sum + n, 0)
    return [
      ...told.map(([, from, count]) => ({ field, from, to, count, others: false })),
      ...(rest > 0 ? [{ field, from: null, to, count: rest, others: true }] : []),
    ]
  })
  const changeable = total - notAllowed - refused - unchanged
  return { total, changeable, unchanged, notAllowed, refused, changes }
}
