import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { barriers } from './axe.ts'
import { CHROMIUM, openOffice } from './browser.ts'
import type { Office } from './browser.ts'
import { call, namesIn, press, signIn, soon } from './person.ts'

const anna = { email: 'anna@example.com', password: 'ein langes Kennwort' }
const signature = `Mit freundlichen Grüßen

Dr. Jürgen Schäfer
Leiter Einkauf
Schäfer Maschinenbau GmbH
Industriestraße 12a
50667 Köln
Tel. 0221 1234-56
Mobil 0171 2345678
juergen.schaefer@schaefer-maschinenbau.de
Wir sind im August im Urlaub.`

describe.skipIf(!CHROMIUM)('good data from the start', () => {
  let office: Office
  let page: Page
  beforeAll(async () => {
    office = await openOffice({ KONTOR_ADMIN_EMAIL: anna.email, KONTOR_ADMIN_PASSWORD: anna.password })
    page = await office.visit()
    await signIn(page, anna)
  })
  afterAll(async () => {
    expect(office.complaints).toEqual([])
    await office.close()
  })

  const form = () => page.getByRole('dialog').last()
  const value = (label: string) => form().getByRole('textbox', { name: label, exact: true }).inputValue()
  const newPerson = async () => {
    await page.goto('/contacts')
    await page.getByRole('heading', { name: 'Noch keine Kontakte' }).or(page.getByRole('grid')).waitFor()
    await press(page, 'c', 'p')
    await form().getByLabel('Vorname', { exact: true }).waitFor()
  }

  test('a signature becomes a contact: recognised, one line left out, taken over, taken back, saved', async () => {
    await newPerson()
    await form().getByRole('button', { name: 'Aus Text einfügen' }).click()
    await form().getByLabel('Text', { exact: true }).fill(signature)
    await form().getByText('Leiter Einkauf', { exact: true }).waitFor()
    await form()
      .getByRole('checkbox', { name: /In die Beschreibung/ })
      .uncheck()
    expect(await barriers(page)).toEqual([])
    await form().getByRole('button', { name: '9 Angaben übernehmen' }).click()
    await soon(() => value('Nachname')).toBe('Schäfer')
    await form().getByRole('button', { name: 'Rückgängig' }).click()
    await soon(() => value('Nachname')).toBe('')
    await form().getByRole('button', { name: 'Aus Text einfügen' }).click()
    await form().getByLabel('Text', { exact: true }).fill(signature)
    await form().getByRole('button', { name: '10 Angaben übernehmen' }).click()
    await soon(() => value('Titel')).toBe('Dr.')
    await soon(() => value('Position')).toBe('Leiter Einkauf')
    await soon(() => value('Straße')).toBe('Industriestraße')
    await soon(() => value('Ort')).toBe('Köln')
    await soon(() => value('Beschreibung')).toBe('Wir sind im August im Urlaub.')
    await form().getByRole('button', { name: 'Speichern', exact: true }).click()
    await page.locator('.toast', { hasText: 'Jürgen Schäfer angelegt' }).waitFor()
    const { items } = await call<{ items: { displayName: string; details: unknown[] }[] }>(
      page,
      'GET',
      '/contacts?q=j%C3%BCrgen',
    )
    expect(items[0]?.details).toHaveLength(4)
  })

  test('a postal code fills in its place, offers several, and leaves what was typed', async () => {
    await newPerson()
    await form().getByLabel('PLZ').fill('01067')
    await soon(() => value('Ort')).toBe('Dresden')
    await soon(() => value('Bundesland / Region')).toBe('Sachsen')
    await form().getByLabel('PLZ').fill('21039')
    await form().getByRole('button', { name: 'Börnsen' }).click()
    await soon(() => value('Ort')).toBe('Börnsen')
    await soon(() => value('Bundesland / Region')).toBe('Schleswig-Holstein')
    await form().getByLabel('PLZ').fill('50667')
    await form().getByText('Zu 50667 gehört Köln.').waitFor()
    await soon(() => value('Ort')).toBe('Börnsen')
    await form().getByRole('button', { name: 'Übernehmen', exact: true }).click()
    await soon(() => value('Ort')).toBe('Köln')
  })

  test('what looks wrong is said at its field, mended by a click, and never refused', async () => {
    await form().getByLabel('Vorname', { exact: true }).fill('ANDREAS')
    await form().getByRole('button', { name: 'Ändern in Andreas' }).click()
    await soon(() => value('Vorname')).toBe('Andreas')
    await form().getByRole('textbox', { name: 'E-Mail' }).fill('andreas@gmial.com')
    await form().getByText('Meinten Sie andreas@gmail.com?').waitFor()
    await form().getByLabel('Nachname').fill('Berg')
    expect(await barriers(page)).toEqual([])
    await form().getByRole('button', { name: 'Speichern', exact: true }).click()
    await page.locator('.toast', { hasText: 'Andreas Berg angelegt' }).waitFor()
  })

  test('the page of data quality counts it, the list behind it mends it, and the count falls', async () => {
    await page.goto('/quality')
    const tile = (name: RegExp) => page.getByRole('link', { name })
    await tile(/^1 ?auffällige Angaben/).waitFor()
    expect(await barriers(page)).toEqual([])
    await tile(/auffällige Angaben/).click()
    await soon(() => namesIn(page)).toEqual(['Andreas Berg'])
    await page.getByRole('gridcell', { name: 'Angaben von Andreas Berg klären' }).click()
    const sheet = page.getByRole('dialog')
    await sheet.getByText('Meinten Sie andreas@gmail.com?').waitFor()
    expect(await barriers(page)).toEqual([])
    await sheet.getByRole('button', { name: 'Übernehmen' }).click()
    await sheet.getByRole('textbox', { name: 'Telefon' }).fill('0221 4711')
    await sheet.getByRole('button', { name: 'Speichern' }).click()
    await sheet.getByText('Fehlt die Hausnummer?').waitFor({ state: 'detached' })
    await sheet.getByRole('textbox', { name: 'Telefon' }).waitFor({ state: 'detached' })
    await sheet.locator('.sheet-foot').getByRole('button', { name: 'Schließen' }).click()
    await page.goto('/quality')
    await tile(/^0 ?auffällige Angaben/).waitFor()
  })
})
