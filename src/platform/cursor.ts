import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import { z } from 'zod'
import { Problem, invalid } from '#kernel/problem.ts'
import type { ListSource, Sort } from './list.ts'

/** Where a page ends: the row, and its place in the order. */
export interface Key {
  id: string
  key: string
}

/**
 * How a page was found, so that the next one need not try: how many rows of the sort index to walk, or all matches
 * gathered; `narrow` gathers what meets the estimable conditions and looks at the texts of these.
 */
export type Way = number | 'gather' | 'narrow'

const steps = z.int().min(1).max(10_000_000)
const cursorShape = z.tuple([
  z.string(),
  z.string(),
  z.uuid(),
  z.union([steps, z.enum(['gather', 'narrow'])]).optional(),
])

/** The end of a page as text for an address; it says the sort too, for it means nothing in another. */
export function writeCursor(sort: string, { key, id, way }: Key & { way: Way | undefined }): string {
  return Buffer.from(JSON.stringify([sort, key, id, ...(way === undefined ? [] : [way])])).toString(
    'base64url',
  )
}

/** What `writeCursor` wrote for this sort; anything else is refused. */
export function readCursor(sort: string, cursor: string): Key & { way: Way | undefined } {
  try {
    const [name, key, id, way] = cursorShape.parse(
      JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')),
    )
    if (name === sort) return { key, id, way }
  } catch {
    // Said below.
  }
  throw new Problem('invalid', 'invalid', 'The cursor does not belong to this list.', [
    {
      path: 'cursor',
      code: 'bad_cursor',
      message: 'Take nextCursor of the page before, with the same sort.',
    },
  ])
}

/** An order somebody asked for. */
export interface Order {
  /** As it stands in the address. */
  name: string
  field: string
  sort: Sort
  direction: RawBuilder<unknown>
  descending: boolean
}

/** The order of that name, or the usual one. */
export function orderOf(source: ListSource, asked: string | undefined): Order {
  const name = asked ?? source.defaultSort
  const descending = name.startsWith('-')
  const field = name.replace(/^-/, '')
  const sort = Object.hasOwn(source.sorts, field) ? source.sorts[field] : undefined
  if (!sort) throw invalid('sort', 'unknown_sort', `This list cannot be sorted by "${name}".`)
  return { name, field, sort, descending, direction: descending ? sql`desc` : sql`asc` }
}

/** True of the rows that come after this place. */
export function after(order: Order, { key, id }: Key): RawBuilder<SqlBool> {
  const bound = sql`(${key}::${sql.raw(order.sort.type)}, ${id}::uuid)`
  const here = sql`(${order.sort.by}, r.id)`
  return order.descending ? sql<SqlBool>`${here} < ${bound}` : sql<SqlBool>`${here} > ${bound}`
}
