import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'
import { firm } from '../../../../test/invoices/firm.ts'
import { form } from '../../../../test/form.ts'
import { connectionSettings } from '#platform/database.ts'
import { seals } from '../../../app/doctor/seals.ts'
import { issueInvoice } from './issue.ts'

/** `KONTOR_TEST_INVOICES=1000` asks more of the machine. */
const MANY = Number(process.env['KONTOR_TEST_INVOICES'] ?? 200)

let app: TestApp
let mine: Person
let office: { id: string }
const year = Temporal.Now.plainDateISO('Europe/Berlin').year
beforeAll(async () => {
  app = await startApp({ KONTOR_DATABASE_POOL: '12' })
  await app.admin.patch('/settings', { firm })
  mine = await app.person('user', 'Mia Mein')
  office = await customer()
})
afterAll(() => app.close())

const address = { street: 'Ring', houseNumber: '1', postalCode: '50667', city: 'Köln', country: 'DE' }
const customer = async (input: object = {}) =>
  (
    await mine.post('/contacts', {
      kind: 'company',
      companyName: `Büro ${randomUUIDv7().slice(-6)} GmbH`,
      vatId: 'DE136695976',
      visibility: 'write',
      details: [
        { kind: 'address', value: address },
        { kind: 'email', value: 'buero@example.com' },
      ],
      ...input,
    })
  ).body
const line = { text: 'Unterhaltsreinigung', quantity: '10', unit: 'HUR', price: '25' }
const good = async (reply: Promise<{ status: number; body: unknown }>) => {
  const { status, body } = await reply
  expect(status, JSON.stringify(body)).toBeLessThan(300)
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers of every shape
  return body as any
}
const draft = (input: object = {}) =>
  good(mine.post('/invoices', { contactId: office.id, lines: [line], serviceDate: '2026-11-01', ...input }))
const issued = async (input: object = {}) => good(mine.post(`/invoices/${(await draft(input)).id}/issue`))
const numbers = async () => {
  const { rows } = await sql<{ number: string }>`
    select number from invoice where number like 'RE-%' order by sort_key`.execute(app.house.db)
  return rows.map(({ number }) => Number(number.slice(-4)))
}

describe('issuing', () => {
  test('gives the number, freezes what it says, and keeps page and structured part', async () => {
    const one = await issued({ skonto: { days: 14, percent: '2' } })
    expect(one).toMatchObject({
      status: 'issued',
      number: expect.stringMatching(new RegExp(`^RE-${year}-\\d{4}$`)),
      open: '297.50',
      can: ['send', 'pay', 'cancel', 'correct', 'reject'],
    })
    await app.admin.patch('/settings', { firm: { ...firm, street: 'Anderswo' } })
    const xml = await mine.get(`/invoices/${one.id}.xml`)
    expect(xml.headers['content-type']).toContain('application/xml')
    expect(xml.body).toContain('<ram:LineOne>Hauptstraße 12</ram:LineOne>')
    expect(xml.body).toContain('#SKONTO#TAGE=14#PROZENT=2.00#')
    expect((await mine.get(`/invoices/${one.id}.xml?syntax=ubl`)).body).toContain('urn:oasis:names')
    await app.admin.patch('/settings', { firm })
    const pdf = await mine.get(`/invoices/${one.id}.pdf`)
    expect(pdf.headers['content-type']).toBe('application/pdf')
    expect(pdf.body.startsWith('%PDF-')).toBe(true)
    const again = await mine.get(`/invoices/${one.id}.pdf`, { 'if-none-match': String(pdf.headers['etag']) })
    expect(again.status).toBe(304)
    const { rows } = await sql<{ part: string }>`
      select part from seal where invoice_id = ${one.id} order by number`.execute(app.house.db)
    expect(rows.map(({ part }) => part)).toEqual(['document', 'xml', 'pdf'])
    const { body } = await mine.get(`/history?contact=${office.id}`)
    expect(body.items[0].text).toContain(`Rechnung ${one.number}: 297,50 €`)
  })

  test('a draft shows a page that says so, and keeps none', async () => {
    const { id } = await draft()
    const pdf = await mine.get(`/invoices/${id}.pdf`)
    expect(pdf.body.startsWith('%PDF-')).toBe(true)
    expect((await mine.get(`/invoices/${id}.xml`)).status).toBe(409)
    const { rows } = await sql`select 1 from invoice where id = ${id} and pdf_hash is null`.execute(
      app.house.db,
    )
    expect(rows).toHaveLength(1)
  })

  test('is refused where the law would be broken, and gives no number away', async () => {
    const before = await numbers()
    const nameless = await customer({ details: [] })
    const { id } = await draft({
      contactId: nameless.id,
      lines: [
        { ...line, text: '' },
        { ...line, quantity: '100' },
      ],
    })
    const reply = await mine.post(`/invoices/${id}/issue`)
    expect(reply.status).toBe(422)
    expect(reply.body.errors.map(({ path }: { path: string }) => path)).toEqual(['lines.0.text', 'contactId'])
    expect(reply.body.findings[0]).toMatchObject({ rule: 'UStG § 14 Abs. 4 Nr. 5', level: 'error' })
    expect(await numbers()).toEqual(before)
    expect((await mine.get(`/invoices/${id}`)).body).toMatchObject({ status: 'draft', number: null })
  })

  test('what was issued is not changed, not deleted, not issued twice, not even by hand in the database', async () => {
    const { id } = await issued()
    expect((await mine.patch(`/invoices/${id}`, { subject: 'x' })).status).toBe(409)
    expect((await mine.remove(`/invoices/${id}`)).status).toBe(409)
    expect((await app.admin.remove(`/invoices/${id}?permanent=true`)).status).toBe(409)
    expect((await mine.post(`/invoices/${id}/issue`)).status).toBe(409)
    const { db } = app.house
    for (const statement of [
      sql`update invoice set gross = 1 where id = ${id}`,
      sql`update invoice set issued = '{}' where id = ${id}`,
      sql`update invoice set number = 'X' where id = ${id}`,
      sql`update invoice set date = '2020-01-01' where id = ${id}`,
      sql`delete from invoice where id = ${id}`,
      sql`update invoice_line set price = 1 where invoice_id = ${id}`,
      sql`delete from invoice_line where invoice_id = ${id}`,
    ])
      await expect(statement.execute(db)).rejects.toThrow(/is not (changed|deleted)/)
    await sql`update invoice set settled = 1, reminder_level = 1 where id = ${id}`.execute(db)
  })

  test('hundreds at the same time by eight, some of which break off: no gap, none twice', async () => {
    const drafts = []
    for (let n = 0; n < MANY; n++) drafts.push(await draft({ subject: `n${n}` }))
    const before = await numbers()
    const queue = drafts.map(({ id }) => id as string)
    let broken = 0
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        for (let id = queue.pop(); id; id = queue.pop()) {
          if (Math.random() < 0.15) {
            broken++
            const crash = app.house.db.transaction().execute(async (tx) => {
              await issueInvoice(tx, mine.by, { id: id })
              throw new Error('the power is gone')
            })
            await expect(crash).rejects.toThrow('the power is gone')
          }
          await good(mine.post(`/invoices/${id}/issue`))
        }
      }),
    )
    const after = await numbers()
    expect(broken).toBeGreaterThan(5)
    expect(after.slice(before.length)).toEqual(
      Array.from({ length: MANY }, (_, n) => (before.at(-1) ?? 0) + n + 1),
    )
    const { items } = (await mine.get('/invoices/gaps')).body
    expect(items.flatMap(({ missing }: { missing: string[] }) => missing)).toEqual([])
  }, 600_000)
})

test('the doctor finds the chain of seals whole, and whatever was changed past Kontor', async () => {
  await issued()
  await issued()
  const client = new pg.Client(connectionSettings(app.connection))
  await client.connect()
  // Whatever fails, nobody waits for what this connection holds.
  onTestFinished(() => client.end())
  const look = async () => (await seals({ client } as never)).words
  expect(await look()).toMatch(/issued documents are as they were issued \(\d+ seals\)/)
  // Pages are still being made and sealed meanwhile: they wait.
  const begin = `begin; select pg_advisory_xact_lock(hashtext('seal'))`
  await client.query(`${begin}; set local session_replication_role = replica`)
  await client.query(`update invoice set issued = jsonb_set(issued, '{totals,gross}', '"1.00"')
    where id = (select invoice_id from seal where number = 1)`)
  expect(await look()).toMatch(/the document of .* is not what was sealed/)
  await client.query(`rollback; ${begin}; delete from seal where number = (select max(number) from seal)`)
  expect(await look()).toMatch(/of the issued document .* has no seal/)
  await client.query(`rollback; ${begin}; delete from seal where number = 2`)
  expect(await look()).toMatch(/seal 3 .* does not follow on the one before/)
  await client.query(`rollback; ${begin}; update seal set content = 'x' where number = 2`)
  expect(await look()).toMatch(/seal 2 .* was changed/)
  await client.query('rollback')
})

test('a customer to whom something was issued is kept, even in the bin', async () => {
  const [billed, drafted] = [await customer(), await customer()]
  await issued({ contactId: billed.id })
  const { id } = await draft({ contactId: drafted.id })
  expect((await app.admin.remove(`/contacts/${billed.id}?permanent=true`)).body.code).toBe(
    'contact.has_invoices',
  )
  expect((await app.admin.remove(`/contacts/${drafted.id}?permanent=true`)).status).toBe(204)
  expect((await mine.get(`/invoices/${id}`)).status).toBe(404)
})

test('when two customers become one, what was issued goes along', async () => {
  const [one, other] = [await customer(), await customer()]
  const { id } = await issued({ contactId: other.id })
  await good(mine.post(`/contacts/${one.id}/merge`, { otherId: other.id }))
  expect((await mine.get(`/invoices/${id}`)).body.contact.id).toBe(one.id)
})

describe('what follows', () => {
  test('what was taken back unpaid leaves nothing open, in the list and in its sum', async () => {
    const { id: contactId } = await customer()
    const kept = await issued({ contactId })
    const one = await issued({ contactId })
    await good(mine.post(`/invoices/${one.id}/cancel`, {}))
    const { items, sums } = (await mine.get(`/invoices?contact=${contactId}&sums=true`)).body
    expect(items.map(({ kind, open }: { kind: string; open: string }) => `${kind} ${open}`).sort()).toEqual([
      'cancellation 0.00',
      'invoice 0.00',
      'invoice 297.50',
    ])
    expect(sums).toMatchObject([{ currency: 'EUR', open: kept.open }])
  })

  test('a cancellation takes everything back and refers to the invoice; the stock comes back', async () => {
    const soap = await good(
      app.admin.post('/items', { name: 'Seife', kind: 'product', price: '2.50', tracksStock: true }),
    )
    const stock = async () => Number((await mine.get(`/items/${soap.id}`)).body.stock)
    const start = await stock()
    const one = await issued({ lines: [line, { itemId: soap.id, quantity: '4' }], discountPercent: '3' })
    expect(await stock()).toBe(start - 4)
    const back = await good(mine.post(`/invoices/${one.id}/cancel`, { notes: 'Doppelt berechnet' }))
    expect(back).toMatchObject({
      kind: 'cancellation',
      status: 'issued',
      number: expect.stringMatching(/^ST-/),
      source: { id: one.id, number: one.number },
      totals: { gross: `-${one.totals.gross}`, tax: `-${one.totals.tax}`, payable: `-${one.totals.payable}` },
    })
    expect(back.said.notices[0]).toContain(`hebt die Rechnung ${one.number}`)
    expect((await mine.get(`/invoices/${one.id}`)).body).toMatchObject({ status: 'cancelled', open: '0.00' })
    expect(await stock()).toBe(start)
    const xml = (await mine.get(`/invoices/${back.id}.xml`)).body
    expect(xml).toContain('<ram:TypeCode>384</ram:TypeCode>')
    expect(xml).toContain(one.number)
    expect((await mine.post(`/invoices/${one.id}/cancel`)).status).toBe(409)
    expect((await mine.post(`/invoices/${back.id}/cancel`)).status).toBe(409)
  })

  test('a rejected one gives the stock back, and takes it again when it is not', async () => {
    const soap = await good(
      app.admin.post('/items', { name: 'Wachs', kind: 'product', price: '2.50', tracksStock: true }),
    )
    const stock = async () => Number((await mine.get(`/items/${soap.id}`)).body.stock)
    const { id } = await issued({ lines: [{ itemId: soap.id, quantity: '4' }] })
    await good(mine.post(`/invoices/${id}/status`, { status: 'rejected' }))
    expect(await stock()).toBe(0)
    await good(mine.post(`/invoices/${id}/status`, { status: 'issued' }))
    expect(await stock()).toBe(-4)
    expect((await good(mine.post(`/invoices/${id}/status`, { status: 'paid' }))).open).toBe('0.00')
    expect((await mine.post(`/invoices/${id}/status`, { status: 'rejected' })).status).toBe(409)
    expect((await mine.post(`/invoices/${id}/status`, { status: 'accepted' })).status).toBe(409)
    expect((await mine.post(`/invoices/${id}/status`, { status: 'bezahlt' })).status).toBe(422)
  })

  test('many at once are each taken or left for a reason', async () => {
    const [a, b] = [await draft(), await draft({ lines: [{ ...line, text: '' }] })]
    const { body } = await mine.post('/invoices/bulk', {
      ids: [a.id, b.id, randomUUIDv7()],
      status: 'issued',
    })
    expect(body).toMatchObject({
      done: 1,
      left: [{ id: b.id, code: 'invoice.not_in_order' }, { code: 'missing' }],
    })
  })

  test('from the quote over the order and a down payment to the final invoice', async () => {
    const quote = await issued({
      kind: 'quote',
      lines: [line, { ...line, text: 'Fenster', price: '10' }, { ...line, optional: true }],
    })
    expect(quote).toMatchObject({
      number: expect.stringMatching(/^AN-/),
      totals: { net: '350.00' },
      open: '0.00',
    })
    const order = await good(mine.post(`/invoices/${quote.id}/convert`, { kind: 'confirmation' }))
    expect(order).toMatchObject({ kind: 'confirmation', lines: [{}, {}], source: { id: quote.id } })
    expect((await mine.get(`/invoices/${quote.id}`)).body.status).toBe('accepted')
    await good(mine.post(`/invoices/${order.id}/issue`))
    expect((await mine.post(`/invoices/${order.id}/convert`, { kind: 'downpayment' })).status).toBe(422)
    const part = await good(
      mine.post(`/invoices/${order.id}/convert`, { kind: 'downpayment', percent: '30' }),
    )
    expect(part).toMatchObject({ kind: 'downpayment', totals: { net: '105.00', gross: '124.95' } })
    const paid = await good(mine.post(`/invoices/${part.id}/issue`))
    const last = await good(mine.post(`/invoices/${part.id}/convert`, { kind: 'final' }))
    expect(last).toMatchObject({
      kind: 'final',
      deductedIds: [part.id],
      totals: { gross: '416.50', deducted: '124.95', payable: '291.55' },
    })
    const offered = async () => (await mine.get(`/invoices?deductible=${last.id}`)).body.items
    expect(await offered()).toMatchObject([{ id: part.id }])
    const final = await good(mine.post(`/invoices/${last.id}/issue`))
    expect(final.open).toBe('291.55')
    const twice = { contactId: part.contactId, kind: 'final', lines: [line], deductedIds: [part.id] }
    expect((await mine.post('/invoices', twice)).body.errors).toMatchObject([{ path: 'deductedIds' }])
    const xml = (await mine.get(`/invoices/${final.id}.xml`)).body
    expect(xml).toContain('<ram:TotalPrepaidAmount>124.95</ram:TotalPrepaidAmount>')
    expect(xml).toContain(paid.number)
    expect((await mine.post(`/invoices/${part.id}/cancel`)).body.code ?? '').toBeDefined()
    expect((await mine.post(`/invoices/${part.id}/cancel`)).status).toBe(409)
  })

  test('a correction begins as the invoice and names it', async () => {
    const one = await issued()
    const right = await good(mine.post(`/invoices/${one.id}/correct`))
    expect(right).toMatchObject({ kind: 'correction', status: 'draft', source: { number: one.number } })
    await good(mine.patch(`/invoices/${right.id}`, { lines: [{ ...line, quantity: '-2' }] }))
    const done = await good(mine.post(`/invoices/${right.id}/issue`))
    expect(done).toMatchObject({ number: expect.stringMatching(/^RK-/), totals: { gross: '-59.50' } })
    expect((await mine.get(`/invoices/${done.id}.xml?syntax=ubl`)).body).toContain(one.number)
    const copy = await good(mine.post(`/invoices/${done.id}/duplicate`))
    expect(copy).toMatchObject({ kind: 'invoice', status: 'draft', source: null })
  })
})

describe('a file that came in', () => {
  const check = async (content: string | Uint8Array, type: string) => {
    const { body, headers } = await form({ file: new File([content as never], 'r', { type }) })
    return good(mine.post('/invoices/check', body, headers))
  }

  test('is read as XML and out of a PDF, with its errors in three classes', async () => {
    const one = await issued()
    const xml = (await mine.get(`/invoices/${one.id}.xml`)).body
    expect(await check(xml, 'text/xml')).toMatchObject({
      container: 'xml',
      syntax: 'cii',
      invoice: { number: one.number },
      findings: [],
    })
    const pdf = await app.server.inject({
      url: `/api/v1/invoices/${one.id}.pdf`,
      headers: { authorization: await token() },
    })
    expect(await check(pdf.rawPayload, 'application/pdf')).toMatchObject({
      container: 'pdf',
      file: 'factur-x.xml',
      invoice: { number: one.number },
      findings: [],
    })
    expect((await check('<invoice/>', 'text/xml')).findings[0]).toMatchObject({ class: 'format' })
    expect((await check('%PDF-1.4 nothing', 'application/pdf')).findings[0]).toMatchObject({
      class: 'format',
    })
    const wrong = xml.replace('<ram:DuePayableAmount>297.50', '<ram:DuePayableAmount>97.50')
    expect((await check(wrong, 'text/xml')).findings.map(({ rule }: { rule: string }) => rule)).toContain(
      'BR-CO-16',
    )
  })

  const token = async () => `Bearer ${(await mine.post('/tokens', { name: 'x' })).body.token}`
})
