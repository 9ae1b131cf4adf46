import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { firm } from '../invoices/firm.ts'
import { barriers } from './axe.ts'
import { CHROMIUM, openOffice } from './browser.ts'
import type { Office } from './browser.ts'
import { call, press, signIn, soon } from './person.ts'

const anna = { email: 'anna@example.com', password: 'ein langes Kennwort' }

interface Plan {
  id: string
  net: string
  nextDay: string
  raises: { from: string; percent: string }[]
}

describe.skipIf(!CHROMIUM)('a recurring invoice', () => {
  let office: Office
  let page: Page
  let contactId: string
  beforeAll(async () => {
    office = await openOffice({ KONTOR_ADMIN_EMAIL: anna.email, KONTOR_ADMIN_PASSWORD: anna.password })
    page = await office.visit()
    await signIn(page, anna)
    await call(page, 'PATCH', '/settings', { firm })
    const address = { street: 'Ring', houseNumber: '1', postalCode: '50667', city: 'Köln', country: 'DE' }
    const company = {
      kind: 'company',
      companyName: 'Büro am Ring GmbH',
      details: [{ kind: 'address', value: address }],
    }
    contactId = (await call<{ id: string }>(page, 'POST', '/contacts', company)).id
  })
  afterAll(async () => {
    expect(office.complaints).toEqual([])
    await office.close()
  })

  const found = async () => (await call<{ items: Plan[] }>(page, 'GET', '/invoice-plans')).items[0]
  const plan = async () => call<Plan>(page, 'GET', `/invoice-plans/${(await found())?.id}`)
  const dialog = () => page.getByRole('dialog').last()

  test('is set up for a customer', async () => {
    await page.goto('/invoices/plans')
    await page.getByRole('heading', { name: 'Noch keine wiederkehrenden Rechnungen' }).waitFor()
    await press(page, 'n')
    await page.getByLabel('Bezeichnung').first().fill('Unterhaltsreinigung')
    await page.getByRole('combobox', { name: 'Kunde' }).fill('Büro')
    await page.getByRole('option', { name: /Büro am Ring/ }).click()
    await page.getByLabel('Betreff').fill('Reinigung {month} {year}')
    await page.getByRole('combobox', { name: 'Bezeichnung' }).fill('Unterhaltsreinigung')
    await page.getByLabel('Einzelpreis').fill('100')
    await page.locator('.invoice-foot').getByText('100,00').waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: 'Speichern' }).click()
    await page.getByRole('heading', { level: 1, name: 'Unterhaltsreinigung' }).waitFor()
    expect(await found()).toMatchObject({ net: '100.00' })
  })

  test('costs more from a day on', async () => {
    await page.getByRole('button', { name: 'Preise erhöhen' }).click()
    await dialog().getByRole('textbox', { name: 'Erhöhung' }).fill('2')
    await dialog().getByText('102,00').waitFor()
    expect(await barriers(page)).toEqual([])
    await dialog().getByRole('button', { name: 'Erhöhen', exact: true }).click()
    await page.getByText(/^ab 01\.01\.\d{4}: 102,00/).waitFor()
    await soon(async () => (await plan()).raises).toMatchObject([{ percent: '2' }])
  })

  test('is written before its day, and paused', async () => {
    const { nextDay } = await plan()
    await page.getByRole('button', { name: 'Jetzt erzeugen' }).click()
    await dialog().getByRole('button', { name: 'Entwurf schreiben' }).click()
    await page.waitForURL(/\/invoices\/[0-9a-f-]{36}\/edit/)
    await soon(() => page.getByLabel('Betreff').inputValue()).toMatch(/^Reinigung \p{L}+ \d{4}$/u)
    await soon(async () => (await plan()).nextDay).not.toBe(nextDay)
    await page.goto(`/open/invoicePlan/${(await found())?.id}`)
    await page.getByRole('tab', { name: 'Rechnungen' }).click()
    await page.getByRole('link', { name: /Rechnung \(Entwurf\)/ }).waitFor()
    await page.getByRole('button', { name: 'Weitere Befehle' }).click()
    await page.getByRole('menuitem', { name: 'Pausieren' }).click()
    await page.getByText('Pausiert', { exact: true }).waitFor()
  })

  test('stands with its customer, beside the certificate that decides the tax', async () => {
    await page.goto(`/contacts/${contactId}?tab=invoices`)
    await page.getByRole('link', { name: /Unterhaltsreinigung monatlich/ }).waitFor()
    await page.getByRole('button', { name: 'Bescheinigung', exact: true }).click()
    await dialog().getByLabel('Finanzamt').fill('Köln-Mitte')
    await dialog().getByRole('button', { name: 'Speichern' }).click()
    await page.getByText(/^gültig bis /).waitFor()
    await page.getByRole('button', { name: 'Menü der Bescheinigung' }).click()
    await page.getByRole('menuitem', { name: 'Entfernen' }).click()
    await page.getByText(/^Keine\. Ohne gültige Bescheinigung/).waitFor()
  })

  test('fits on a phone, in English', async () => {
    const phone = await office.visit({
      viewport: { width: 390, height: 844 },
      hasTouch: true,
    })
    await signIn(phone, anna)
    await call(phone, 'PATCH', '/session', { language: 'en' })
    await phone.goto('/invoices/plans')
    await phone.getByText('Unterhaltsreinigung').first().click()
    await phone.getByRole('heading', { name: 'Price increases' }).waitFor()
    expect(await barriers(phone)).toEqual([])
  })
})
