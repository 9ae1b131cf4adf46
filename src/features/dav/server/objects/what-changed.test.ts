import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTask } from '#features/tasks/server/create-task.ts'
import type { Database } from '#platform/database.ts'
import { startApp } from '../../../../../test/app.ts'
import type { TestApp } from '../../../../../test/app.ts'
import type { DavDb } from '../tables.ts'
import { horizon, whatChanged } from './what-changed.ts'

let app: TestApp
let db: Database<DavDb>
beforeAll(async () => {
  app = await startApp()
  db = app.house.db as never
  // The set-up was a moment ago, and has made users.
  await sql`delete from journal`.execute(db)
})
afterAll(() => app.close())

test('what is written before a look and committed after it is still asked for', async () => {
  const [begun, ended] = [Promise.withResolvers<string>(), Promise.withResolvers<void>()]
  const writing = db.transaction().execute(async (tx) => {
    await createTask(tx, app.admin.by, { title: 'Spät', dueDate: '2027-05-01' })
    const { rows } = await sql<{
      at: string
    }>`select xact_start as at from pg_stat_activity where pid = pg_backend_pid()`.execute(tx)
    begun.resolve(rows[0]?.at ?? '')
    await ended.promise
  })
  const start = await begun.promise
  const look = await horizon(db)
  expect(Date.parse(look)).toBeLessThanOrEqual(Date.parse(start))
  expect(await whatChanged(db, 'tasks', look)).toBe('nothing')
  ended.resolve()
  await writing
  expect(await whatChanged(db, 'tasks', look)).toHaveLength(1)
  expect(Date.parse(await horizon(db))).toBeGreaterThan(Date.parse(start))
})

test('few changes are named, many and those of rights mean all', async () => {
  const look = await horizon(db)
  const later = new Date(Date.parse(look) + 60_000).toISOString()
  expect(await whatChanged(db, 'contacts', later)).toBe('nothing')
  const { body } = await app.admin.post('/contacts', { kind: 'person', lastName: 'Neu' })
  expect(await whatChanged(db, 'appointments', look)).toContain(body.id)
  await app.admin.post('/groups', { name: 'Vertrieb', members: [] })
  expect(await whatChanged(db, 'contacts', look)).toBe('much')
})
