import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Insertable } from 'kysely'
import type { Tx } from './database.ts'

/**
 * Inserts any number of rows with one statement of one parameter. All rows have the columns of the first; the
 * database fills the others. Values are plain JSON: arrays and objects need no `json()`.
 */
export async function insertAll<T, K extends keyof T & string>(
  tx: Tx<T>,
  table: K,
  rows: readonly Insertable<T[K]>[],
): Promise<void> {
  if (rows.length === 0) return
  const names = Object.keys(rows[0] ?? {}).map((name) => [name, columnOf(name)] as const)
  const columns = sql.join(names.map(([, column]) => sql.ref(column)))
  const values = rows.map((row) => {
    const given = row as Record<string, unknown>
    return Object.fromEntries(names.map(([name, column]) => [column, given[name]]))
  })
  const all = sql.table(table)
  await sql`
    insert into ${all} (${columns})
    select ${columns} from json_populate_recordset(null::${all}, ${wellFormed(values)})`.execute(tx)
}

/**
 * Makes a row of each item, inserts them and gives them back. They go piece by piece: while PostgreSQL writes one, the
 * next is made.
 */
export async function insertMade<T, K extends keyof T & string, Item, Row extends Insertable<T[K]>>(
  tx: Tx<T>,
  table: K,
  items: readonly Item[],
  make: (item: Item) => Row,
): Promise<Row[]> {
  const rows: Row[] = []
  let sent = Promise.resolve()
  for (let at = 0; at < items.length; at += PIECE) {
    const piece = items.slice(at, at + PIECE).map(make)
    rows.push(...piece)
    await sent
    sent = insertAll(tx, table, piece)
    // It may fail while the next piece is made: then that is said where it is waited for.
    sent.catch(() => undefined)
    if (at + PIECE < items.length) await setImmediate()
  }
  await sent
  return rows
}

const PIECE = 100

/** The name a column has in the database. */
export function columnOf(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/** Rows as JSON. Half a surrogate pair becomes U+FFFD, as in any other parameter; PostgreSQL would refuse it in JSON. */
export function wellFormed(values: object[]): string {
  const text = JSON.stringify(values)
  if (!text.includes('\\ud') || !HALF.test(text)) return text
  return JSON.stringify(values, (_, value: unknown) =>
    typeof value === 'string' ? value.toWellFormed() : value,
  )
}

/** Whole pairs stand in JSON as they are; only halves are escaped. */
const HALF = /\\ud[89a-f]/
