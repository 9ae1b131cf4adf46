import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type pg from 'pg'

const MARK = '/* kept */'
/** Statements a connection keeps at once; each takes some ten kilobytes of its process. */
const MOST = 50

/**
 * In front of a statement: PostgreSQL parses it once a connection instead of each time, and plans it once where a plan
 * that knows no values is as good. For what runs all day in few forms and needs no values to be planned well: numbers
 * that decide, such as a limit, stand in its text (`sql.lit`).
 */
export const KEPT = sql.raw(MARK)

/** Lets this connection keep the statements marked so. When it has too many, it forgets them all and begins anew. */
export function keepStatements(client: pg.PoolClient): void {
  const plain = client.query.bind(client) as (...given: unknown[]) => Promise<unknown>
  const names = new Map<string, string>()
  let forgot = 0
  const named = (text: string, values: unknown) => {
    const name = names.get(text) ?? `kept_${forgot}_${createHash('sha1').update(text).digest('hex')}`
    names.set(text, name)
    return plain({ name, text }, values)
  }
  const query = (...given: unknown[]): unknown => {
    const [text, values] = given
    if (typeof text !== 'string' || !text.startsWith(MARK)) return plain(...given)
    if (names.has(text) || names.size < MOST) return named(text, values)
    names.clear()
    forgot++
    return plain('deallocate all').then(() => named(text, values))
  }
  client.query = query as typeof client.query
}
