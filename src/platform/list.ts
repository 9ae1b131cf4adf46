import { sql } from 'kysely'
import type { Kysely, RawBuilder, SqlBool } from 'kysely'
import { z } from 'zod'
import { after, orderOf, readCursor, writeCursor } from './cursor.ts'
import type { Key, Order, Way } from './cursor.ts'
import { groupWalk } from './group-walk.ts'
import type { Groups } from './group-walk.ts'
import { KEPT } from './kept.ts'
import { isKnownShort, rememberShort } from './short-branches.ts'
import type { Branches } from './short-branches.ts'
import { sizeOf } from './table-size.ts'
import { EFFORT, isWalkCheaper, windowOf } from './walk-cost.ts'

/** Beyond this many rows a count says "more than". */
export const COUNT_CAP = 10_000

/** A column a list can be sorted by; needs an index on (expression, id). Never null: say coalesce. */
export interface Sort {
  by: RawBuilder<unknown>
  type: 'text' | 'timestamptz' | 'integer' | 'date' | 'numeric'
  groups?: Groups
}

/** Where a list comes from: the table (aliased `r`), what always holds, and the sorts it offers. */
export interface ListSource {
  table: string
  always: RawBuilder<SqlBool>
  sorts: Record<string, Sort>
  defaultSort: string
  branches?: Branches
}

/**
 * What the rows have to meet. `sieve` is a rough form of all conditions together, on columns that stand in the sort
 * index: it may let too much through, never too little, and spares the walk the rows themselves.
 */
export interface Selection {
  conditions: RawBuilder<SqlBool>[]
  sieve?: RawBuilder<SqlBool> | undefined
  /** The sieve lets so much through that looking at the rows at once is cheaper; in branches it still pays. */
  isCoarse?: boolean
  /** Those of the conditions whose matches PostgreSQL's statistics can count: not words in a text. */
  estimable?: RawBuilder<SqlBool>[]
  /** Every match belongs to one of these, so that their branches are all there is to walk. */
  owners?: readonly string[] | undefined
}

/** One more than anybody may ask for, since that one tells whether there is another page. */
const MOST_ON_A_PAGE = 201

/** What every list accepts in its address. */
export const listQuery = z.object({
  q: z.string().max(200).optional().meta({ description: 'Search syntax, see the handbook' }),
  sort: z
    .string()
    .max(60)
    .optional()
    .meta({ description: 'Field name, with a leading minus for descending' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
  skip: z.coerce.number().int().min(0).max(250_000).optional().meta({
    description: 'Passes over so many rows first; to go on, take the cursor',
  }),
  count: z
    .enum(['true', 'capped'])
    .optional()
    .meta({ description: '`true` adds the exact `total`; `capped` stops counting at 10000' }),
})
export type ListQuery = z.infer<typeof listQuery>

export interface Page {
  ids: string[]
  nextCursor: string | null
}

type Handle = Pick<Kysely<unknown>, 'getExecutor'>

/**
 * One page of ids in the wanted order, all `conditions` met, by keyset: page 20,000 costs what page 1 costs.
 *
 * A filter can match half of the table or three rows of a million, and the planner often guesses wrong. So the first
 * rows of the sort index are tried; when they do not fill the page they tell how dense the matches lie, and either
 * the walk goes on (dense) or all matches are gathered through their own indexes and sorted (sparse). Measured in
 * docs/decisions/003.
 */
export async function listPage(
  db: Handle,
  source: ListSource,
  selection: RawBuilder<SqlBool>[] | Selection,
  query: Pick<ListQuery, 'sort' | 'limit' | 'cursor' | 'skip'>,
  effort = EFFORT,
): Promise<Page> {
  const order = orderOf(source, query.sort)
  const passed = query.skip ?? 0
  const cursor = query.cursor === undefined ? undefined : readCursor(order.name, query.cursor)
  const selected = Array.isArray(selection) ? { conditions: selection } : selection
  const { owners = [], sieve, isCoarse } = selected
  const isBranched =
    order.field === source.branches?.sort && owners.length > 0 && owners.length <= effort.branches
  const search: Search = {
    db,
    source,
    order,
    start: cursor ? after(order, cursor) : sql<SqlBool>`true`,
    selection: { ...selected, sieve: isCoarse && !isBranched ? undefined : sieve },
    wanted: passed + query.limit + 1,
    effort,
    owners: isBranched ? owners : [],
    isFurther: cursor !== undefined,
  }
  const { rows: found, way } = await find(search, cursor?.way)
  const rows = found.slice(passed, passed + query.limit)
  const last = rows.at(-1)
  const isMore = found.length > passed + query.limit
  const nextCursor = isMore && last ? writeCursor(order.name, { ...last, way }) : null
  return { ids: rows.map((row) => row.id), nextCursor }
}

/** How many rows meet the conditions: exactly, or (`capped`) at most `COUNT_CAP` + 1. */
export async function countRows(
  db: Handle,
  source: ListSource,
  conditions: RawBuilder<SqlBool>[],
  mode: 'true' | 'capped',
): Promise<number> {
  const cap = mode === 'capped' ? sql`limit ${COUNT_CAP + 1}` : sql``
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from (
      select 1 from ${sql.table(source.table)} r where ${all([source.always, ...conditions])} ${cap}
    ) c`.execute(db)
  return rows[0]?.n ?? 0
}

export interface Search {
  db: Handle
  source: ListSource
  order: Order
  start: RawBuilder<SqlBool>
  selection: Selection
  wanted: number
  effort: typeof EFFORT
  /** Whose branches are walked; none: the sort index of all. */
  owners: readonly string[]
  /** Begins somewhere behind the first row. */
  isFurther: boolean
}

interface Found {
  rows: Key[]
  way?: Way
}

async function find(search: Search, before?: Way): Promise<Found> {
  if (search.order.sort.groups)
    return { rows: await keys(search, groupWalk(search, search.order.sort.groups)) }
  if (search.selection.conditions.length === 0 || isKnownShort(search)) return { rows: await walk(search) }
  const way = before ?? (await estimate(search)) ?? probeOf(search)
  if (typeof way === 'string') return (await gatherSome(search, way)) ?? findDense(search)
  const rows = await walk(search, way)
  return rows.length === search.wanted ? { rows, way } : lookFurther(search, rows, way)
}

/** What the first rows told: walk on from the last match where they are dense, gather where they are rare. */
async function lookFurther(search: Search, found: Key[], tried: number): Promise<Found> {
  const { order, wanted } = search
  const density = found.length / tried
  const last = found.at(-1)
  if (last && isWalkCheaper(search, wanted / density, density * (await sizeOf(search)))) {
    const way = windowOf((4 * wanted) / density)
    const rest = { ...search, start: after(order, last), wanted: wanted - found.length, isFurther: true }
    const { rows, isEnough } = await tryWalk(rest, way)
    if (isEnough) return { rows: [...found, ...rows], way }
  } else if (await isAllWithin(search, tried)) return { rows: found, way: tried }
  return (await gatherSome(search)) ?? findDense(search)
}

/** What a walk found, and whether that fills the page or is all there is. */
async function tryWalk(search: Search, way: number): Promise<Found & { isEnough: boolean }> {
  const rows = await walk(search, way)
  return { rows, way, isEnough: rows.length === search.wanted || (await isAllWithin(search, way)) }
}

/** So many matches fill a page soon, unless they all lie at the other end. */
async function findDense(search: Search): Promise<Found> {
  const { wanted, effort } = search
  const window = windowOf((4 * wanted * (await sizeOf(search))) / effort.gather)
  const tried = await tryWalk(search, window)
  return tried.isEnough ? tried : { rows: (await gather(search)) ?? [], way: 'gather' }
}

async function gatherSome(search: Search, way: 'gather' | 'narrow' = 'gather'): Promise<Found | undefined> {
  const rows = await gather(search, search.effort.gather, way)
  return rows && { rows, way }
}

const probeOf = ({ selection, effort }: Search): number => (selection.sieve ? effort.sieved : effort.probe)

/** Whether the branches end within so many rows, so that a walk of them has found everything. */
async function isAllWithin(search: Search, window: number): Promise<boolean> {
  if (search.owners.length === 0) return false
  const [counted] = await keys<{ n: number }>(
    search,
    sql`${KEPT} select count(*) as n from (${stretch(search, sql`limit ${sql.lit(window)}`)}) r`,
  )
  const isAll = (counted?.n ?? 0) < window
  if (isAll && !search.isFurther && window === probeOf(search)) rememberShort(search)
  return isAll
}

/** The way PostgreSQL's statistics suggest, if they know enough; a plan costs less than a try. */
async function estimate(search: Search): Promise<Way | undefined> {
  const { db, source, wanted, effort, owners } = search
  const { estimable = [], conditions, sieve } = search.selection
  const isAll = estimable.length === conditions.length
  if (estimable.length === 0 || (isAll && !sieve) || (sieve && owners.length > 0)) return undefined
  const { rows } = await sql<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>`
    explain (format json) select 1 from ${sql.table(source.table)} r
    where ${all([source.always, ...estimable])}`.execute(db)
  const matches = rows[0]?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? 1
  if (!isAll) return matches <= effort.gather ? 'narrow' : undefined
  const steps = (wanted * (await sizeOf(search))) / matches
  return isWalkCheaper(search, steps, matches) ? Math.max(windowOf(4 * steps), effort.probe) : 'gather'
}

/** Follows the sort index and takes what fits; with `window`, gives up after that many rows. */
function walk(search: Search, window?: number): Promise<Key[]> {
  const { source, order, selection, wanted, owners } = search
  const { direction } = order
  const met = all(selection.conditions)
  const isNarrow = owners.length > 0 || (selection.sieve && window !== undefined)
  // Fences (a limit, `offset 0`) keep the planner from gathering and sorting here: this is the walk, whatever the values.
  const rows = stretch(search, window === undefined ? sql`offset 0` : sql`limit ${sql.lit(window)}`)
  // Without a window it is this number that tells PostgreSQL to begin at the front and not to sort everything.
  const end =
    window === undefined && wanted <= MOST_ON_A_PAGE ? sql`limit ${sql.lit(wanted)}` : sql`limit ${wanted}`
  if (!isNarrow) {
    return keys(
      search,
      sql`${KEPT}
      select r.id, r.key::text as key from (${rows}) r
      where ${met} order by r.key ${direction}, r.id ${direction} ${end}`,
    )
  }
  return keys(
    search,
    sql`${KEPT}
    select w.id, w.key::text as key
    from (select r.id, r.key from (${rows}) r where ${selection.sieve ?? sql`true`}) w
    cross join lateral (select 1 from ${sql.table(source.table)} r where r.id = w.id and ${met} offset 0) met
    order by w.key ${direction}, w.id ${direction} ${end}`,
  )
}

/** The rows of the table, or of the owners' branches, in the order from the start on, each once. */
function stretch({ source, order, start, owners }: Search, end: RawBuilder<unknown>): RawBuilder<unknown> {
  const { sort, direction } = order
  const part = (table: string, here: RawBuilder<SqlBool>) => sql`
    select r.*, ${sort.by} as key from ${sql.table(table)} r where ${all([here, start])}
    order by ${sort.by} ${direction}, r.id ${direction} ${end}`
  const { branches } = source
  if (!branches || owners.length === 0) return part(source.table, source.always)
  const owner = sql.ref(`r.${branches.owner}`)
  const parts = owners.map((id) => part(branches.table, sql<SqlBool>`${owner} = ${id}::uuid`))
  if (parts.length === 1) return sql`${parts[0]}`
  const bracketed = parts.map((one) => sql`(${one})`)
  const merged = sql.join(bracketed, sql` union all `)
  return sql`select distinct on (key, id) * from (${merged}) r order by key ${direction}, id ${direction} ${end}`
}

/** Collects all matches through their own indexes and sorts them; undefined when there are more than `most`. */
async function gather(search: Search, most?: number, way?: 'gather' | 'narrow'): Promise<Key[] | undefined> {
  const { source, order, start, selection, wanted } = search
  const { conditions, estimable = [] } = selection
  const cap = most === undefined ? sql`` : sql`limit ${most + 1}`
  const table = sql.table(source.table)
  const here = [source.always, start]
  const first = sql`(select r.* from ${table} r where ${all([...here, ...estimable])} offset 0)`
  const isNarrow = way === 'narrow' && estimable.length > 0
  const rows = await keys<Key & { n: number }>(
    search,
    sql`
    with m as materialized (
      select r.id, ${order.sort.by} as key from ${isNarrow ? first : table} r
      where ${all(isNarrow ? conditions : [...here, ...conditions])} ${cap}
    )
    select id, key::text as key, (select count(*) from m) as n from m
    order by m.key ${order.direction}, id ${order.direction} limit ${wanted}`,
  )
  return most !== undefined && (rows[0]?.n ?? 0) > most ? undefined : rows
}

async function keys<K = Key>({ db }: Search, statement: RawBuilder<unknown>): Promise<K[]> {
  return (await (statement as RawBuilder<K>).execute(db)).rows
}

/** All of the conditions as one. */
export function all(conditions: RawBuilder<SqlBool>[]): RawBuilder<SqlBool> {
  return conditions.length === 0 ? sql<SqlBool>`true` : sql<SqlBool>`(${sql.join(conditions, sql` and `)})`
}
