import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { barriers } from './axe.ts'
import { CHROMIUM, openOffice } from './browser.ts'
import type { Office } from './browser.ts'
import { call, press, signIn, soon, takeBack } from './person.ts'

const anna = { email: 'anna@example.com', password: 'ein langes Kennwort' }

interface Opportunity {
  id: string
  title: string
  total: string
  probability: number
  closedOn: string | null
  stage: { name: string }
}

describe.skipIf(!CHROMIUM)('from the first chance to the order', () => {
  let office: Office
  let page: Page
  beforeAll(async () => {
    office = await openOffice({ KONTOR_ADMIN_EMAIL: anna.email, KONTOR_ADMIN_PASSWORD: anna.password })
    page = await office.visit()
    await signIn(page, anna)
    const company = { kind: 'company', companyName: 'Glanz Gebäudereinigung GmbH', visibility: 'write' }
    const { id } = await call<{ id: string }>(page, 'POST', '/contacts', company)
    await page.goto(`/contacts/${id}`)
  })
  afterAll(async () => {
    expect(office.complaints).toEqual([])
    await office.close()
  })

  const title = 'Unterhaltsreinigung Bürohaus'
  const found = async () =>
    (await call<{ items: Opportunity[] }>(page, 'GET', '/opportunities?q=Unterhaltsreinigung')).items[0]
  const dialog = () => page.getByRole('dialog').last()
  const card = () => page.locator('[data-card]', { hasText: title })
  const column = (name: string) => page.getByRole('region', { name, exact: true })

  test('on the page of a contact: five times 200 EUR a month as an offer are 1,000 EUR at 75 %', async () => {
    await page.getByRole('tab', { name: 'Verkaufschancen' }).click()
    await page.getByRole('button', { name: 'Neue Verkaufschance' }).click()
    await dialog().getByLabel('Name').fill(title)
    await soon(() => dialog().getByRole('combobox', { name: 'Kontakt' }).inputValue()).toBe(
      'Glanz Gebäudereinigung GmbH',
    )
    await dialog().getByLabel('Betrag').fill('200')
    await dialog().getByRole('combobox', { name: 'Abrechnung' }).click()
    await page.getByRole('option', { name: 'Je Monat' }).click()
    await dialog().getByLabel('Anzahl').fill('5')
    await dialog().getByRole('combobox', { name: 'Phase' }).click()
    await page.getByRole('option', { name: 'Angebot' }).click()
    await dialog().getByText('1.000,00').waitFor()
    await soon(() => dialog().getByLabel('Wahrscheinlichkeit').inputValue()).toBe('75 %')
    expect(await barriers(page)).toEqual([])
    await dialog().getByRole('button', { name: 'Anlegen' }).click()
    await page.getByRole('link', { name: title }).waitFor()
    expect(await found()).toMatchObject({ total: '1000.00', probability: 75, closedOn: null })
  })

  test('on the board the keys move it until it is won, and back', async () => {
    for (const [name, amount, currency, close] of [
      ['Glasreinigung Sommer', '4800', 'EUR', '2026-11-02'],
      ['Winterdienst Werk 2', '12000', 'EUR', '2027-02-15'],
      ['Baureinigung Zürich', '8500', 'CHF', '2026-12-20'],
    ])
      await call(page, 'POST', '/opportunities', { title: name, amount, currency, expectedClose: close })
    await press(page, 'g', 'v')
    await page.waitForURL('**/opportunities/board')
    await column('Angebot').getByRole('link', { name: title }).waitFor()
    expect(await barriers(page)).toEqual([])
    await card().press('Shift+ArrowRight')
    await column('Verhandlung').getByRole('link', { name: title }).waitFor()
    await soon(async () => (await found())?.probability).toBe(90)
    await card().press('Shift+ArrowRight')
    await column('Abschluss mit Erfolg').getByRole('link', { name: title }).waitFor()
    await page.locator('.toast', { hasText: 'Gewonnen' }).waitFor()
    const today = Temporal.Now.plainDateISO('Europe/Berlin').toString()
    await soon(async () => (await found())?.closedOn).toBe(today)
    expect((await found())?.probability).toBe(100)
    await card().press('Shift+ArrowLeft')
    await soon(async () => (await found())?.closedOn).toBe(null)
    await column('Verhandlung').getByRole('link', { name: title }).waitFor()
  })

  test('whoever loses it is asked why, and Ctrl+Z takes it back', async () => {
    await page.getByRole('button', { name: `Mehr zu „${title}“` }).click()
    await page.getByRole('menuitem', { name: 'Nach „Abschluss mit Misserfolg“' }).click()
    await dialog().getByRole('combobox', { name: 'Verlustgrund' }).click()
    await page.getByRole('option', { name: 'Preis' }).click()
    expect(await barriers(page)).toEqual([])
    await dialog().getByRole('button', { name: 'Als verloren schließen' }).click()
    await soon(async () => (await found())?.stage.name).toBe('Abschluss mit Misserfolg')
    await takeBack(page, 'ist jetzt in „Abschluss mit Misserfolg“')
    await soon(async () => (await found())?.stage.name).toBe('Verhandlung')
  })

  test('its page tells of its stages, and takes the sum of what is offered', async () => {
    await card().focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: title }).waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('tab', { name: 'Positionen' }).click()
    await page.getByRole('button', { name: 'Freie Position' }).click()
    await page.getByLabel('Bezeichnung').fill('Grundreinigung')
    await page.getByLabel('Menge').fill('2,5')
    await page.getByLabel('Einzelpreis').fill('400')
    await page.getByLabel('Rabatt %').fill('10')
    await page.getByLabel('Rabatt %').blur()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: 'Summe übernehmen' }).click()
    await soon(async () => (await found())?.total).toBe('900.00')
    await page.getByRole('tab', { name: 'Phasenverlauf' }).click()
    await page.getByText('Abschluss mit Misserfolg').last().waitFor()
    expect(await barriers(page)).toEqual([])
  })

  test('the list says what all of it comes to, and what has no exchange rate', async () => {
    await page.goto('/opportunities')
    await page.getByRole('row', { name: title }).waitFor()
    await page.getByRole('button', { name: 'Gesamtsumme anzeigen' }).click()
    await page.getByText('Ohne Wechselkurs, nicht enthalten: CHF').waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('link', { name: 'Prognose' }).click()
    await page.getByRole('rowheader', { name: 'Februar 2027' }).waitFor()
    expect(await barriers(page)).toEqual([])
    await page.goto('/settings/pipelines')
    await page.getByRole('button', { name: 'Verhandlung', exact: true }).waitFor()
    expect(await barriers(page)).toEqual([])
  })

  test('on the phone one column stands on the screen, chosen above it', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto('/opportunities/board')
    await page.getByLabel('Gezeigte Phase').selectOption({ label: 'Verhandlung (1)' })
    await card().waitFor()
    expect(await barriers(page)).toEqual([])
    await card().getByRole('link').click()
    await page.getByRole('heading', { name: title }).waitFor()
    expect(await barriers(page)).toEqual([])
  })

  test('a long column draws its cards as one goes down, until all are there', async () => {
    await page.setViewportSize({ width: 1440, height: 900 })
    const many = Array.from({ length: 30 }, (_, n) => ({
      title: `Reihe ${n + 1}`,
      amount: '1',
      currency: 'EUR',
    }))
    const made = []
    for (const one of many) made.push(await call<Opportunity>(page, 'POST', '/opportunities', one))
    await page.goto('/opportunities/board?q=Reihe')
    const cards = column(made[0]?.stage.name ?? '').locator('[data-card]')
    await cards.first().focus()
    expect(await cards.count()).toBeLessThan(30)
    await soon(async () => {
      await page.keyboard.press('ArrowDown')
      return cards.count()
    }).toBe(30)
    expect(
      await cards.evaluateAll((all) => all.findIndex((card) => card === document.activeElement)),
    ).toBeGreaterThan(11)
  })
})
