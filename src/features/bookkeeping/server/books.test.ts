import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fromBufferPromise } from 'yauzl'
import { startApp } from '../../../../test/app.ts'
import type { TestApp } from '../../../../test/app.ts'
import { jobDone } from '../../../../test/jobs.ts'
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
const address = { street: 'Ring', houseNumber: '1', postalCode: '50667', city: 'Köln', country: 'DE' }
const customer = async (companyName: string): Promise<string> => {
  const details = [{ kind: 'address', value: address }]
  return (await good(app.admin.post('/contacts', { kind: 'company', companyName, details }))).id
}
const archive = async (url: string) => {
  const { token } = await good(app.admin.post('/tokens', { name: 'x' }))
  const reply = await app.server.inject({
    url: `/api/v1${url}`,
    headers: { authorization: `Bearer ${token}` },
  })
  expect(reply.statusCode, reply.payload.slice(0, 300)).toBe(200)
  return unpacked(reply.rawPayload)
}
const unpacked = async (bytes: Buffer) => {
  const zip = await fromBufferPromise(bytes, { autoClose: false })
  const files: Record<string, Buffer> = {}
  for await (const entry of zip.eachEntry())
    files[entry.fileName] = await buffer(await zip.openReadStreamPromise(entry))
  return files
}

test('the books of a period leave the house for the tax adviser and the auditor', async () => {
  const contactId = await customer('Glanz GmbH')
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
  const rows = new TextDecoder('windows-1252').decode(files['EXTF_Buchungsstapel.csv']).split('\r\n')
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
  const documents = await unpacked(files['Belege.zip'] ?? Buffer.alloc(0))
  expect(documents[`${one.number}.pdf`]?.subarray(0, 5).toString()).toBe('%PDF-')
  expect(documents['document.xml']?.toString()).toContain(`<document guid="${one.id}">`)
  expect(files['EXTF_Debitoren.csv']?.toString('latin1')).toContain('10000;"Glanz GmbH"')

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
  expect(gobd['rechnungen.csv']?.toString().split('\r\n')[0]).toContain(`${one.number};Rechnung;Bezahlt;`)
  const described = gobd['index.xml']?.toString() ?? ''
  expect(described, 'quantities have four places').toMatch(
    /<Name>Menge<\/Name>\s*<Numeric>\s*<Accuracy>4<\/Accuracy>/,
  )
  expect(described).toContain('<RecordDelimiter>&#13;\n</RecordDelimiter>')

  const preview = await good(app.admin.get(`/exports/datev?from=2026-01-01&to=${to}`))
  expect(preview).toMatchObject({ documents: 3, payments: 2, customers: 1, bookings: 5 })
  const sums = preview.accounts.map((row: Record<string, string>) => [
    row['account'],
    row['debit'],
    row['credit'],
  ])
  expect(sums).toEqual([
    ['1200', '291.55', '0.00'],
    ['8400', '297.50', '595.00'],
    ['8736', '5.95', '0.00'],
  ])
  expect(preview.warnings).toEqual([])
  expect(preview.exports.map(({ format }: { format: string }) => format)).toEqual(['gobd', 'datev'])

  const draft = await good(app.admin.post('/invoices', { ...input, subject: 'Glasreinigung' }))
  const late = await issue()
  const after = await good(app.admin.get(`/exports/datev?from=2026-01-01&to=${to}`))
  expect(after.warnings).toEqual([
    { kind: 'drafts', count: 1, invoices: [{ id: draft.id, name: 'Glasreinigung' }] },
    { kind: 'late', count: 1, invoices: [{ id: late.id, name: late.number }] },
  ])
  expect((await app.admin.get('/exports/datev.zip?from=2026-01-01&to=2027-01-01')).status).toBe(422)
  expect((await app.admin.get('/exports/gobd.zip?from=2026-02-01&to=2026-01-01')).status).toBe(422)
})

test('down payments are owed once they are paid, and revenue with the final invoice', async () => {
  const contactId = await customer('Anzahler GmbH')
  const taxes = await good(app.admin.get('/taxes'))
  const reduced = taxes.items.find((tax: { rate: string }) => Number(tax.rate) === 7)
  const lines = [
    { text: 'Umbau', quantity: '1', price: '1000' },
    { text: 'Bücher', quantity: '1', price: '1000', taxId: reduced.id },
  ]
  const issue = (one: { id: string }) => good(app.admin.post(`/invoices/${one.id}/issue`))
  const convert = (one: { id: string }, as: object) => good(app.admin.post(`/invoices/${one.id}/convert`, as))
  const pay = (one: { id: string; date: string }, amount: string, kind = 'payment') =>
    good(app.admin.post(`/invoices/${one.id}/payments`, { amount, day: one.date, kind }))
  const quote = await issue(await good(app.admin.post('/invoices', { contactId, kind: 'quote', lines })))
  const period = `from=${quote.date.slice(0, 4)}-01-01&to=${quote.date.slice(0, 4)}-12-31`
  const balances = async () => {
    const { accounts } = await good(app.admin.get(`/exports/datev?${period}`))
    return ['1593', '1718', '1711', '8400', '8300', '1200', '8736', '8731'].map((account) => {
      const row = accounts.find((one: { account: string }) => one.account === account)
      return row ? Number(row.debit) - Number(row.credit) : 0
    })
  }
  const before = await balances()
  const booked = async () =>
    (await balances()).map((one, at) => Math.round((one - (before[at] ?? 0)) * 100) / 100)

  const first = await issue(await convert(quote, { kind: 'downpayment', percent: '50' }))
  expect(first.totals.gross).toBe('1130.00')
  expect(await booked(), 'asked for').toEqual([-1130, 0, 0, 0, 0, 0, 0, 0])
  await pay(first, '565')
  expect(await booked(), 'half of it paid').toEqual([-565, -297.5, -267.5, 0, 0, 565, 0, 0])
  const second = await issue(await convert(quote, { kind: 'downpayment', percent: '10' }))
  await good(app.admin.post(`/invoices/${second.id}/cancel`))
  expect(await booked(), 'another one, taken back').toEqual([-565, -297.5, -267.5, 0, 0, 565, 0, 0])

  const final = await issue(await convert(quote, { kind: 'final' }))
  expect(final.totals).toMatchObject({ gross: '2260.00', payable: '1130.00' })
  expect(await booked(), 'earned').toEqual([0, 0, 0, -1190, -1070, 565, 0, 0])
  await pay(first, '265')
  expect(await booked(), 'paid after that').toEqual([0, 0, 0, -1190, -1070, 830, 0, 0])
  await good(app.admin.post(`/invoices/${final.id}/cancel`))
  expect(await booked(), 'the final one taken back').toEqual([-300, -437.04, -392.96, 0, 0, 830, 0, 0])
  await pay(first, '300', 'skonto')
  expect(await booked(), 'the rest let off').toEqual([0, -595, -535, 0, 0, 830, 157.96, 142.04])
})

test('the chain of seals is looked at, and what is broken is found', async () => {
  const look = async () => {
    await jobDone(app.admin, (await good(app.admin.post('/seals/check', {}))).id)
    return good(app.admin.get('/seals'))
  }
  // PDFs of what was issued before are still being sealed.
  const found = async () => {
    const { checking, seals, last } = await look()
    return { checking, flaw: last.flaw, unseen: seals - last.seals }
  }
  await expect.poll(found).toEqual({ checking: false, flaw: null, unseen: 0 })
  const number = await app.house.db.transaction().execute(async (tx) => {
    // What the database itself forbids, somebody with its password could do.
    await sql`set local session_replication_role = replica`.execute(tx)
    const { rows } = await sql<{ number: string }>`
      update invoice set issued = jsonb_set(issued, '{subject}', '"anders"')
      where id = (select invoice_id from seal where part = 'document' order by number limit 1)
      returning number`.execute(tx)
    return rows[0]?.number
  })
  expect((await look()).last.flaw).toMatchObject({
    flaw: 'content',
    document: number,
    part: 'document',
  })
})
