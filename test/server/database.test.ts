import { Client } from 'pg'
import { expect, test } from 'vitest'

import { createDatabase } from '../database.ts'

test('each test file gets an empty database of its own, gone when dropped', async () => {
  const [one, two] = await Promise.all([createDatabase(), createDatabase()])
  const client = new Client(one.connection)
  client.on('error', () => undefined)
  await client.connect()
  await client.query('CREATE TABLE word (one int)')
  const other = new Client(two.connection)
  await other.connect()
  await expect(other.query('SELECT * FROM word')).rejects.toThrow(/does not exist/)
  await other.end()
  await Promise.all([one.drop(), two.drop()])
  await expect(new Client(one.connection).connect()).rejects.toThrow(/does not exist/)
})
