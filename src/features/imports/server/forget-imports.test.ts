import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp } from '../../../../test/app.ts'
import type { TestApp } from '../../../../test/app.ts'
import { bring, upload } from '../../../../test/imports.ts'
import { sweepFiles } from '../../history/server/sweep-files.ts'
import { forgetImports } from './forget-imports.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

const night = async () => {
  await forgetImports.run(app.house as never)
  await sweepFiles.run(app.house as never)
}
const age = (table: string, days: number) =>
  sql`update ${sql.table(table)} set ${sql.ref(table === 'import' ? 'updated_at' : 'created_at')} =
    now() - ${days} * interval '1 day'`.execute(app.house.db)
const rows = async (id: string) => (await app.admin.get(`/imports/${id}/rows`)).body.items
const blobs = async () => (await sql`select 1 from blob`.execute(app.house.db)).rows.length

test('an old import keeps its counts and loses its file and its rows', async () => {
  await app.admin.patch('/settings', { bin: { days: 40 } })
  const text = 'Nachname;E-Mail\nEins;eins@example.de\nZwei;eins@example.de\n'
  const { id, counts } = await bring(app.admin, 'alt.csv', Buffer.from(text))
  const { body: never } = await upload(app.admin, 'nie.csv', Buffer.from('Nachname\nNie\n'))
  expect(counts).toMatchObject({ created: 1, skipped: 1 })

  await age('import', 39)
  await age('blob', 41)
  await night()
  expect(await rows(id)).toHaveLength(1)
  expect(await blobs()).toBe(2)

  await age('import', 41)
  await night()
  expect(await rows(id)).toEqual([])
  expect(await blobs()).toBe(0)
  expect((await app.admin.get(`/imports/${id}`)).body.counts).toEqual(counts)
  expect((await app.admin.get('/contacts?q=eins')).body.items).toHaveLength(1)

  const run = await app.admin.post(`/imports/${never.id}/run`)
  expect([run.status, run.body.type]).toEqual([409, expect.stringContaining('import.file_gone')])
  expect((await app.admin.patch(`/imports/${never.id}`, {})).status).toBe(409)
})
