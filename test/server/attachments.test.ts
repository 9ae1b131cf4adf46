import { afterAll, beforeAll, expect, test } from 'vitest'
import pg from 'pg'
import { contactAttachments } from '../../src/app/catalogue.ts'
import { createMigratedDatabase } from '../database.ts'
import type { TestDatabase } from '../database.ts'

// When two contacts become one, what hangs on them moves along. A new table that names contacts says how, or why not.

/** What stays with the contact it is of, and why. */
const stays: Record<string, string> = {
  'former_picture.contact_id': 'takes back changes of the picture of that contact',
  'contact.merged_into': 'says itself where a contact went; who follows it goes on from there',
  'duplicate_pair.right_id': 'moves with its left side',
  'takeover_item.contact_id': 'is followed to whom it went when it is brought in',
  'takeover_choice.contact_id': 'is said anew with the next mail of that sender',
  'merge_part.contact_id': 'is the memory of a merge',
  'merge_move.from_id': 'is the memory of a merge',
}

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

test('everything that names a contact moves along in a merge, or says here why it stays', async () => {
  const { rows } = await client.query<{ name: string }>(`
    select c.conrelid::regclass || '.' || a.attname as name
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)
    where c.contype = 'f' and c.confrelid = 'contact'::regclass`)
  const found = rows.map((row) => row.name)
  const moves = contactAttachments.map((one) => one.column)
  expect(found.filter((name) => !moves.includes(name) && !(name in stays))).toEqual([])
  expect(Object.keys(stays).filter((name) => !found.includes(name) || moves.includes(name))).toEqual([])
})

test('every attachment names a column that is there and that an index finds', async () => {
  for (const { column } of contactAttachments) {
    const [table, name] = column.split('.')
    const { rows } = await client.query(
      `select 1 from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
       where i.indrelid = $1::regclass and a.attname = $2`,
      [table, name],
    )
    expect(rows.length, column).toBeGreaterThan(0)
  }
})
