import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { firm } from '../invoices/firm.ts'
import { startSmtp } from '../smtp.ts'
import type { SmtpServer } from '../smtp.ts'
import { barriers } from './axe.ts'
import { CHROMIUM, openOffice } from './browser.ts'
import type { Office } from './browser.ts'
import { call, signIn, soon } from './person.ts'

const anna = { email: 'anna@example.com', password: 'ein langes Kennwort' }
const address = { street: 'Ring', houseNumber: '1', postalCode: '50667', city: 'Köln', country: 'DE' }

describe.skipIf(!CHROMIUM)('an invoice leaves the house', () => {
  let post: SmtpServer
  let office: Office
  let page: Page
  let id: string
  beforeAll(async () => {
    post = await startSmtp()
    office = await openOffice({
      KONTOR_ADMIN_EMAIL: anna.email,
      KONTOR_ADMIN_PASSWORD: anna.password,
      KONTOR_SMTP_URL: post.url,
    })
    page = await office.visit()
    await signIn(page, anna)
    await call(page, 'PATCH', '/settings', { firm })
    const customer = await call<{ id: string }>(page, 'POST', '/contacts', {
      kind: 'company',
      companyName: 'Büro Nord GmbH',
      visibility: 'write',
      details: [
        { kind: 'address', value: address },
        { kind: 'email', value: 'chef@nord.example' },
        { kind: 'email', value: 'rechnung@nord.example' },
      ],
    })
    const lines = [{ text: 'Unterhaltsreinigung', quantity: '10', unit: 'HUR', price: '25' }]
    const draft = { contactId: customer.id, serviceDate: '2026-11-01', lines }
    id = (await call<{ id: string }>(page, 'POST', '/invoices', draft)).id
  })
  afterAll(async () => {
    expect(office.complaints).toEqual([])
    await office.close()
    await post.close()
  })

  test('Ctrl+Enter issues the draft, and the page offers to send it', async () => {
    await page.goto(`/invoices/${id}/edit`)
    await page.getByRole('status').filter({ hasText: 'Gespeichert' }).waitFor()
    await page.keyboard.press('Control+Enter')
    await page.getByRole('dialog').getByRole('button', { name: 'Ausstellen' }).click()
    await page.waitForURL(`**/invoices/${id}`)
    await page.getByRole('button', { name: 'Senden', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: /RE-\d+-0001 senden/ })
    await dialog.getByText('rechnung@nord.example').waitFor()
    await soon(() => dialog.getByLabel('Nachricht').inputValue()).toMatch(/unsere Rechnung RE-\d+-0001/)
    expect(await barriers(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Senden', exact: true }).click()
    await page.getByText(/Gesendet am .* an rechnung@nord\.example/).waitFor()
  })

  test('what arrived is the sealed page, and the customer’s timeline has it', async () => {
    await soon(async () => post.received.length).toBe(1)
    const [mail] = post.received
    expect(mail?.recipients).toEqual(['rechnung@nord.example'])
    const [name = ''] = [...(mail?.parts.keys() ?? [])].filter((part) => part !== 'text')
    expect(name).toMatch(/^RE-\d+-0001\.pdf$/)
    const sealed = await page.evaluate(async (path) => {
      const bytes = new Uint8Array(await (await fetch(path)).arrayBuffer())
      return btoa(Array.from(bytes, (byte) => String.fromCodePoint(byte)).join(''))
    }, `/api/v1/invoices/${id}.pdf`)
    expect(mail?.parts.get(name)?.toString('base64')).toBe(sealed)
    const { contactId } = await call<{ contactId: string }>(page, 'GET', `/invoices/${id}`)
    await page.goto(`/contacts/${contactId}`)
    await page
      .getByText(/per E-Mail an rechnung@nord\.example/)
      .first()
      .waitFor()
    await page.getByRole('link', { name }).first().waitFor()
  })

  test('whoever leaves with a figure that cannot be saved is asked', async () => {
    const { contactId } = await call<{ contactId: string }>(page, 'GET', `/invoices/${id}`)
    const draft = await call<{ id: string }>(page, 'POST', '/invoices', {
      contactId,
      lines: [{ text: 'Reinigung', price: '10' }],
    })
    await page.goto(`/invoices/${draft.id}/edit`)
    await page.getByLabel('Einzelpreis').fill('zehn')
    const leave = () => page.getByRole('link', { name: 'Kontakte' }).first().click()
    const asked = page.getByRole('dialog', { name: 'Ohne Speichern verlassen?' })
    await leave()
    await asked.getByRole('button', { name: 'Abbrechen' }).click()
    expect(new URL(page.url()).pathname).toBe(`/invoices/${draft.id}/edit`)
    await leave()
    await asked.getByRole('button', { name: 'Verwerfen' }).click()
    await page.waitForURL('**/contacts')
  })
})
