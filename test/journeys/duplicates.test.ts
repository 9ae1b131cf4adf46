import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { barriers } from './axe.ts'
import { CHROMIUM, openOffice } from './browser.ts'
import type { Office } from './browser.ts'
import { call, press, signIn, soon } from './person.ts'

const ada = { email: 'ada@example.com', password: 'ein langes Kennwort' }
const bert = { email: 'bert@example.com', password: 'noch ein langes Kennwort' }

describe.skipIf(!CHROMIUM)('contacts that are there already', () => {
  let office: Office
  let page: Page
  const mail = (value: string) => ({ kind: 'email', category: 'work', value })
  const total = async (q: string) =>
    (await call<{ total: number }>(page, 'GET', `/contacts?q=${q}&count=true`)).total

  beforeAll(async () => {
    office = await openOffice({ KONTOR_ADMIN_EMAIL: ada.email, KONTOR_ADMIN_PASSWORD: ada.password })
    page = await office.visit()
    await signIn(page, ada)
    await call(page, 'POST', '/contacts', {
      kind: 'company',
      companyName: 'Müller Maschinenbau GmbH',
      details: [{ kind: 'web', category: 'work', value: 'https://mueller-maschinenbau.de' }],
      visibility: 'read',
    })
    for (const firstName of ['Katharina', 'Kathrin'])
      await call(page, 'POST', '/contacts', {
        kind: 'person',
        firstName,
        lastName: 'von der Heide',
        details: [mail('heide@mueller-maschinenbau.de')],
      })
    await call(page, 'POST', '/users', { name: 'Bert Berg', role: 'user', ...bert })
  })
  afterAll(() => office.close())

  const newPerson = async (on: Page, lastName: string, email: string) => {
    await on.getByRole('grid').waitFor()
    await press(on, 'c', 'p')
    await on.getByLabel('Vorname').fill('Kathrin')
    await on.getByLabel('Nachname').fill(lastName)
    await on.locator('.detail-row input').first().fill(email)
  }

  test('the form says so while one types, proposes the company, and asks before a double is saved', async () => {
    await newPerson(page, 'Heide', 'heide@mueller-maschinenbau.de')
    await page.getByText('Sicher: Katharina von der Heide · gleiche E-Mail-Adresse').waitFor()
    await page.getByRole('button', { name: 'Gehört zu Müller Maschinenbau GmbH?' }).click()
    await soon(() => page.getByRole('combobox', { name: 'Unternehmen' }).inputValue()).toBe(
      'Müller Maschinenbau GmbH',
    )
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: 'Speichern', exact: true }).click()
    const question = page.getByRole('alertdialog')
    await question.getByText('Diesen Kontakt gibt es schon').waitFor()
    expect(await barriers(page)).toEqual([])
    expect(await total('heide')).toBe(2)
    await question.getByRole('button', { name: 'Trotzdem anlegen' }).click()
    await soon(() => total('heide')).toBe(3)
  })

  test('who may not see it learns only that there is one', async () => {
    const desk = await office.visit()
    await signIn(desk, bert)
    await newPerson(desk, 'Heide', 'heide@mueller-maschinenbau.de')
    await desk.getByText('Sicher: Diesen Kontakt gibt es schon. Sie dürfen ihn nicht sehen.').waitFor()
    expect(await desk.locator('.duplicate-hint').innerText()).not.toContain('Katharina')
    await desk.close()
  })

  const scan = () => call<{ jobId: string | null; scannedAt: string | null }>(page, 'GET', '/duplicates/scan')

  test('everything is searched, and pairs are told apart by keys; what is not the same stays away', async () => {
    await page.getByRole('link', { name: 'Dubletten' }).click()
    await page.getByRole('heading', { name: 'Keine Dubletten' }).waitFor()
    await page.getByRole('button', { name: 'Alles durchsuchen' }).click()
    const cards = page.locator('[data-pair]')
    await soon(() => cards.count()).toBe(3)
    expect(await barriers(page)).toEqual([])
    await press(page, 'j')
    await press(page, 'n')
    await soon(() => cards.count()).toBe(2)
    await soon(scan).toMatchObject({ jobId: null })
    const { scannedAt: first } = await scan()
    await page.getByRole('button', { name: 'Alles durchsuchen' }).click()
    await soon(scan).toMatchObject({ jobId: null, scannedAt: expect.not.stringMatching(first ?? '') })
    await page.reload()
    await soon(() => cards.count()).toBe(2)
    await page.getByRole('button', { name: 'Nicht dieselben', exact: true }).first().waitFor()
    await page.getByRole('group', { name: 'Zeigen' }).getByRole('button', { name: 'Nicht dieselben' }).click()
    await page.getByRole('button', { name: 'Wieder öffnen' }).click()
    await page.getByRole('heading', { name: 'Noch kein Paar getrennt' }).waitFor()
  })

  test('the page of a contact says that it is there twice, and leads to the pair', async () => {
    await page.goto('/contacts?q=Katharina')
    const { items } = await call<{ items: { id: string }[] }>(page, 'GET', '/contacts?q=Katharina')
    await page.goto(`/contacts/${items[0]?.id}`)
    await page.getByRole('link', { name: /^Gibt es (zweimal|mehrmals)/ }).click()
    await soon(() => page.locator('[data-pair]').count()).toBe(2)
    expect(office.complaints.filter((one) => !one.includes('409'))).toEqual([])
  })
})
