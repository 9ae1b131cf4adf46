import { afterAll, beforeAll, expect, test } from 'vitest'
import pg from 'pg'
import { z } from 'zod'
import { tables } from '../../src/app/tables.ts'
import { createMigratedDatabase } from '../database.ts'
import type { TestDatabase } from '../database.ts'

let database: TestDatabase
let client: pg.Client
beforeAll(async () => {
  database = await createMigratedDatabase()
  client = new pg.Client(database.connection)
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await database.drop()
})

const snake = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

test('every table of the database is described, and no other', async () => {
  const { rows } = await client.query(
    `select table_name from information_schema.tables where table_schema = 'public' and table_name <> 'migration' order by 1`,
  )
  expect(rows.map((row) => row.table_name)).toEqual(Object.keys(tables).map(snake).sort())
})

test.each(Object.entries(tables))(
  '%s has the columns its zod object says',
  async (name, shape: z.ZodObject) => {
    const { rows } = await client.query(
      `select column_name, is_nullable = 'YES' as nullable from information_schema.columns
     where table_schema = 'public' and table_name = $1 order by 1`,
      [snake(name)],
    )
    const described = Object.entries(shape.shape).map(([column, type]) => ({
      column_name: snake(column),
      nullable: (type as z.ZodType).safeParse(null).success,
    }))
    const byName = (a: { column_name: string }, b: { column_name: string }) =>
      a.column_name < b.column_name ? -1 : 1
    expect(described.sort(byName)).toEqual(rows.sort(byName))
  },
)

test.each(Object.entries(tables))(
  '%s allows the values its zod object says',
  async (name, shape: z.ZodObject) => {
    const { rows } = await client.query(
      `select pg_get_constraintdef(oid) as check from pg_constraint where contype = 'c' and conrelid = $1::regclass`,
      [snake(name)],
    )
    for (const [column, type] of Object.entries(shape.shape)) {
      const options = optionsOf(type as z.ZodType)
      if (!options) continue
      const check = rows
        .map((row) => String(row.check))
        .find((text) => text.startsWith(`CHECK ((${snake(column)} = ANY`))
      expect(
        [...(check ?? '').matchAll(/'([^']+)'::text/g)]
          .map((match) => match[1] ?? '')
          .sort((a, b) => (a < b ? -1 : 1)),
        column,
      ).toEqual([...options].sort((a, b) => (a < b ? -1 : 1)))
    }
  },
)

function optionsOf(type: z.ZodType): string[] | undefined {
  const inner = type instanceof z.ZodNullable ? (type.unwrap() as z.ZodType) : type
  return inner instanceof z.ZodEnum ? (inner.options as string[]) : undefined
}
