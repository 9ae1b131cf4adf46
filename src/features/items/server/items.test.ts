import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'
import { moveStock } from './move-stock.ts'

let app: TestApp
let admin: Person
let user: Person
beforeAll(async () => {
  app = await startApp()
  admin = app.admin
  user = await app.person('user')
})
afterAll(() => app.close())

const names = async (query = '', who = user) =>
  (await who.get(`/items?${query}`)).body.items.map(({ name }: { name: string }) => name)
const make = async (input: object) => (await admin.post('/items', input)).body
const taxes = async (query = '') => (await admin.get(`/taxes?${query}`)).body.items

/** Names the item in a line, as an invoice would. */
async function sell(itemId: string): Promise<void> {
  await app.house.db.connection().execute(async (own) => {
    // The line alone: what the invoice around it needs is not asked here.
    await sql`set session_replication_role = replica`.execute(own)
    await sql`insert into invoice_line (id, invoice_id, position, item_id)
      values (gen_random_uuid(), gen_random_uuid(), 0, ${itemId})`.execute(own)
    await sql`set session_replication_role = origin`.execute(own)
  })
}

describe('taxes', () => {
  test('a new firm has those of its country, in its language', async () => {
    const all = await taxes()
    expect(all.map(({ code }: { code: string }) => code)).toEqual([
      'standard',
      'reduced',
      'zero',
      'small-business',
      'reverse-charge-cleaning',
      'reverse-charge-construction',
      'reverse-charge-eu',
      'intra-community',
      'export',
      'exempt',
    ])
    expect(all[0]).toMatchObject({ name: 'Umsatzsteuer', category: 'S', rate: '19', retired: false })
    expect((await taxes('day=2020-08-01'))[0].rate).toBe('16')
  })

  test('a name belongs to one tax, and a rate lies between 0 and 100', async () => {
    const rates = [{ from: '2026-01-01', rate: '5.5' }]
    const own = await admin.post('/taxes', { name: 'Kurtaxe', rates })
    expect([own.status, own.body.rate, own.body.code]).toEqual([201, '5.5', null])
    const wrong = [
      [{ name: 'kurtaxe', rates }, 'name'],
      [{ name: '', rates }, 'name'],
      [{ name: 'A', rates: [{ from: '2026-01-01', rate: '101' }] }, 'rates.0.rate'],
      [{ name: 'A', rates: [] }, 'rates'],
      [{ name: 'A', category: 'E', rates }, 'rates'],
    ] as const
    for (const [body, path] of wrong) {
      const refused = await admin.post('/taxes', body)
      expect([refused.status, refused.body.errors[0].path]).toEqual([422, path])
    }
    expect((await admin.patch(`/taxes/${own.body.id}`, { category: 'AE' })).status).toBe(422)
    expect((await admin.patch(`/taxes/${own.body.id}`, { order: 0 })).body.order).toBe(0)
    expect((await taxes())[0].name).toBe('Kurtaxe')
  })

  test('what an item carries is retired, not deleted', async () => {
    const { body: tax } = await admin.post('/taxes', {
      name: 'Alt',
      rates: [{ from: '2026-01-01', rate: '3' }],
    })
    const item = await make({ name: 'Alter Artikel', taxId: tax.id })
    expect((await admin.get(`/taxes/${tax.id}?usage=true`)).body.usageCount).toBe(1)
    const refused = await admin.remove(`/taxes/${tax.id}`)
    expect([refused.status, refused.body.code]).toEqual([409, 'tax.in_use'])
    expect((await admin.patch(`/taxes/${tax.id}`, { retired: true })).body.retired).toBe(true)
    expect((await admin.post('/items', { name: 'Neu', taxId: tax.id })).body.errors[0].path).toBe('taxId')
    expect((await admin.patch(`/items/${item.id}`, { price: '5' })).status).toBe(200)
    await admin.remove(`/items/${item.id}`)
    await admin.remove(`/items/${item.id}?permanent=true`)
    expect((await admin.remove(`/taxes/${tax.id}`)).status).toBe(204)
  })
})

describe('items', () => {
  test('are made, changed and read; what was not said stays', async () => {
    const [tax] = await taxes()
    const made = await make({
      name: 'Fenster putzen',
      unit: 'HUR',
      price: '42.5000',
      sku: 'FP-1',
      taxId: tax.id,
    })
    expect(made).toMatchObject({
      kind: 'service',
      price: '42.50',
      currency: 'EUR',
      tax: { id: tax.id, name: tax.name, category: tax.category, rate: tax.rate },
      stock: '0',
      version: 1,
      can: ['change', 'delete'],
    })
    const prices = [
      { currency: 'CHF', from: '2026-01-01', price: '45.00' },
      { currency: 'EUR', from: '2027-01-01', price: '44.00' },
    ]
    const { body } = await admin.patch(`/items/${made.id}`, { price: '43', prices })
    expect([body.price, body.prices, body.unit, body.version]).toEqual(['43.00', prices, 'HUR', 2])
    expect((await admin.patch(`/items/${made.id}`, { price: '43' })).body.version).toBe(2)
    expect((await user.get(`/items/${made.id}`)).body.can).toEqual([])
    expect((await admin.patch(`/items/${made.id}`, { price: '9' }, { 'if-match': '1' })).status).toBe(412)
  })

  test('have a number of their own, until they lie in the bin', async () => {
    const first = await make({ name: 'Eimer', sku: 'E-1' })
    const taken = await admin.post('/items', { name: 'Anderer Eimer', sku: 'e-1' })
    expect([taken.status, taken.body.errors[0]]).toMatchObject([422, { path: 'sku', code: 'taken' }])
    expect((await admin.remove(`/items/${first.id}`)).status).toBe(204)
    const second = await make({ name: 'Neuer Eimer', sku: 'E-1' })
    expect((await admin.post(`/items/${first.id}/restore`)).body.errors[0].path).toBe('sku')
    await admin.patch(`/items/${second.id}`, { sku: null })
    expect((await admin.post(`/items/${first.id}/restore`)).body.name).toBe('Eimer')
  })

  test('that a document names are not deleted, but retired', async () => {
    const item = await make({ name: 'Verkauft' })
    await sell(item.id)
    const refused = await admin.remove(`/items/${item.id}`)
    expect([refused.status, refused.body.code]).toEqual([409, 'item.in_use'])
    const { body } = await admin.post('/items/bulk', { ids: [item.id], do: 'retire' })
    expect(body).toEqual({ ids: [item.id], left: 0 })
    expect(await names('q=Verkauft')).toEqual([])
    expect(await names('q=Verkauft&retired=all')).toEqual(['Verkauft'])
  })

  test('are found by name, number and description, by kind and by what is in stock', async () => {
    await make({
      name: 'Müllsäcke',
      sku: 'SACK-120',
      kind: 'product',
      tracksStock: true,
      stock: '3',
      price: '9',
    })
    await make({ name: 'Zange', kind: 'product', tracksStock: true, price: '12', description: 'zum Muellen' })
    expect(await names('q=sack-120')).toEqual(['Müllsäcke'])
    expect(await names('q=muell&sort=-price')).toEqual(['Zange', 'Müllsäcke'])
    expect(await names('stock=with')).toEqual(['Müllsäcke'])
    expect(await names('stock=without')).toEqual(['Zange'])
    expect((await user.get('/items?count=true&kind=product')).body.total).toBe(2)
    const { body } = await user.get('/search?q=Müllsäcke')
    expect(body.items[0]).toMatchObject({ kind: 'item', title: 'Müllsäcke' })
    expect(body.items[0].subtitle).toContain('9,00')
  })

  test('leave as a table that a spreadsheet reads', async () => {
    await make({ name: '=1+1', price: '0.0355' })
    const { body, headers } = await user.get('/exports/items.csv?q=1%2B1')
    expect(headers['content-disposition']).toContain('Artikel-')
    expect(body.split('\r\n')[1]).toContain(`;'=1+1;;Leistung;Stück;0,0355;EUR;`)
  })

  test('are deleted together and brought back together', async () => {
    const ids = [(await make({ name: 'Bündel A' })).id, (await make({ name: 'Bündel B' })).id]
    const { body } = await admin.post('/items/bulk', { filter: { q: 'Bündel' }, do: 'delete' })
    expect(new Set(body.ids)).toEqual(new Set(ids))
    expect(await names('q=Bündel')).toEqual([])
    const binned = (await admin.get('/bin?q=Bündel')).body.items
    expect(binned.map(({ kind }: { kind: string }) => kind)).toEqual(['item', 'item'])
    expect((await user.get('/bin?q=Bündel')).body.items).toEqual([])
    await admin.post('/items/bulk', { ids: body.ids, do: 'restore' })
    expect(await names('q=Bündel')).toEqual(['Bündel A', 'Bündel B'])
  })
})

describe('the stock', () => {
  test('is moved by purchases, counts and corrections, and may fall below nothing', async () => {
    const { id } = await make({ name: 'Besen', kind: 'product', tracksStock: true, stock: '5' })
    const book = (body: object) => admin.post(`/items/${id}/stock`, body)
    expect((await book({ reason: 'purchase', quantity: '10.5' })).body.stock).toBe('15.5')
    expect((await book({ reason: 'count', quantity: '14' })).body.stock).toBe('14')
    expect((await book({ reason: 'count', quantity: '14' })).body.stock).toBe('14')
    expect((await book({ reason: 'correction', quantity: '-20', note: 'Bruch' })).body.stock).toBe('-6')
    const { body } = await user.get(`/items/${id}/stock`)
    const said = body.items.map(({ reason, quantity }: Record<string, string>) => `${reason} ${quantity}`)
    expect(said).toEqual(['correction -20', 'count -1.5', 'purchase 10.5', 'count 5'])
    expect(body.items[0]).toMatchObject({ note: 'Bruch', by: { name: 'Ada Admin' } })
    expect((await book({ reason: 'purchase', quantity: '-1' })).status).toBe(422)
    expect((await book({ reason: 'correction', quantity: '0' })).status).toBe(422)
  })

  test('is moved by documents for whoever issues them, and only where it is tracked', async () => {
    const tracked = await make({ name: 'Tuch', kind: 'product', tracksStock: true })
    const service = await make({ name: 'Beratung', tracksStock: true })
    expect(service.tracksStock).toBe(false)
    await app.house.db.transaction().execute(async (tx) => {
      for (const itemId of [tracked.id, service.id])
        await moveStock(tx, user.by, { itemId, quantity: '-2', reason: 'invoice' })
    })
    expect((await user.get(`/items/${tracked.id}`)).body.stock).toBe('-2')
    expect((await user.get(`/items/${service.id}`)).body.stock).toBe('0')
    expect((await admin.post(`/items/${service.id}/stock`, { reason: 'count', quantity: '1' })).status).toBe(
      422,
    )
  })

  test('loses nothing when two sell at once', async () => {
    const { id } = await make({ name: 'Lappen', kind: 'product', tracksStock: true, stock: '10' })
    const sellOne = () =>
      app.house.db
        .transaction()
        .execute((tx) => moveStock(tx, user.by, { itemId: id, quantity: '-1', reason: 'invoice' }))
    await Promise.all(Array.from({ length: 6 }, sellOne))
    expect((await user.get(`/items/${id}`)).body.stock).toBe('4')
  })
})
