import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'
import { camt } from '../../../../test/camt.ts'
import { form } from '../../../../test/form.ts'
import { firm } from '../../../../test/invoices/firm.ts'

let app: TestApp
let mine: Person
beforeAll(async () => {
  app = await startApp()
  await app.admin.patch('/settings', { firm })
  mine = await app.person('user', 'Mia Mein')
})
afterAll(() => app.close())

const today = Temporal.Now.plainDateISO('Europe/Berlin').toString()
const address = { street: 'Ring', houseNumber: '1', postalCode: '50667', city: 'Köln', country: 'DE' }
const good = async (reply: Promise<{ status: number; body: unknown }>) => {
  const { status, body } = await reply
  expect(status, JSON.stringify(body)).toBeLessThan(300)
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers of every shape
  return body as any
}
const customer = (companyName = `Büro ${randomUUIDv7().slice(-6)} GmbH`, details: object[] = []) =>
  good(
    mine.post('/contacts', {
      kind: 'company',
      companyName,
      vatId: 'DE136695976',
      visibility: 'write',
      details: [{ kind: 'address', value: address }, ...details],
    }),
  )
const line = { text: 'Unterhaltsreinigung', quantity: '10', unit: 'HUR', price: '25' }
const issued = async (input: object = {}) => {
  const contactId = (input as { contactId?: string }).contactId ?? (await customer()).id
  const { id } = await good(
    mine.post('/invoices', { lines: [line], serviceDate: '2026-11-01', ...input, contactId }),
  )
  return good(mine.post(`/invoices/${id}/issue`))
}
const pay = (id: string, input: object) => good(mine.post(`/invoices/${id}/payments`, input))
const invoice = async (id: string) => (await mine.get(`/invoices/${id}`)).body

describe('payments', () => {
  test('settle an invoice by and by, and open it again when they are taken back', async () => {
    const { id, contactId } = await issued()
    expect(await pay(id, { amount: '100' })).toMatchObject({ open: '197.50', status: 'issued', offer: null })
    const done = await pay(id, { amount: '197.50', note: 'bar' })
    expect(done).toMatchObject({ status: 'paid', settled: '297.50', open: '0.00', overpaid: '0.00' })
    expect(await invoice(id)).toMatchObject({ status: 'paid', open: '0.00' })
    const back = await good(mine.post(`/payments/${done.items[1].id}/revoke`))
    expect(back).toMatchObject({ status: 'issued', open: '197.50' })
    expect(back.items[1].revokedAt).not.toBeNull()
    expect((await mine.post(`/payments/${done.items[1].id}/revoke`)).status).toBe(409)
    const { body } = await mine.get(`/history?contact=${contactId}`)
    expect(body.items[0].text).toContain('Zahlung zurückgenommen: 197,50 €')
  })

  test('what is too much is told', async () => {
    const { id } = await issued()
    expect(await pay(id, { amount: '300' })).toMatchObject({ status: 'paid', overpaid: '2.50', open: '0.00' })
  })

  test('Skonto is offered for the rest when it was paid in its days', async () => {
    const { id } = await issued({ skonto: { days: 14, percent: '2' } })
    const part = await pay(id, { amount: '291.55' })
    expect(part).toMatchObject({ offer: '5.95', status: 'issued', skonto: { payable: '291.55' } })
    const done = await pay(id, { amount: '5.95', kind: 'skonto' })
    expect(done).toMatchObject({ status: 'paid', offer: null })
    const two = await issued({ skonto: { days: 14, percent: '2' } })
    expect(await pay(two.id, { amount: '291.55', takeSkonto: true })).toMatchObject({ status: 'paid' })
    const three = await issued({ skonto: { days: 14, percent: '2' } })
    const less = await mine.post(`/invoices/${three.id}/payments`, { amount: '290', takeSkonto: true })
    expect(less.body.code).toBe('payment.no_skonto')
    expect((await mine.get(`/invoices/${three.id}/payments`)).body.items).toEqual([])
  })

  test('paid by hand is a payment of the rest', async () => {
    const { id } = await issued()
    await pay(id, { amount: '97.50' })
    await good(mine.post(`/invoices/${id}/status`, { status: 'paid' }))
    const state = (await mine.get(`/invoices/${id}/payments`)).body
    expect(state).toMatchObject({ settled: '297.50', items: [{}, { amount: '200.00' }] })
    await good(mine.post(`/invoices/${id}/status`, { status: 'issued' }))
    expect(await invoice(id)).toMatchObject({ status: 'issued', open: '200.00' })
  })

  test('drafts, quotes and what is cancelled are not paid; days to come are refused', async () => {
    const { id } = await issued()
    const post = (input: object, one = id) => mine.post(`/invoices/${one}/payments`, input)
    expect((await post({ amount: '1', day: '2999-01-01' })).status).toBe(422)
    expect((await post({ amount: '0' })).status).toBe(422)
    expect((await post({ amount: '-5' })).status).toBe(422)
    expect((await post({ amount: '1.001' })).status).toBe(422)
    const quote = await issued({ kind: 'quote' })
    expect((await post({ amount: '1' }, quote.id)).status).toBe(409)
    await good(mine.post(`/invoices/${id}/cancel`))
    expect((await post({ amount: '1' })).status).toBe(409)
    expect((await post({ amount: '1' }, randomUUIDv7())).status).toBe(404)
  })

  test('many at once lose nothing', async () => {
    const { id } = await issued()
    await Promise.all(Array.from({ length: 20 }, () => pay(id, { amount: '10' })))
    expect((await mine.get(`/invoices/${id}/payments`)).body).toMatchObject({
      settled: '200.00',
      open: '97.50',
    })
  })
})

describe('the bank', () => {
  const upload = async (content: string | Uint8Array, type = 'application/xml') => {
    const { body, headers } = await form({ file: new File([content as never], 'camt.xml', { type }) })
    return app.admin.post('/bank-statements', body, headers)
  }
  const IBAN = 'DE02120300000000202051'

  test('a statement is read once, and names what its entries pay', async () => {
    const firma = await customer('Glanz & Gloria Hausverwaltung GmbH', [{ kind: 'iban', value: IBAN }])
    const one = await issued({ contactId: firma.id })
    const two = await issued({ contactId: firma.id, lines: [{ ...line, price: '30' }] })
    const short = await issued({ skonto: { days: 14, percent: '2' } })
    const spelled = one.number.replaceAll('-', ' ').toLowerCase()
    const file = camt('2026-11-22-A', [
      {
        amount: '297.50',
        name: 'GLANZ U. GLORIA HAUSVERWALTUNG',
        iban: IBAN,
        purpose: `Rechnung ${spelled} danke`,
        day: today,
      },
      {
        amount: '357.00',
        name: 'Glanz und Gloria Hausverwaltung GmbH',
        iban: IBAN,
        purpose: 'Ihre Rechnung',
        day: today,
      },
      {
        amount: '291.55',
        name: short.contact.name,
        purpose: `${short.number.slice(3)} abzgl. 2% Skonto`,
        day: today,
      },
      { amount: '-1200.00', name: 'Vermieter', purpose: 'Miete', day: today },
      { amount: '5.00', name: 'Offen', purpose: 'vorgemerkt', day: today, status: 'PDNG' },
    ])
    const read = await upload(file)
    expect(read.body, JSON.stringify(read.body)).toMatchObject({
      added: 1,
      known: 0,
      items: [{ entries: 4, open: 4 }],
    })
    expect((await upload(file)).body).toMatchObject({ added: 0, known: 1 })
    const list = (await app.admin.get(`/bank-entries?statement=${read.body.items[0].id}`)).body
    const by = (amount: string) => list.items.find((entry: { amount: string }) => entry.amount === amount)
    expect(by('297.50').suggestions[0]).toMatchObject({
      sure: 'certain',
      reasons: ['number', 'amount', 'iban', 'name'],
      invoices: [{ id: one.id, amount: '297.50' }],
    })
    expect(by('357.00').suggestions[0]).toMatchObject({ sure: 'likely', invoices: [{ id: two.id }] })
    expect(by('291.55').suggestions[0]).toMatchObject({
      reasons: ['shortNumber', 'skonto', 'name'],
      invoices: [{ id: short.id, takeSkonto: true }],
    })
    expect(by('-1200.00').suggestions).toEqual([])

    expect(await good(app.admin.post('/bank-entries/accept-certain'))).toEqual({
      done: 1,
      invoices: 1,
      ids: [by('297.50').id],
    })
    expect((await invoice(one.id)).status).toBe('paid')
    const { id, suggestions } = by('291.55')
    const wrong = await app.admin.post(`/bank-entries/${id}/match`, {
      invoices: [{ id: short.id, amount: '200' }],
    })
    expect(wrong.status).toBe(422)
    const matched = await good(
      app.admin.post(`/bank-entries/${id}/match`, { invoices: [{ ...suggestions[0].invoices[0] }] }),
    )
    expect(matched).toMatchObject({ state: 'matched', payments: [{ amount: '291.55' }, { kind: 'skonto' }] })
    expect((await invoice(short.id)).status).toBe('paid')
    const again = await app.admin.post(`/bank-entries/${id}/match`, {
      invoices: [{ id: short.id, amount: '291.55' }],
    })
    expect(again.status).toBe(409)
    expect(await good(app.admin.post(`/bank-entries/${id}/reopen`))).toMatchObject({
      state: 'open',
      payments: [],
    })
    expect((await invoice(short.id)).open).toBe('297.50')
    expect(await good(app.admin.post(`/bank-entries/${by('-1200.00').id}/ignore`))).toMatchObject({
      state: 'ignored',
    })
    expect((await app.admin.get('/bank-entries?state=ignored&q=miete')).body.items).toHaveLength(1)
  })

  test('what is no statement is refused, whatever its bytes', async () => {
    for (const content of [
      'nothing',
      '<a/>',
      '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
      camt('X', [{ amount: 'viel', day: today }]),
      camt('X', [{ amount: '1.00', day: '2026-02-31' }]),
      camt('', [{ amount: '1.00', day: today }]),
      `PK\u0003\u0004${'x'.repeat(200)}`,
      '<a>'.repeat(5000),
    ]) {
      const { status, body } = await upload(content)
      expect([415, 422], `${content.slice(0, 40)} ${JSON.stringify(body)}`).toContain(status)
    }
    expect((await app.admin.post('/bank-statements', { statements: 1 })).status).toBe(415)
  })
})
