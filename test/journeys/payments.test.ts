import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { camt } from '../camt.ts'
import { firm } from '../invoices/firm.ts'
import { barriers } from './axe.ts'
import { CHROMIUM, openOffice } from './browser.ts'
import type { Office } from './browser.ts'
import { call, choose, signIn, soon } from './person.ts'

const anna = { email: 'anna@example.com', password: 'ein langes Kennwort' }
const ago = (days: number) => Temporal.Now.plainDateISO('Europe/Berlin').subtract({ days }).toString()

describe.skipIf(!CHROMIUM)('money comes in', () => {
  let office: Office
  let page: Page
  let invoice: { id: string; number: string }
  beforeAll(async () => {
    office = await openOffice({ KONTOR_ADMIN_EMAIL: anna.email, KONTOR_ADMIN_PASSWORD: anna.password })
    page = await office.visit()
    await signIn(page, anna)
    await call(page, 'PATCH', '/settings', { firm })
    const value = { street: 'Ring', houseNumber: '1', postalCode: '50667', city: 'Köln', country: 'DE' }
    const contact = await call<{ id: string }>(page, 'POST', '/contacts', {
      kind: 'company',
      companyName: 'Glanz & Gloria GmbH',
      details: [{ kind: 'address', value }],
    })
    const draft = await call<{ id: string }>(page, 'POST', '/invoices', {
      contactId: contact.id,
      date: ago(54),
      dueDate: ago(40),
      serviceDate: ago(60),
      lines: [{ text: 'Unterhaltsreinigung', quantity: '10', unit: 'HUR', price: '25' }],
    })
    invoice = await call(page, 'POST', `/invoices/${draft.id}/issue`, {})
  })
  afterAll(async () => {
    expect(office.complaints).toEqual([])
    await office.close()
  })
  const state = () =>
    call<{ open: string; items: { amount: string; revokedAt: string | null }[] }>(
      page,
      'GET',
      `/invoices/${invoice.id}/payments`,
    )

  test('from a file of the bank, which is read once', async () => {
    await page.goto('/invoices/bank')
    await page.getByText('Woher die Datei kommt').waitFor()
    const entries = [
      { amount: '150.00', day: ago(3), name: 'Glanz und Gloria', purpose: `Teilzahlung ${invoice.number}` },
      { amount: '-900.00', day: ago(3), name: 'Vermieter', purpose: 'Miete' },
    ]
    const file = { name: 'camt.xml', mimeType: 'application/xml', buffer: Buffer.from(camt('A-1', entries)) }
    const drop = page.getByRole('button', { name: /Kontoauszug ablegen/ })
    await choose(page, drop, file)
    const best = page.getByRole('listitem').filter({ hasText: 'Teilzahlung' })
    await best.getByText('Wahrscheinlich').waitFor()
    expect(await barriers(page)).toEqual([])
    await choose(page, drop, file)
    await page.getByText('Dieser Auszug war schon eingelesen').waitFor()

    await best.first().focus()
    await page.keyboard.press('Enter')
    await soon(async () => (await state()).open).toBe('147.50')
    await best.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Beiseitelegen' }).click()
    await page.getByText('Alle Umsätze sind erledigt').waitFor()
    const toast = page.locator('.toast', { hasText: 'beiseitegelegt' })
    await toast.getByRole('button', { name: 'Rückgängig' }).click()
    await page.getByText('Vermieter').first().waitFor()
  })

  test('and is seen at the invoice, where more can be entered and taken back', async () => {
    await page.goto(`/invoices/${invoice.id}`)
    const side = page.getByRole('complementary', { name: 'Stand' })
    await side.getByText('150,00 €').first().waitFor()
    await side.getByRole('button', { name: 'Zahlung erfassen' }).click()
    const amount = page.getByRole('textbox', { name: 'Betrag' })
    await soon(() => amount.inputValue()).toBe('147,50')
    await amount.fill('47,50')
    await page.getByText('Danach bleiben 100,00 € offen.').waitFor()
    await page.getByRole('button', { name: 'Erfassen', exact: true }).click()
    await soon(async () => (await state()).open).toBe('100.00')
    await side.getByRole('button', { name: /^Zahlung 47,50 € .* zurücknehmen$/ }).click()
    await soon(async () => (await state()).open).toBe('147.50')
  })

  test('what is still open is listed, and reminded of by letter', async () => {
    await page.getByRole('link', { name: 'Rechnungen', exact: true }).first().click()
    await page.getByRole('link', { name: 'Offene Posten' }).click()
    await page.getByText('40 Tage überfällig').waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('checkbox', { name: `Rechnung ${invoice.number} auswählen` }).check()
    await page.getByRole('button', { name: 'Mahnen' }).click()
    await page.getByRole('heading', { name: 'Heute zu mahnen' }).waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: '1 Schreiben erstellen' }).click()
    await page.getByRole('button', { name: /^Zahlungserinnerung MA-/ }).click()
    const letter = page.getByTitle(/^Zahlungserinnerung MA-/)
    const bytes = await page.evaluate(
      async (path) => new TextDecoder('latin1').decode(await (await fetch(path)).arrayBuffer()),
      (await letter.last().getAttribute('src')) ?? '',
    )
    expect(bytes.startsWith('%PDF-')).toBe(true)
    await page.getByRole('dialog').getByRole('button', { name: 'Schließen' }).click()
    await page.getByRole('button', { name: 'Als versandt kennzeichnen' }).click()
    await page.getByText('Versandt', { exact: true }).waitFor()
  })

  test('in English on a phone it is all within reach', async () => {
    await call(page, 'PATCH', '/session', { language: 'en' })
    const phone = await office.visit({ viewport: { width: 390, height: 844 }, locale: 'en-GB' })
    await phone.goto('/sign-in')
    await phone.getByLabel('E-mail address').fill(anna.email)
    await phone.getByLabel('Password', { exact: true }).fill(anna.password)
    await phone.getByRole('button', { name: 'Sign in' }).click()
    await phone.waitForURL('**/today')
    for (const [path, words] of [
      ['/invoices/open', 'Open in total'],
      ['/invoices/bank', 'Put aside'],
      ['/invoices/reminders', 'Reminders written'],
      [`/invoices/${invoice.id}`, 'Enter a payment'],
    ] as const) {
      await phone.goto(path)
      await phone.getByText(words).first().waitFor()
      expect(await barriers(phone), path).toEqual([])
      const wide = await phone.evaluate(() => document.documentElement.scrollWidth)
      expect(wide, path).toBe(390)
    }
  })
})
