import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'
import { firm } from '../../../../test/invoices/firm.ts'

let app: TestApp
let mine: Person
let contactId: string
beforeAll(async () => {
  app = await startApp()
  await app.admin.patch('/settings', { firm })
  mine = await app.person('user', 'Mia Mein')
  contactId = (
    await good(
      mine.post('/contacts', {
        kind: 'company',
        companyName: 'Spät & Söhne GmbH',
        visibility: 'write',
        details: [
          {
            kind: 'address',
            value: { street: 'Ring', houseNumber: '1', postalCode: '50667', city: 'Köln', country: 'DE' },
          },
        ],
      }),
    )
  ).id
})
afterAll(() => app.close())

const good = async (reply: Promise<{ status: number; body: unknown }>) => {
  const { status, body } = await reply
  expect(status, JSON.stringify(body)).toBeLessThan(300)
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers of every shape
  return body as any
}
const ago = (days: number) => Temporal.Now.plainDateISO('Europe/Berlin').subtract({ days }).toString()
const issued = async (days: number) => {
  const lines = [{ text: 'Unterhaltsreinigung', quantity: '10', unit: 'HUR', price: '25' }]
  const input = { contactId, lines, date: ago(days + 14), dueDate: ago(days), serviceDate: ago(days + 20) }
  return good(mine.post(`/invoices/${(await good(mine.post('/invoices', input))).id}/issue`))
}

test('open items say how long they are overdue; a reminder is written once, with a page of its own', async () => {
  const late = await issued(40)
  const soon = await issued(10)
  const paid = await issued(12)
  await issued(1)
  await good(mine.post(`/invoices/${paid.id}/status`, { status: 'paid' }))
  const { items, totals } = await good(mine.get(`/open-items?contact=${contactId}`))
  expect(items).toMatchObject([{ open: '892.50', days30: '595.00', days60: '297.50', older: '0.00' }])
  expect(totals).toMatchObject([{ currency: 'EUR', open: '892.50' }])
  const csv = await mine.get('/exports/open-items.csv')
  expect(csv.body).toContain(`Spät & Söhne GmbH;${late.number}`)

  const preview = await good(mine.post('/reminder-letters/preview', {}))
  expect(preview.items).toMatchObject([
    { level: 1, total: '595.00', invoices: [{ id: late.id, daysLate: 40 }, { id: soon.id }], notices: [] },
  ])
  const page = `/reminder-letters/preview.pdf?contact=${contactId}&currency=EUR&invoice=${late.id}`
  const looked = await mine.get(page)
  expect(looked.body.startsWith('%PDF-'), looked.body.slice(0, 300)).toBe(true)
  expect(looked.headers['x-frame-options']).toBe('SAMEORIGIN')
  expect((await mine.get(page.replace('EUR', 'CHF'))).status).toBe(404)
  const letters = [{ contactId, currency: 'EUR', invoiceIds: [late.id, soon.id] }]
  const two = await Promise.all([
    mine.post('/reminder-letters', { letters }),
    mine.post('/reminder-letters', { letters }),
  ])
  expect(
    two.map(({ status }) => status).toSorted((a, b) => a - b),
    JSON.stringify(two.map(({ body }) => body)),
  ).toEqual([201, 409])
  const [letter] = two.find(({ status }) => status === 201)?.body.items ?? []
  expect(letter).toMatchObject({ number: expect.stringMatching(/^MA-/), level: 1, total: '595.00' })
  expect((await mine.get(`/invoices/${late.id}`)).body.reminderLevel).toBe(1)
  const { items: said } = await good(app.admin.get(`/audit?record=${letter.id}`))
  expect(said).toMatchObject([
    { action: 'reminder-letter.created', record: { title: `${letter.number} · Spät & Söhne GmbH` } },
  ])
  expect((await good(mine.post('/reminder-letters/preview', {}))).items).toEqual([])
  const pdf = await mine.get(`/reminder-letters/${letter.id}.pdf`)
  expect(pdf.body.startsWith('%PDF-'), pdf.body.slice(0, 300)).toBe(true)
  expect((await mine.get(`/reminder-letters/${letter.id}.pdf`)).body).toBe(pdf.body)
  expect((await good(mine.post(`/reminder-letters/${letter.id}/sent`))).sentAt).not.toBeNull()

  // Three weeks pass, and the firm asks for a fee and interest.
  await good(app.admin.patch('/settings', { reminders: { fees: ['0', '5.00', '10.00'], lumpSum: true } }))
  await sql`update reminder_letter set day = day - 25, due_date = due_date - 25`.execute(app.house.db)
  const [next] = (await good(mine.post('/reminder-letters/preview', {}))).items
  expect(next).toMatchObject({ level: 2, fee: '5.00', lumpSum: '40.00', open: '297.50' })
  expect(Number(next.interest)).toBeGreaterThan(1)
  await good(mine.post(`/invoices/${late.id}/payments`, { amount: '297.50' }))
  expect((await good(mine.post('/reminder-letters/preview', {}))).items).toEqual([])
})

test('base rates are kept by administrators', async () => {
  const rate = { country: 'AT', validFrom: '2025-07-01', percent: '1.53' }
  expect((await good(app.admin.put('/base-rates', rate))).items).toContainEqual(rate)
  expect((await app.admin.put('/base-rates', { ...rate, percent: 'x' })).status).toBe(422)
  await good(app.admin.remove('/base-rates/AT/2025-07-01'))
  expect((await app.admin.remove('/base-rates/AT/2025-07-01')).status).toBe(404)
})
