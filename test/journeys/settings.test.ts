import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { barriers } from './axe.ts'
import { CHROMIUM, openOffice } from './browser.ts'
import type { Office } from './browser.ts'

const admin = { email: 'ada@example.com', password: 'ein langes Kennwort' }

describe.skipIf(!CHROMIUM)('settings', () => {
  let office: Office
  let page: Page
  beforeAll(async () => {
    office = await openOffice({ KONTOR_ADMIN_EMAIL: admin.email, KONTOR_ADMIN_PASSWORD: admin.password })
    page = await signIn(admin.email)
  })
  afterAll(() => office?.close())

  async function signIn(email: string): Promise<Page> {
    const visitor = await office.visit()
    await visitor.request.post('/api/v1/session', { data: { email, password: admin.password } })
    return visitor
  }
  const ask = async (path: string) => (await page.request.get(`/api/v1${path}`)).json()
  const open = async (path: string) => {
    await page.goto(path)
    await page.getByRole('heading', { level: 1 }).last().waitFor()
  }
  const names = async () =>
    (await page.locator('.ordered .name-button').allTextContents()).map((name) => name.trim())
  const menu = async (name: string, item: string) => {
    await page.getByRole('button', { name: `Menü zu ${name}`, exact: true }).click()
    await page.getByRole('menuitem', { name: item }).click()
  }

  test('the firm is changed where it is read, a wrong IBAN is explained, and the change is taken back', async () => {
    await open('/settings/firm')
    await page.getByRole('button', { name: 'IBAN: Hinzufügen' }).click()
    const iban = page.getByRole('textbox', { name: 'IBAN' })
    await iban.fill('DE89 3704 0044 0532 0130 01')
    await iban.press('Enter')
    await page.getByText('Die Prüfziffern passen nicht').waitFor()
    await iban.fill('DE89 3704 0044 0532 0130 00')
    await iban.press('Enter')
    await page.getByRole('button', { name: 'DE89 3704 0044 0532 0130 00' }).waitFor()
    expect((await ask('/settings')).firm.iban).toBe('DE89370400440532013000')
    await page.getByRole('button', { name: 'Rückgängig' }).click()
    await page.getByRole('button', { name: 'IBAN: Hinzufügen' }).waitFor()
    expect((await ask('/settings')).firm.iban).toBeUndefined()
  })

  test('a list is renamed in place and put in order with the keys, and both can be taken back', async () => {
    await open('/settings/contact-types')
    await page.getByRole('button', { name: 'Konkurrent', exact: true }).click()
    await page.keyboard.type('Mitbewerber')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Mitbewerber', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Partner verschieben (Alt + Pfeiltaste)' }).press('Alt+ArrowUp')
    await expect.poll(names).toEqual(['Kunde', 'Partner', 'Lieferant', 'Mitbewerber'])
    await page.getByText('„Partner“ verschoben').waitFor()
    await page.keyboard.press('Control+z')
    await expect.poll(names).toEqual(['Kunde', 'Lieferant', 'Partner', 'Mitbewerber'])
    const { items } = await ask('/contact-types')
    expect(items.map((item: { name: string }) => item.name)).toEqual(await names())
  })

  test('a line is dragged to its place', async () => {
    await open('/settings/temperatures')
    await page.locator('.ordered > li').nth(2).dragTo(page.locator('.ordered > li').nth(0))
    await expect.poll(names).toEqual(['Heiß', 'Kalt', 'Warm'])
    const { items } = await ask('/temperatures')
    expect(items.map((item: { name: string }) => item.name)).toEqual(['Heiß', 'Kalt', 'Warm'])
  })

  test('an entry in use leads to its contacts and is merged, not deleted', async () => {
    const types = (await ask('/contact-types')).items
    await page.request.post('/api/v1/contacts', {
      data: { kind: 'company', companyName: 'Müller Bau', typeId: types[2].id },
    })
    await open('/settings/contact-types')
    await page.getByRole('link', { name: '1 Kontakt' }).waitFor()
    await menu('Partner', 'Löschen')
    await page.getByRole('button', { name: 'Zusammenführen …' }).click()
    await page.getByLabel('Übernehmen durch').selectOption('Kunde')
    await page.getByRole('button', { name: 'Zusammenführen', exact: true }).click()
    await expect.poll(names).toEqual(['Kunde', 'Lieferant', 'Mitbewerber'])
    await page.getByRole('link', { name: '1 Kontakt' }).click()
    await page.waitForURL(`**/contacts?type=${types[0].id}`)
  })

  test('unused tags go at once and come back at their places', async () => {
    await open('/settings/tags')
    const before = await names()
    await page.getByRole('button', { name: 'Unbenutzte Schlagwörter löschen' }).click()
    await page.getByRole('button', { name: 'Löschen', exact: true }).click()
    await page.getByText('Noch kein Eintrag').waitFor()
    await page.getByRole('button', { name: 'Rückgängig' }).click()
    await expect.poll(names).toEqual(before)
  })

  test('a choice gets its options, and refuses to be none', async () => {
    await open('/settings/custom-fields')
    await page.getByRole('button', { name: 'Neues Zusatzfeld' }).click()
    await page.getByLabel('Name').fill('Gewerk')
    await page.getByLabel('Art').selectOption('choice')
    await page.getByRole('button', { name: 'Anlegen' }).click()
    await page.getByText('Bitte ausfüllen.').waitFor()
    await page.getByLabel('Möglichkeit 1').fill('Heizung')
    await page.getByLabel('Möglichkeit 1').press('Enter')
    await page.keyboard.type('Lüftung')
    await page.getByRole('button', { name: 'Anlegen' }).click()
    await page.getByRole('button', { name: 'Gewerk', exact: true }).waitFor()
    expect((await ask('/custom-fields')).items[0].options).toEqual(['Heizung', 'Lüftung'])
  })

  test('a user is made, hands over and leaves; meanwhile they see only what is theirs', async () => {
    await open('/settings/users')
    await page.getByRole('button', { name: 'Benutzer einladen' }).click()
    await page.getByLabel('Name').fill('Otto Krämer')
    await page.getByLabel('E-Mail-Adresse').fill('otto@example.com')
    await page.getByLabel('Passwort (freiwillig)').fill(admin.password)
    await page.getByRole('button', { name: 'Anlegen' }).click()
    await page.getByText('otto@example.com').waitFor()

    const otto = await signIn('otto@example.com')
    await otto.goto('/settings/firm')
    await otto.getByText('Nur für Administratoren').waitFor()
    expect(await otto.getByRole('navigation', { name: 'Einstellungen' }).getByRole('link').count()).toBe(4)

    await menu('Otto Krämer', 'Deaktivieren')
    await page.getByLabel('Übergeben an').selectOption({ index: 1 })
    await page.getByRole('button', { name: 'Deaktivieren', exact: true }).click()
    await page.getByRole('cell', { name: 'Deaktiviert', exact: true }).waitFor()
    expect((await otto.request.get('/api/v1/session')).status()).toBe(401)
    await open('/settings/jobs')
    await page.getByText(/^Übergabe von Otto Krämer/).waitFor()
  })

  test('a key is remapped, refuses one that is taken, and stays after a reload', async () => {
    await open('/settings/keys')
    const line = page.locator('.key-line', { hasText: 'Gehe zu: Papierkorb' })
    await line.getByRole('button', { name: /^Ändern/ }).click()
    await page.keyboard.press('g')
    await page.keyboard.press('e')
    await page.getByText('Diese Taste ist vergeben an „Gehe zu: Einstellungen“.').waitFor()
    await line.getByRole('button', { name: /^Ändern/ }).click()
    await page.keyboard.press('g')
    await page.keyboard.press('p')
    await page.getByText('Taste geändert').waitFor()
    const session = await ask('/session')
    expect(session.user.preferences.keys).toEqual({ 'go.bin': ['g p'] })
    await page.evaluate(() => localStorage.clear())
    await open('/settings/profile')
    await page.keyboard.press('g')
    await page.keyboard.press('p')
    await page.waitForURL('**/bin')
  })

  test('what was deleted is found in the bin, comes back, and the audit trail tells of it', async () => {
    const [{ id }] = (await ask('/contacts')).items
    await page.request.delete(`/api/v1/contacts/${id}`)
    await open('/bin')
    await page.getByRole('button', { name: /^Wiederherstellen/ }).click()
    await page.getByText('Der Papierkorb ist leer').waitFor()
    await open(`/settings/audit?record=${id}`)
    await page.getByText('Kontakt · wiederhergestellt').waitFor()
    await page.getByText('Kontakt · angelegt').waitFor()
  })

  test('the sample firm is offered to be removed as long as it is there', async () => {
    await page.request.patch('/api/v1/settings', { data: { sampleData: true } })
    await open('/settings/system')
    await page.getByRole('button', { name: 'Beispieldaten entfernen' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Beispieldaten entfernen' }).click()
    await page.getByText('Die Beispieldaten sind entfernt').waitFor()
    expect((await ask('/settings')).sampleData).toBe(false)
  })

  test('a token is shown once', async () => {
    await open('/settings/tokens')
    await page.getByRole('button', { name: 'Neuer API-Schlüssel' }).click()
    await page.getByLabel('Name').fill('Adressabgleich')
    await page.getByRole('button', { name: 'Anlegen' }).click()
    const secret = await page.locator('.secret code').textContent()
    const authorization = { authorization: `Bearer ${secret}` }
    const stranger = await office.visit()
    expect((await stranger.request.get('/api/v1/session', { headers: authorization })).status()).toBe(200)
    await page.getByRole('button', { name: 'Ich habe ihn gesichert' }).click()
    await page.getByRole('cell', { name: 'Adressabgleich', exact: true }).waitFor()
    expect(await page.content()).not.toContain(secret)
  })

  test.each(['profile', 'firm', 'basics', 'tags', 'custom-fields', 'users', 'audit', 'mails', 'system'])(
    '%s keeps nobody out',
    async (path) => {
      await open(`/settings/${path}`)
      await page.waitForLoadState('networkidle')
      expect(await barriers(page)).toEqual([])
    },
  )
})
