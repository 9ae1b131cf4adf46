import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { zipStream } from '#platform/zip.ts'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'
import { findRate } from './find-rates.ts'

let app: TestApp
let admin: Person
let user: Person
beforeAll(async () => {
  app = await startApp()
  admin = app.admin
  user = await app.person('user')
})
afterAll(() => app.close())

const table = (rates: string) => Buffer.from(`Date,USD,CHF,PLN,\n${rates}`)
const send = (content: Buffer) =>
  admin.post('/rates/ecb', content, { 'content-type': 'application/octet-stream' })
const usd = { from: 'EUR', to: 'USD', day: '2026-11-20', rate: '1.123456' }

test('an administrator says what a currency is worth, everybody with a seat reads it', async () => {
  const { status, body } = await admin.post('/rates', usd)
  expect([status, body.rate, body.source, body.version]).toEqual([201, '1.123456', 'own', 1])
  expect((await user.get('/rates?from=EUR&to=USD')).body.items).toEqual([body])
  expect((await user.post('/rates', { ...usd, day: '2026-11-21' })).status).toBe(403)
  const { body: changed } = await admin.patch(`/rates/${body.id}`, { rate: '1.2' }, { 'if-match': '1' })
  expect([changed.rate, changed.version]).toEqual(['1.2', 2])
  expect((await admin.patch(`/rates/${body.id}`, { rate: '1.3' }, { 'if-match': '1' })).status).toBe(412)
  await admin.remove(`/rates/${body.id}`)
  expect((await admin.get(`/rates/${body.id}`)).status).toBe(404)
})

test('what makes no sense is refused with the name of the field', async () => {
  await admin.post('/rates', usd)
  const wrong = [
    [usd, 'day'],
    [{ ...usd, to: 'EUR' }, 'to'],
    [{ ...usd, to: 'XXX' }, 'to'],
    [{ ...usd, rate: '0' }, 'rate'],
    [{ ...usd, rate: '1.1234567' }, 'rate'],
    [{ ...usd, day: '2026-02-30' }, 'day'],
  ] as const
  for (const [body, path] of wrong) {
    const refused = await admin.post('/rates', body)
    expect([refused.status, refused.body.errors?.[0]?.path]).toEqual([422, path])
  }
})

test('the file of the ECB is taken over once, and its rates are not the firm’s to change', async () => {
  const file = table('2026-11-20,1.08,0.95,4.25,\n2026-11-19,1.07,0.94,N/A,\n')
  const first = await send(file)
  expect([first.status, first.body]).toEqual([
    200,
    { added: 5, changed: 0, lastDay: '2026-11-20', currencies: 3 },
  ])
  expect((await send(file)).body).toMatchObject({ added: 0, changed: 0 })
  expect((await send(table('2026-11-20,1.09,0.95,4.25,\n'))).body).toMatchObject({ added: 0, changed: 1 })
  const [ecb] = (await admin.get('/rates?source=ecb&to=CHF')).body.items
  expect((await admin.patch(`/rates/${ecb.id}`, { rate: '2' })).body.code).toBe('rate.of_ecb')
  expect((await admin.remove(`/rates/${ecb.id}`)).status).toBe(409)
})

test('the archive of the ECB is unpacked, and anything else refused', async () => {
  async function* archive() {
    yield { name: 'eurofxref-hist.csv', content: [table('2026-11-18,1.06,0.93,4.2,\n')] }
  }
  expect((await send(await buffer(zipStream(archive())))).body).toMatchObject({ added: 3 })
  const refused = [
    await send(Buffer.from('PK\u0003\u0004 nothing')),
    await send(Buffer.from('Name;Ort')),
    await admin.post('/rates/ecb', {}),
    await admin.post('/rates/ecb'),
  ]
  expect(refused.map(({ status }) => status)).toEqual([415, 422, 415, 415])
})

test('an amount is converted over the euro, by the rates of its day', async () => {
  const { body } = await user.get('/rates/convert?from=CHF&to=PLN&day=2026-11-21&amount=95')
  expect([body.amount, body.rate]).toEqual(['425.00', '4.473684'])
  expect(body.used.map(({ to, day }: { to: string; day: string }) => `${to} ${day}`)).toEqual([
    'CHF 2026-11-20',
    'PLN 2026-11-20',
  ])
  const none = await user.get('/rates/convert?from=CHF&to=PLN&day=1999-01-01')
  expect(none.body).toEqual({ amount: null, rate: null, used: [] })
  expect(await findRate(app.house.db, { from: 'GBP', to: 'EUR', day: '2026-11-21' })).toBeUndefined()
})

test('of each pair and source the rate that holds on a day', async () => {
  const { body } = await user.get('/rates?day=2026-11-19&source=ecb')
  const said = body.items.map(({ to, day, rate }: Record<string, string>) => `${to} ${day} ${rate}`)
  expect(said.sort()).toEqual(['CHF 2026-11-19 0.94', 'PLN 2026-11-18 4.2', 'USD 2026-11-19 1.07'])
})
