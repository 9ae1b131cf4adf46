import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { barriers } from './axe.ts'
import { CHROMIUM, openOffice } from './browser.ts'
import type { Office } from './browser.ts'
import { call, choose, press, signIn, soon } from './person.ts'

const anna = { email: 'anna@example.com', password: 'ein langes Kennwort' }

describe.skipIf(!CHROMIUM)('after the order', () => {
  let office: Office
  let page: Page
  let contactId: string
  let opportunityId: string
  beforeAll(async () => {
    office = await openOffice({ KONTOR_ADMIN_EMAIL: anna.email, KONTOR_ADMIN_PASSWORD: anna.password })
    page = await office.visit()
    await signIn(page, anna)
    const company = { kind: 'company', companyName: 'Glanz GmbH', visibility: 'write' }
    contactId = (await call<{ id: string }>(page, 'POST', '/contacts', company)).id
    const deal = { title: 'Umbau Lagerhalle', contactId, amount: '24000' }
    opportunityId = (await call<{ id: string }>(page, 'POST', '/opportunities', deal)).id
  })
  afterAll(async () => {
    expect(office.complaints).toEqual([])
    await office.close()
  })

  const dialog = () => page.getByRole('dialog').last()
  const tab = (name: string | RegExp) => page.getByRole('tab', { name }).click()
  const toast = (text: string) => page.locator('.toast', { hasText: text })

  test('a won opportunity becomes a project with its participants and documents', async () => {
    await page.goto(`/opportunities/${opportunityId}?tab=files`)
    const plan = { name: 'Lageplan.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 Plan') }
    await choose(page, page.getByRole('tabpanel').getByRole('button', { name: 'Dateien hinzufügen' }), plan)
    await page.getByText('Lageplan.pdf').first().waitFor()
    await page.getByLabel('Phase von „Umbau Lagerhalle“').selectOption({ label: 'Abschluss mit Erfolg' })
    await toast('Gewonnen').getByRole('button', { name: 'Projekt anlegen' }).click()
    expect(await barriers(page)).toEqual([])
    await dialog().getByRole('button', { name: 'Projekt anlegen' }).click()
    await page.waitForURL(/\/projects\/[0-9a-f-]{36}/)
    await page.getByRole('heading', { level: 1, name: 'Umbau Lagerhalle' }).waitFor()
    await tab('Dateien')
    await page.getByText('Lageplan.pdf').first().waitFor()
    await tab(/^Beteiligte/)
    await page.getByRole('tabpanel').getByRole('link', { name: 'Glanz GmbH' }).waitFor()
    expect(await barriers(page)).toEqual([])
  })

  test('a task is to be done in it, and it stands at the contact', async () => {
    await tab('Aufgaben')
    await page.getByRole('button', { name: 'Neue Aufgabe' }).click()
    await dialog().getByLabel('Aufgabe').first().fill('Gerüst bestellen')
    await dialog().getByRole('button', { name: 'Anlegen' }).click()
    await page.getByRole('tabpanel').getByText('Gerüst bestellen').waitFor()
    await page.goto(`/contacts/${contactId}?tab=projects`)
    await page.getByRole('link', { name: 'Umbau Lagerhalle', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Umbau Lagerhalle' }).waitFor()
  })

  test('in the list it is changed, deleted and brought back', async () => {
    await press(page, 'g', 'p')
    await page.waitForURL('**/projects')
    await page.getByRole('gridcell', { name: 'Umbau Lagerhalle', exact: true }).waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('grid').focus()
    await page.keyboard.press('Home')
    await press(page, 'e')
    await dialog().getByRole('combobox', { name: 'Status' }).click()
    await page.getByRole('option', { name: 'Ruht' }).click()
    await dialog().getByRole('button', { name: 'Speichern' }).click()
    await page.getByRole('gridcell', { name: 'Ruht' }).waitFor()
    await page.getByRole('grid').focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('Delete')
    await toast('gelöscht').getByRole('button', { name: 'Rückgängig' }).click()
    await page.getByRole('gridcell', { name: 'Umbau Lagerhalle', exact: true }).waitFor()
    const count = async () => (await call<{ items: unknown[] }>(page, 'GET', '/projects')).items.length
    await soon(count).toBe(1)
  })

  test('an event stands in the calendar of whoever answers for it', async () => {
    const seminar = { title: 'Seminar Winterdienst', start: '2027-01-12T09:00', end: '2027-01-12T16:00' }
    const { id } = await call<{ id: string }>(page, 'POST', '/events', { ...seminar, place: 'Köln' })
    await page.goto('/calendar?view=week&day=2027-01-12')
    await page.getByRole('button', { name: /Seminar Winterdienst/ }).click()
    const panel = page.getByRole('complementary', { name: 'Eintrag' })
    await panel.getByText('Köln').waitFor()
    expect(await barriers(page)).toEqual([])
    await panel.getByRole('link', { name: 'Veranstaltung öffnen' }).click()
    await page.waitForURL(`**/events/${id}`)
    await page.getByRole('button', { name: 'Weitere Aktionen' }).click()
    const file = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: 'Termin als Datei (.ics)' }).click()
    expect((await file).suggestedFilename()).toBe('Seminar Winterdienst.ics')
  })
})
