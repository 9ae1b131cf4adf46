import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { barriers } from './axe.ts'
import { CHROMIUM, openOffice } from './browser.ts'
import type { Office } from './browser.ts'
import { call, namesIn, openContact, press, signIn, soon } from './person.ts'

const ada = { email: 'ada@example.com', password: 'ein langes Kennwort' }
const customers = [
  { companyName: 'Zimmerei Althoff', postalCode: '50667', city: 'Köln', class: 'A' },
  { companyName: 'Autohaus Brandt', postalCode: '50999', city: 'Köln', class: 'A' },
  { companyName: 'Bäckerei Cramer', postalCode: '50823', city: 'Köln', class: 'A' },
  { companyName: 'Druckerei Damm', postalCode: '10115', city: 'Berlin', class: 'A' },
  { companyName: 'Elektro Ernst', postalCode: '50670', city: 'Köln', class: 'C' },
]

interface Visit {
  id: string
  date: string
  state: string
  nextId: string | null
  customer: { displayName: string }
}

describe.skipIf(!CHROMIUM)('visits are planned and lived with', () => {
  let office: Office
  let page: Page
  const visits = async (query = '') => (await call<{ items: Visit[] }>(page, 'GET', `/visits?${query}`)).items
  const row = (name: string) => page.getByRole('row').filter({ hasText: name })

  beforeAll(async () => {
    office = await openOffice({ KONTOR_ADMIN_EMAIL: ada.email, KONTOR_ADMIN_PASSWORD: ada.password })
    page = await office.visit()
    await signIn(page, ada)
    for (const { companyName, postalCode, city, class: value } of customers)
      await call(page, 'POST', '/contacts', {
        kind: 'company',
        companyName,
        class: value,
        details: [
          {
            kind: 'address',
            category: 'work',
            primary: true,
            value: { street: 'Hauptstraße', houseNumber: '1', postalCode, city, country: 'DE' },
          },
          { kind: 'phone', category: 'work', primary: true, value: '0221 123456' },
        ],
      })
  })
  afterAll(async () => {
    expect(office.complaints).toEqual([])
    await office.close()
  })

  test('a plan: A customers in 50xxx, monthly from 8:00, the next one when one is done', async () => {
    await press(page, 'g', 'b')
    await page.getByRole('heading', { name: 'Nichts zu planen' }).waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('link', { name: 'Zu den Besuchsplänen' }).click()
    await page.getByRole('button', { name: 'Neuer Besuchsplan' }).click()
    await page.getByLabel('Name des Plans').fill('A-Kunden Köln')
    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    await page.getByRole('button', { name: 'Klasse', exact: true }).click()
    await page.getByRole('checkbox', { name: 'A', exact: true }).check()
    await page.keyboard.press('Escape')
    await page.getByLabel('Postleitzahl von').fill('50000')
    await page.getByLabel('Postleitzahl bis').fill('50999')
    const summary = page.getByRole('complementary', { name: 'Der Plan in Zahlen' })
    await soon(() => summary.innerText()).toMatch(/^3\s+Kunden/)
    await soon(() => summary.getByRole('listitem').count()).toBe(6)
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: 'Zur Vorschau' }).click()
    await page.getByText('3 Kunden', { exact: false }).first().waitFor()
    await page.getByRole('button', { name: '3 Termine vorschlagen' }).waitFor()
    expect(await barriers(page)).toEqual([])
    expect(await visits()).toEqual([])
    await page.getByRole('button', { name: '3 Termine vorschlagen' }).click()
    await page.waitForURL('**/visits?plan=*')
    await soon(() => namesIn(page)).toEqual(['Zimmerei Althoff', 'Bäckerei Cramer', 'Autohaus Brandt'])
    expect(await barriers(page)).toEqual([])
  })

  test('proposals are sorted by place and moved by a typed day; undone and done again', async () => {
    const before = await visits('state=proposed')
    await page.getByRole('button', { name: 'Kunde', exact: true }).click()
    await soon(() => namesIn(page)).toEqual(['Autohaus Brandt', 'Bäckerei Cramer', 'Zimmerei Althoff'])
    await page.getByRole('grid').focus()
    await page.keyboard.press('Home')
    await press(page, 'e')
    await page.getByLabel('Neuer Tag').fill('+9')
    await page.getByRole('dialog').getByRole('button', { name: 'Verschieben', exact: true }).click()
    const dayOf = async () => (await visits('state=proposed')).find(isBrandt)?.date
    await soon(dayOf).not.toBe(before.find(isBrandt)?.date)
    const moved = await dayOf()
    await page.getByText(/1 Besuch auf .* verschoben/).waitFor()
    await page.keyboard.press('Control+z')
    await soon(dayOf).toBe(before.find(isBrandt)?.date)
    await page.getByText(/^Rückgängig gemacht/).waitFor()
    await row('Autohaus Brandt').getByRole('gridcell').nth(4).dblclick()
    await page.getByRole('textbox', { name: 'Tag', exact: true }).fill('nächster Fr')
    await page.keyboard.press('Enter')
    await soon(dayOf).not.toBe(before.find(isBrandt)?.date)
    expect(await dayOf()).not.toBe(moved)
  })

  test('a row is dragged to a day, and all that is left is accepted', async () => {
    const day = page.locator('.day-cell:not(.past):not(.weekend)').nth(7)
    const dayOf = async () =>
      (await visits('state=proposed')).find(({ customer }) => customer.displayName === 'Bäckerei Cramer')
        ?.date
    const before = await dayOf()
    await row('Bäckerei Cramer').dragTo(day)
    await soon(dayOf).not.toBe(before)
    await page.getByRole('button', { name: 'Alle annehmen' }).click()
    await page.getByText('3 Besuche angenommen.').waitFor()
    await soon(async () => (await visits('state=planned')).length).toBe(3)
  })

  test('one is done with a report, and the next is there', async () => {
    await page.getByRole('link', { name: 'Besuche', exact: true }).last().click()
    await soon(async () => (await namesIn(page)).length).toBe(3)
    await row('Zimmerei Althoff').getByRole('gridcell').nth(2).click()
    await page.getByRole('button', { name: 'Erledigt …' }).click()
    await page.getByLabel('Bericht').fill('Angebot über zwölf Fenster gewünscht')
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: 'Als erledigt speichern' }).click()
    await page.getByText(/Besuch bei Zimmerei Althoff erledigt\. Nächster:/).waitFor()
    const [done] = await visits('state=done')
    const next = (await visits('state=planned')).find(({ id }) => id === done?.nextId)
    expect(next?.customer.displayName).toBe('Zimmerei Althoff')
    expect(await barriers(page)).toEqual([])
    await openContact(page, 'Zimmerei Althoff')
    await page.getByText('Angebot über zwölf Fenster gewünscht').first().waitFor()
    await page.getByRole('tab', { name: 'Besuche' }).click()
    await page.getByRole('region', { name: 'Nächste Besuche' }).waitFor()
    await page.getByRole('region', { name: 'Frühere Besuche' }).waitFor()
    expect(await barriers(page)).toEqual([])
  })

  test('plan, analysis and the phone are open to everybody', async () => {
    for (const path of ['/visits/plans', '/visits/analysis']) {
      await page.goto(path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      expect(await barriers(page)).toEqual([])
    }
    const storageState = await page.context().storageState()
    const phone = await office.visit({ storageState, viewport: { width: 390, height: 844 }, hasTouch: true })
    const [planned] = await visits('state=planned')
    await phone.goto(`/visits/${planned?.id ?? ''}`)
    await phone.getByRole('button', { name: 'Wie geplant erledigt' }).waitFor()
    expect(await barriers(phone)).toEqual([])
    expect(await phone.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
    await phone.goto('/visits/all')
    await phone.getByRole('grid').waitFor()
    expect(await barriers(phone)).toEqual([])
    await phone.context().close()
  })
})

function isBrandt({ customer }: Visit): boolean {
  return customer.displayName === 'Autohaus Brandt'
}
