import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDatabase } from '../../test/database.ts'
import type { TestDatabase } from '../../test/database.ts'
import { openDatabase, openPool } from './database.ts'
import type { Connection, Database } from './database.ts'
import { KEPT } from './kept.ts'

let made: TestDatabase
let db: Database<unknown>

beforeAll(async () => {
  made = await createDatabase()
  db = openDatabase(openPool(made.connection as Connection, 1))
})
afterAll(async () => {
  await db.destroy()
  await made.drop()
})

const keptNow = async () =>
  (await sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(db)).rows

test('a marked statement is kept by its connection and answers with the values of each time', async () => {
  const twice = async (n: number) =>
    (await sql<{ n: number }>`${KEPT} select ${n}::int * 2 as n`.execute(db)).rows[0]?.n
  expect([await twice(1), await twice(2), await twice(3)]).toEqual([2, 4, 6])
  expect(await keptNow()).toEqual([{ statement: '/* kept */ select $1::int * 2 as n' }])
})

test('a connection with too many of them begins anew, and all go on working', async () => {
  const ask = async (n: number) =>
    (await sql<{ n: number }>`${KEPT} select ${sql.lit(n)} as n`.execute(db)).rows[0]?.n
  for (const round of [1, 2]) for (let n = 0; n < 70; n++) expect([round, await ask(n)]).toEqual([round, n])
  expect((await keptNow()).length).toBeLessThanOrEqual(50)
})

test('arrays are read as PostgreSQL means them', async () => {
  const words = ['', 'plain', 'two words', 'a,b', '{"x"}', String.raw`back\slash`, 'NULL', 'null', "it's"]
  const { rows } = await sql`
    select ${words}::text[] as words, '{}'::text[] as none, array['a', null] as gap, array[['a'], ['b']] as nested,
      array['018c38a0-4c43-7995-85df-6b42a0f16cc6', '017b963b-1a03-7cc8-8c75-2ee83277f928']::uuid[] as ids,
      '{}'::uuid[] as nobody, array[null]::uuid[] as unknown, array[-1, 0, 2147483647] as numbers,
      '{}'::int[] as zero, array[1, null] as hole, array[[1], [2]] as square`.execute(db)
  expect(rows).toEqual([
    {
      words,
      none: [],
      gap: ['a', null],
      nested: [['a'], ['b']],
      ids: ['018c38a0-4c43-7995-85df-6b42a0f16cc6', '017b963b-1a03-7cc8-8c75-2ee83277f928'],
      nobody: [],
      unknown: [null],
      numbers: [-1, 0, 2_147_483_647],
      zero: [],
      hole: [1, null],
      square: [[1], [2]],
    },
  ])
})
