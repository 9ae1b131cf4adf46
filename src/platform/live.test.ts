import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp } from '../../test/app.ts'
import type { TestApp } from '../../test/app.ts'
import type { LiveEvent } from './journal.ts'
import { openLive } from './live.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

test('a broken connection is made anew, once, and says that something may have been missed', async () => {
  const { connection } = app
  const live = await openLive(connection)
  const heard: LiveEvent[] = []
  const again = new Promise<void>((resolve) => {
    live.onEvery((event) => {
      heard.push(event)
      if (event.action === 'contact.created') resolve()
    })
  })
  const administrator = new pg.Client(connection)
  await administrator.connect()
  const listening = `select pid from pg_stat_activity where datname = current_database() and query = 'listen kontor'`
  const { rows } = await administrator.query<{ pid: number }>(listening)
  for (const { pid } of rows) await administrator.query('select pg_terminate_backend($1)', [pid])
  await expect.poll(() => heard.map((event) => event.action)).toEqual(['reconnected'])
  await app.admin.post('/contacts', { kind: 'company', companyName: 'Wieder da' })
  await again
  expect((await administrator.query(listening)).rows).toHaveLength(rows.length)
  await administrator.end()
  await live.close()
})
