import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buffer } from 'node:stream/consumers'
import type { Page } from 'playwright-core'
import { fromBufferPromise } from 'yauzl'
import { firm } from '../invoices/firm.ts'
import { barriers } from './axe.ts'
import { CHROMIUM, openOffice } from './browser.ts'
import type { Office } from './browser.ts'
import { call, signIn } from './person.ts'

const anna = { email: 'anna@example.com', password: 'ein langes Kennwort' }

describe.skipIf(!CHROMIUM)('the books of a month', () => {
  let office: Office
  let page: Page
  let number: string
  beforeAll(async () => {
    office = await openOffice({ KONTOR_ADMIN_EMAIL: anna.email, KONTOR_ADMIN_PASSWORD: anna.password })
    page = await office.visit()
    await signIn(page, anna)
    await call(page, 'PATCH', '/settings', { firm })
    const address = { street: 'Ring', houseNumber: '1', postalCode: '50667', city: 'Köln', country: 'DE' }
    const { id: contactId } = await call<{ id: string }>(page, 'POST', '/contacts', {
      kind: 'company',
      companyName: 'Büro am Ring GmbH',
      details: [{ kind: 'address', value: address }],
    })
    const lines = [{ text: 'Unterhaltsreinigung', quantity: '10', unit: 'HUR', price: '25' }]
    const day = `${lastMonth()}-15`
    const { id } = await call<{ id: string }>(page, 'POST', '/invoices', {
      contactId,
      lines,
      date: day,
      serviceDate: day,
    })
    ;({ number } = await call<{ number: string }>(page, 'POST', `/invoices/${id}/issue`, {}))
  })
  afterAll(async () => {
    expect(office.complaints).toEqual([])
    await office.close()
  })

  test('say what is in them and what is missing before they leave the house', async () => {
    await page.goto('/invoices')
    await page.getByRole('link', { name: 'Buchhaltung', exact: true }).click()
    await page.getByRole('row', { name: '8400 Erlöse 19 % USt' }).waitFor()
    await page.getByText('Berater- und Mandantennummer fehlen').waitFor()
    await page.getByRole('row', { name: /keine Lücken/ }).waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('link', { name: 'Einstellungen öffnen' }).click()
    await page.getByRole('button', { name: /^Beraternummer/ }).click()
    await page.getByRole('spinbutton', { name: 'Beraternummer' }).fill('29098')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /^Beraternummer: 29098/ }).waitFor()
    await page.getByRole('button', { name: /^Mandantennummer/ }).click()
    await page.getByRole('spinbutton', { name: 'Mandantennummer' }).fill('55003')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /^Mandantennummer: 55003/ }).waitFor()
    expect(await barriers(page)).toEqual([])
  })

  test('are downloaded for the tax adviser, with the bookings of the month', async () => {
    await page.goto('/invoices/books')
    await page.getByRole('row', { name: '8400 Erlöse 19 % USt' }).waitFor()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'DATEV-Export herunterladen' }).click(),
    ])
    const zip = await fromBufferPromise(await buffer(await download.createReadStream()), { autoClose: false })
    const files: Record<string, Buffer> = {}
    for await (const entry of zip.eachEntry())
      files[entry.fileName] = await buffer(await zip.openReadStreamPromise(entry))
    expect(Object.keys(files)).toEqual(['EXTF_Buchungsstapel.csv', 'EXTF_Debitoren.csv', 'Belege.zip'])
    const rows = files['EXTF_Buchungsstapel.csv']?.toString('latin1').split('\r\n') ?? []
    expect(rows[0]).toContain(';29098;55003;')
    expect(rows[2]).toMatch(new RegExp(`^297,50;"S";"EUR";;;;10000;8400;"";15\\d\\d;"${number}"`))
    await page.getByText(/^DATEV .* von anna/i).waitFor()
  })

  test('have whole seals', async () => {
    await page.getByRole('button', { name: 'Jetzt prüfen' }).click()
    await page.getByText(/Siegel, alles unverändert/).waitFor()
  })

  test('are not for everybody', async () => {
    const ben = { name: 'Ben', email: 'ben@example.com', role: 'user', password: 'noch ein Kennwort' }
    await call(page, 'POST', '/users', ben)
    const other = await office.visit({ viewport: { width: 390, height: 844 } })
    await signIn(other, ben)
    await other.goto('/invoices/books')
    await other.getByText('Die Buchhaltung sehen Administratoren.').waitFor()
  })
})

function lastMonth(): string {
  return Temporal.Now.plainDateISO('Europe/Berlin').subtract({ months: 1 }).toString().slice(0, 7)
}
