import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'
import { firm } from '../../../../test/invoices/firm.ts'

let app: TestApp
let mine: Person
let other: Person
let office: { id: string }
beforeAll(async () => {
  app = await startApp()
  await app.admin.patch('/settings', { firm })
  mine = await app.person('user', 'Mia Mein')
  other = await app.person('user', 'Otto Ander')
  office = await customer()
})
afterAll(() => app.close())

const address = { street: 'Ring', houseNumber: '1', postalCode: '50667', city: 'Köln', country: 'DE' }
const customer = async (input: object = {}, who = mine) =>
  (
    await who.post('/contacts', {
      kind: 'company',
      companyName: `Büro ${randomUUIDv7().slice(-6)} GmbH`,
      vatId: 'DE136695976',
      visibility: 'write',
      details: [{ kind: 'address', value: address }],
      ...input,
    })
  ).body
const line = { text: 'Unterhaltsreinigung', quantity: '10', unit: 'HUR', price: '25' }
const draft = async (input: object = {}, who = mine) => {
  const reply = await who.post('/invoices', { contactId: office.id, lines: [line], ...input })
  expect(reply.status, JSON.stringify(reply.body)).toBe(201)
  return reply.body
}
const codes = (reply: { body: { errors?: { path: string; code: string }[] } }) =>
  reply.body.errors?.map(({ path, code }) => `${path}: ${code}`)
const today = Temporal.Now.plainDateISO('Europe/Berlin').toString()
const after = (days: number) => Temporal.PlainDate.from(today).add({ days }).toString()

describe('a draft', () => {
  test('needs a customer and lines, Kontor supposes the rest', async () => {
    const made = await draft()
    expect(made).toMatchObject({
      kind: 'invoice',
      status: 'draft',
      number: null,
      contact: { id: office.id },
      date: today,
      dueDate: after(30),
      language: 'de',
      currency: 'EUR',
      rate: '1',
      format: 'zugferd',
      skonto: null,
      intro: 'für unsere Leistungen berechnen wir Ihnen:',
      totals: {
        lines: '250.00',
        discount: '0.00',
        net: '250.00',
        taxes: [{ category: 'S', rate: '19', base: '250.00', amount: '47.50', reason: null }],
        tax: '47.50',
        gross: '297.50',
        deducted: '0.00',
        payable: '297.50',
        labour: '0.00',
      },
      said: { terms: expect.stringContaining('Zahlbar bis') },
      open: '0.00',
      overdue: false,
      version: 1,
      can: ['change', 'delete', 'issue'],
    })
    expect(made.lines[0]).toMatchObject({
      net: '250.00',
      tax: { category: 'S', rate: '19', why: { key: 'invoices.why.standard' } },
    })
    expect(made.findings.filter(({ level }: { level: string }) => level !== 'hint')).toEqual([])
  })

  test('the previewed one is the same and is not kept', async () => {
    const before = (await mine.get('/invoices?count=true')).body.total
    const preview = await mine.post('/invoices/preview', { contactId: office.id, lines: [line] })
    expect(preview.status, JSON.stringify(preview.body)).toBe(200)
    expect(preview.body).toMatchObject({ totals: { gross: '297.50' }, dueDate: after(30) })
    expect((await mine.get('/invoices?count=true')).body.total).toBe(before)
  })

  test('is changed by a merge patch; its days to pay go with its date', async () => {
    const { id } = await draft()
    const changed = await mine.patch(`/invoices/${id}`, {
      date: after(1),
      skonto: { days: 14, percent: '2' },
      discountPercent: '10',
      lines: [line, { ...line, text: 'Glasreinigung', price: '30', discountPercent: '5' }],
    })
    expect(changed.body).toMatchObject({
      dueDate: after(31),
      skonto: { days: 14, percent: '2' },
      totals: { lines: '535.00', discount: '53.50', net: '481.50', tax: '91.49', gross: '572.99' },
      version: 2,
    })
    expect(changed.body.said.terms).toMatch(/2 % Skonto; dann sind 561,53 € zu zahlen/)
    expect((await mine.patch(`/invoices/${id}`, { subject: 'Mai' }, { 'if-match': '"1"' })).status).toBe(412)
    expect((await mine.patch(`/invoices/${id}`, { date: after(1) })).body.version).toBe(2)
  })

  test('says which field is wrong', async () => {
    const post = (input: object) => mine.post('/invoices', { contactId: office.id, lines: [line], ...input })
    expect(codes(await post({ contactId: randomUUIDv7() }))).toEqual(['contactId: unknown'])
    expect(codes(await post({ lines: [{ ...line, taxId: randomUUIDv7() }] }))).toEqual([
      'lines.0.taxId: unknown',
    ])
    expect(codes(await post({ dueDate: '2020-01-01' }))).toEqual(['dueDate: before_date'])
    expect(codes(await post({ currency: 'USD' }))).toEqual(['rate: rate_missing'])
    expect((await post({ currency: 'USD', rate: '0.9' })).status).toBe(201)
    for (const input of [
      { lines: [{ ...line, quantity: 'viele' }] },
      { lines: [{ ...line, price: '1.23456' }] },
      { lines: [{ ...line, discountPercent: '101' }] },
      { date: '2026-13-01' },
      { servicePeriod: { from: '2026-02-01', to: '2026-01-01' } },
      { kind: 'gutschrift' },
      { opportunityId: randomUUIDv7() },
      { recipientId: randomUUIDv7() },
    ])
      expect((await post(input)).status, JSON.stringify(input)).toBe(422)
  })

  test('is seen with its contact, changed by whoever made it, and comes back from the bin', async () => {
    const hidden = await customer({ visibility: 'managers' })
    const { id } = await draft({ contactId: hidden.id })
    expect((await other.get(`/invoices/${id}`)).status).toBe(404)
    const { id: open } = await draft()
    expect((await other.get(`/invoices/${open}`)).body.can).toEqual(['issue'])
    expect((await other.patch(`/invoices/${open}`, { subject: 'x' })).status).toBe(403)
    expect((await mine.remove(`/invoices/${open}`)).status).toBe(204)
    expect((await mine.get(`/invoices/${open}`)).status).toBe(404)
    expect((await mine.post(`/invoices/${open}/restore`)).status).toBe(200)
    expect((await mine.remove(`/invoices/${open}?permanent=true`)).status).toBe(403)
    expect((await app.admin.remove(`/invoices/${open}?permanent=true`)).status).toBe(204)
    expect((await (await app.person('guest')).get('/invoices')).status).toBe(403)
  })

  test('a certificate of the customer turns the tax of cleaning around, on the day of the service', async () => {
    const cleaner = await customer()
    const proof = { contactId: cleaner.id, type: 'cleaning', validFrom: '2026-01-01', validTo: '2026-06-30' }
    const made = await mine.post('/certificates', proof)
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    const cleaning = [{ ...line, nature: 'building-cleaning' }]
    const may = await draft({ contactId: cleaner.id, lines: cleaning, serviceDate: '2026-05-31' })
    expect(may.lines[0].tax).toMatchObject({ category: 'AE', why: { key: 'invoices.why.cleaning' } })
    expect(may.totals).toMatchObject({ tax: '0.00', gross: '250.00' })
    expect(may.said.notices).toContainEqual(expect.stringContaining('Steuerschuldnerschaft'))
    const july = await draft({ contactId: cleaner.id, lines: cleaning, serviceDate: '2026-07-01' })
    expect(july.lines[0].tax).toMatchObject({ category: 'S', why: { key: 'invoices.why.proof_not_valid' } })
    expect((await other.get(`/certificates?contact=${cleaner.id}`)).body.items).toHaveLength(1)
    expect((await mine.patch(`/certificates/${made.body.id}`, { validTo: '2027-06-30' })).status).toBe(200)
    expect((await mine.get(`/invoices/${july.id}`)).body.lines[0].tax.category).toBe('AE')
    expect((await mine.patch(`/certificates/${made.body.id}`, { validTo: '2020-06-30' })).status).toBe(422)
    expect((await mine.remove(`/certificates/${made.body.id}`)).status).toBe(204)
  })
})

describe('the list', () => {
  test('shows the newest first, is filtered and summed by currency', async () => {
    const own = await customer()
    for (const [subject, more] of [
      ['a', { date: '2026-01-10', dueDate: '2026-02-10' }],
      ['b', { date: '2026-03-10', kind: 'quote' }],
      ['c', { date: '2026-02-10', currency: 'CHF', rate: '1.05' }],
    ] as const)
      await draft({ contactId: own.id, subject, ...more })
    const list = async (query = '') => (await mine.get(`/invoices?contact=${own.id}&${query}`)).body
    const subjects = async (query?: string) =>
      (await list(query)).items.map(({ subject }: { subject: string }) => subject).join('')
    expect(await subjects()).toBe('bca')
    expect(await subjects('sort=date')).toBe('acb')
    expect(await subjects('kind=invoice')).toBe('ca')
    expect(await subjects('kind=quote&kind=invoice&dateFrom=2026-02-01&dateTo=2026-02-28')).toBe('c')
    expect(await subjects('status=issued')).toBe('')
    expect(await subjects('currency=CHF')).toBe('c')
    expect((await list('sums=true&count=true')).sums).toEqual([
      { currency: 'EUR', count: 2, net: '500.00', gross: '595.00', open: '0.00' },
      { currency: 'CHF', count: 1, net: '250.00', gross: '297.50', open: '0.00' },
    ])
    for (const sort of ['number', '-number', 'date', 'contact', 'dueDate', 'status', 'gross'])
      expect((await list(`sort=${sort}`)).items, sort).toHaveLength(3)
    expect((await mine.get('/invoices?sort=colour')).status).toBe(422)
  })
})

describe('ranges, terms and texts', () => {
  test('a new firm has them', async () => {
    const year = today.slice(0, 4)
    const ranges = (await mine.get('/number-ranges')).body.items
    expect(ranges.map(({ next }: { next: string }) => next)).toEqual(
      ['AN', 'AB', 'RE', 'ST', 'RK', 'MA'].map((prefix) => `${prefix}-${year}-0001`),
    )
    expect((await mine.get('/payment-terms')).body.items).toHaveLength(4)
    expect((await mine.get('/text-blocks')).body.items.length).toBeGreaterThan(5)
    expect((await mine.get('/invoices/gaps')).body.items).toEqual([])
  })

  test('a pattern that would give a number twice is refused', async () => {
    const post = (pattern: string, more: object = {}) =>
      app.admin.post('/number-ranges', { kind: 'invoice', name: 'Filiale', pattern, ...more })
    expect(codes(await post('RE-{YYYY}'))).toEqual(['pattern: no_counter'])
    expect(codes(await post('R{####}', { yearly: true }))).toEqual(['pattern: no_year'])
    expect(codes(await post('RE-{YYYY}-{##}'))).toEqual(['pattern: taken'])
    expect((await mine.post('/number-ranges', {})).status).toBe(403)
    const { body } = await post('F-{YY}{MM}-{###}', { active: false })
    expect((await app.admin.patch(`/number-ranges/${body.id}`, { pattern: 'F-{##}' })).status).toBe(422)
    expect((await app.admin.patch(`/number-ranges/${body.id}`, { first: 100 })).body.next).toMatch(/-100$/)
    expect((await app.admin.remove(`/number-ranges/${body.id}`)).status).toBe(204)
  })

  test('the usual term is the one of new invoices; a used one is retired', async () => {
    const term = { name: '10 Tage 3 %', days: 20, skonto: { days: 10, percent: '3' } }
    expect((await app.admin.post('/payment-terms', { ...term, days: 5 })).status).toBe(422)
    const { body: made } = await app.admin.post('/payment-terms', term)
    expect(codes(await app.admin.post('/payment-terms', term))).toEqual(['name: taken'])
    const one = await draft({ paymentTermId: made.id })
    expect(one).toMatchObject({ dueDate: after(20), skonto: { days: 10, percent: '3' } })
    expect((await app.admin.remove(`/payment-terms/${made.id}`)).status).toBe(204)
    const left = (await mine.get('/payment-terms')).body.items.find(
      ({ id }: { id: string }) => id === made.id,
    )
    expect(left).toMatchObject({ retired: true })
    expect(
      codes(await mine.post('/invoices', { contactId: office.id, lines: [line], paymentTermId: made.id })),
    ).toEqual(['paymentTermId: unknown'])
  })

  test('a text stands on new documents of its kind and language', async () => {
    const { body } = await app.admin.post('/text-blocks', {
      place: 'closing',
      kind: 'quote',
      language: 'en',
      name: 'Thanks',
      text: 'Looking forward to your order.',
      isDefault: true,
    })
    expect((await draft({ kind: 'quote', language: 'en' })).notes).toBe('Looking forward to your order.')
    expect((await draft({ language: 'en' })).notes).toBe('')
    expect((await app.admin.remove(`/text-blocks/${body.id}`)).status).toBe(204)
  })
})

test('what is written down knows no more than it should', async () => {
  const { rows } = await sql<{ action: string }>`
    select distinct action from journal where kind in ('invoice', 'certificate', 'number-range')`.execute(
    app.house.db,
  )
  expect(rows.map(({ action }) => action).sort()).toContain('invoice.created')
})
