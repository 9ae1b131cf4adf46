import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fromBufferPromise } from 'yauzl'
import { startApp } from '../../../../test/app.ts'
import type { TestApp } from '../../../../test/app.ts'
import { firm } from '../../../../test/invoices/firm.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
  await app.admin.patch('/settings', { firm, bookkeeping: { consultant: 29_098, client: 55_003 } })
})
afterAll(() => app.close())

const good = async (reply: Promise<{ status: number; body: unknown }>) => {
  const { status, body } = await reply
  expect(status, JSON.stringify(body)).toBeLessThan(300)
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers of every shape
  return body as any
}
const archive = async (url: string) => {
  const { token } = await good(app.admin.post('/tokens', { name: 'x' }))
  const reply = await app.server.inject({
    url: `/api/v1${url}`,
    headers: { authorization: `Bearer ${token}` },
  })
  expect(reply.statusCode, reply.payload.slice(0, 300)).toBe(200)
  const zip = await fromBufferPromise(reply.rawPayload, { autoClose: false })
  const files: Record<string, Buffer> = {}
  for await (const entry of zip.eachEntry())
    files[entry.fileName] = await buffer(await zip.openReadStreamPromise(entry))
  return files
}

test('the books of a period leave the house for the tax adviser and the auditor', async () => {
  const address = { street: 'Ring', houseNumber: '1', postalCode: '50667', city: 'Köln', country: 'DE' }
  const { id: contactId } = await good(
    app.admin.post('/contacts', {
      kind: 'company',
      companyName: 'Glanz GmbH',
      details: [{ kind: 'address', value: address }],
    }),
  )
  const day = '2026-11-02'
  const lines = [{ text: 'Reinigung', quantity: '10', unit: 'HUR', price: '25' }]
  const input = {
    contactId,
    lines,
    date: day,
    dueDate: '2026-11-30',
    serviceDate: day,
    skonto: { days: 20, percent: '2' },
  }
  const issue = async () =>
    good(app.admin.post(`/invoices/${(await good(app.admin.post('/invoices', input))).id}/issue`))
  const [one, two] = [await issue(), await issue()]
  await good(app.admin.post(`/invoices/${one.id}/payments`, { amount: '291.55', day, takeSkonto: true }))
  const back = await good(app.admin.post(`/invoices/${two.id}/cancel`))
  const to = back.date.slice(0, 4) === '2026' ? '2026-12-31' : back.date

  const files = await archive(`/exports/datev.zip?from=2026-01-01&to=${to}`)
  const rows = new TextDecoder('windows-1252')
    .decode(files['buchungen/EXTF_Buchungsstapel.csv'])
    .split('\r\n')
  const booked = rows.slice(2, -1).map((row) => {
    const cells = row.split(';')
    return [cells[0], cells[1], cells[6], cells[7], cells[10]].join(' ').replaceAll('"', '')
  })
  expect(booked.toSorted()).toEqual(
    [
      `297,50 S 10000 8400 ${one.number}`,
      `297,50 S 10000 8400 ${two.number}`,
      `297,50 H 10000 8400 ${back.number}`,
      `291,55 S 1200 10000 ${one.number}`,
      `5,95 S 8736 10000 ${one.number}`,
    ].toSorted(),
  )
  expect(files[`belege/${one.number}.pdf`]?.subarray(0, 5).toString()).toBe('%PDF-')
  expect(files['belege/document.xml']?.toString()).toContain(`<document guid="${one.id}">`)
  expect(files['buchungen/EXTF_Debitoren.csv']?.toString('latin1')).toContain('10000;"Glanz GmbH"')

  const gobd = await archive(`/exports/gobd.zip?from=2026-01-01&to=${to}`)
  expect(Object.keys(gobd)).toEqual([
    'index.xml',
    'kunden.csv',
    'rechnungen.csv',
    'positionen.csv',
    'zahlungen.csv',
    'siegel.csv',
  ])
  expect(gobd['index.xml']?.toString()).toContain('<!DOCTYPE DataSet SYSTEM "gdpdu-01-09-2004.dtd">')
  expect(gobd['rechnungen.csv']?.toString().split('\r\n')[0]).toContain(`${one.number};invoice;paid;`)
  expect((await app.admin.get('/exports/datev.zip?from=2026-01-01&to=2027-01-01')).status).toBe(422)
  expect((await app.admin.get('/exports/gobd.zip?from=2026-02-01&to=2026-01-01')).status).toBe(422)
})
