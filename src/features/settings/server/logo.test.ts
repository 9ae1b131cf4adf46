import sharp from 'sharp'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sweepBlobs } from '#platform/sweep-blobs.ts'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'

let app: TestApp
let admin: Person
beforeAll(async () => {
  app = await startApp()
  admin = app.admin
})
afterAll(() => app.close())

const picture = (width: number, height: number, color: string) =>
  sharp({ create: { width, height, channels: 3, background: color } })
const put = (content: Buffer) => admin.put('/settings/logo', content, { 'content-type': 'image/png' })
const hashNow = async () => (await admin.get('/settings')).body.firm.logoHash

test('a logo is made to fit the head of a letter, and everybody sees it', async () => {
  const { status, body } = await put(await picture(2000, 400, 'red').jpeg().toBuffer())
  expect(status).toBe(200)
  const guest = await app.person('guest')
  const shown = await app.server.inject({
    url: '/api/v1/settings/logo',
    headers: { authorization: await tokenOf(guest) },
  })
  expect([shown.statusCode, shown.headers['content-type'], shown.headers['etag']]).toEqual([
    200,
    'image/png',
    `"${body.firm.logoHash}"`,
  ])
  const { width, height, format } = await sharp(shown.rawPayload).metadata()
  expect([width, height, format]).toEqual([800, 160, 'png'])
})

test('a logo is kept while the firm has it, and can be given back until it is swept away', async () => {
  const first = await hashNow()
  await put(await picture(100, 50, 'blue').png().toBuffer())
  const second = await hashNow()
  expect(second).not.toBe(first)
  expect((await admin.put('/settings/logo', { hash: first })).body.firm.logoHash).toBe(first)
  expect((await admin.put('/settings/logo', { hash: second })).body.firm.logoHash).toBe(second)
  await sql`update blob set created_at = now() - interval '2 days'`.execute(app.house.db)
  await sweepBlobs(app.house as never)
  expect((await admin.put('/settings/logo', { hash: first })).status).toBe(422)
  expect((await admin.get('/settings/logo')).status).toBe(200)
  expect((await admin.remove('/settings/logo')).status).toBe(204)
  expect((await admin.get('/settings/logo')).status).toBe(404)
})

test('what is no picture, too large or only said to be kept is refused', async () => {
  const refused = [
    await put(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')),
    await put(Buffer.alloc(1024 * 1024 + 1)),
    await admin.patch('/settings', { firm: { logoHash: 'a'.repeat(64) } }),
    await admin.put('/settings/logo', { hash: 'a'.repeat(64) }),
    await admin.put('/settings/logo', {}),
  ]
  expect(refused.map(({ status }) => status)).toEqual([415, 413, 422, 422, 422])
})

async function tokenOf(person: Person): Promise<string> {
  const { token } = (await person.post('/tokens', { name: 'x' })).body
  return `Bearer ${token}`
}
