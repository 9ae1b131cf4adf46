import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { barriers } from './axe.ts'
import { CHROMIUM, openOffice } from './browser.ts'
import type { Office } from './browser.ts'
import { call, nameCell, namesIn, openContact, signIn, soon } from './person.ts'

const ada = { name: 'Ada Lovelace', email: 'ada@example.com', password: 'ein langes Kennwort' }
const emil = { name: 'Emil Ernst', email: 'emil@example.com', password: 'noch ein langes Kennwort' }

describe.skipIf(!CHROMIUM)('the settings of a firm', () => {
  let office: Office
  let page: Page

  beforeAll(async () => {
    office = await openOffice()
    page = await office.visit()
  })
  afterAll(() => office.close())

  const inMenu = async (line: string, item: string) => {
    await page.getByRole('button', { name: `Menü zu ${line}`, exact: true }).click()
    await page.getByRole('menuitem', { name: item }).click()
  }
  const types = async () => {
    const { items } = await call<{ items: { name: string; retired: boolean }[] }>(
      page,
      'GET',
      '/contact-types',
    )
    return items.map(({ name, retired }) => (retired ? `(${name})` : name))
  }

  test('an office begins with a sample firm', async () => {
    await page.goto(office.serving.setupLink ?? '')
    await page.getByLabel('Name der Firma').fill('Türenbau Lovelace')
    await page.getByLabel('Bundesland').selectOption({ label: 'Bremen' })
    await page.getByLabel('Ihr Name').fill(ada.name)
    await page.getByLabel('E-Mail-Adresse').fill(ada.email)
    await page.getByLabel('Passwort', { exact: true }).fill(ada.password)
    await page.getByRole('button', { name: 'Einrichten und anmelden' }).click()
    await page.waitForURL('**/today', { timeout: 90_000 })
    await page.getByRole('link', { name: 'Kontakte' }).click()
    await soon(async () => (await namesIn(page)).length).toBeGreaterThan(10)
    expect(await barriers(page)).toEqual([])
    await call(page, 'POST', '/contacts', {
      kind: 'person',
      firstName: 'Berta',
      lastName: 'Bach',
      visibility: 'write',
    })
  })

  test('a list is kept in order: add, rename, move, merge, retire', async () => {
    await page.getByRole('link', { name: 'Einstellungen' }).click()
    await page.getByRole('link', { name: 'Kontakttypen' }).click()
    await page.getByRole('textbox', { name: 'Neuer Eintrag' }).fill('Vermittler')
    await page.getByRole('button', { name: 'Hinzufügen' }).click()
    await page.getByRole('button', { name: 'Vermittler', exact: true }).waitFor()
    await inMenu('Vermittler', 'Umbenennen')
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Makler')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Makler', exact: true }).waitFor()
    await soon(async () => (await types()).at(-1)).toBe('Makler')
    const before = await types()
    await inMenu('Makler', 'Nach oben')
    await soon(types).toEqual([...before.slice(0, -2), 'Makler', before.at(-2)])
    expect(await barriers(page)).toEqual([])

    await inMenu('Partner', 'Zusammenführen …')
    const merge = page.getByRole('dialog', { name: '„Partner“ zusammenführen' })
    await merge.getByLabel('Übernehmen durch').selectOption({ label: 'Makler' })
    expect(await barriers(page)).toEqual([])
    await merge.getByRole('button', { name: 'Zusammenführen' }).click()
    await page.getByText('„Partner“ ist in „Makler“ aufgegangen').waitFor()
    await inMenu('Konkurrent', 'Stilllegen')
    await soon(types).toContain('(Konkurrent)')
    expect(await types()).not.toContain('Partner')
    await page.getByText('stillgelegt', { exact: true }).waitFor()
    expect(await barriers(page)).toEqual([])
  })

  test('a field of the firm is made, filled in the form, filtered by and shown as a column', async () => {
    await page.getByRole('link', { name: 'Zusatzfelder' }).click()
    await page.getByRole('button', { name: 'Neues Zusatzfeld' }).click()
    const field = page.getByRole('dialog', { name: 'Neues Zusatzfeld' })
    await field.getByLabel('Name', { exact: true }).fill('Wartung')
    await field.getByLabel('Art', { exact: true }).selectOption({ label: 'Auswahl' })
    await field.getByRole('textbox', { name: 'Möglichkeit 1' }).fill('jährlich')
    await field.getByRole('textbox', { name: 'Möglichkeit 1' }).press('Enter')
    await field.getByRole('textbox', { name: 'Möglichkeit 2' }).fill('alle zwei Jahre')
    expect(await barriers(page)).toEqual([])
    await field.getByRole('button', { name: 'Anlegen' }).click()
    await page.getByRole('button', { name: 'Wartung', exact: true }).waitFor()

    await page.goto('/contacts?q=Berta Bach')
    await nameCell(page, 'Berta Bach').click()
    await page
      .getByRole('complementary', { name: 'Vorschau' })
      .getByRole('button', { name: 'Bearbeiten' })
      .click()
    const form = page.getByRole('dialog', { name: 'Berta Bach bearbeiten' })
    await form.getByRole('combobox', { name: 'Wartung' }).click()
    await page.getByRole('option', { name: 'jährlich' }).click()
    expect(await barriers(page)).toEqual([])
    await form.getByRole('button', { name: 'Speichern' }).click()
    await form.waitFor({ state: 'detached' })

    await page.goto('/contacts')
    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    await page.getByRole('button', { name: 'Wartung' }).click()
    await page.getByRole('checkbox', { name: 'jährlich' }).click()
    await page.keyboard.press('Escape')
    await soon(() => namesIn(page)).toEqual(['Berta Bach'])
    await page.getByRole('button', { name: 'Filter entfernen: Wartung ist jährlich' }).waitFor()
    await page.getByRole('button', { name: 'Spalten' }).click()
    await page.getByRole('checkbox', { name: 'Wartung' }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('columnheader', { name: 'Wartung' }).waitFor()
    await page.getByRole('gridcell', { name: 'jährlich' }).waitFor()
    expect(await barriers(page)).toEqual([])
  })

  test('without a mail server nobody is promised a mail', async () => {
    await page.goto('/settings/users')
    await page.getByRole('button', { name: 'Benutzer einladen' }).click()
    const sheet = page.getByRole('dialog', { name: 'Benutzer einladen' })
    await sheet.getByText(/^Es ist kein Mailserver eingerichtet/).waitFor()
    await sheet.getByLabel('Name', { exact: true }).fill('Frida Falk')
    await sheet.getByLabel('E-Mail-Adresse').fill('frida@example.com')
    await sheet.getByRole('button', { name: 'Anlegen' }).click()
    await sheet.getByText('Bitte ausfüllen').waitFor()
    expect(await barriers(page)).toEqual([])
    await sheet.getByLabel('Passwort', { exact: true }).fill('ein Kennwort für Frida')
    await sheet.getByRole('button', { name: 'Anlegen' }).click()
    await page.getByText('Frida Falk kann sich jetzt anmelden').waitFor()
    const stranger = await office.visit()
    await stranger.goto('/forgot-password')
    await stranger.getByText(/^Dieses Kontor kann keine E-Mails verschicken/).waitFor()
    expect(await stranger.getByRole('button', { name: 'Link senden' }).count()).toBe(0)
    expect(await barriers(stranger)).toEqual([])
    await stranger.context().close()
  })

  test('who leaves hands over their contacts and cannot sign in any more', async () => {
    await page.goto('/settings/users')
    await page.getByRole('button', { name: 'Benutzer einladen' }).click()
    const invite = page.getByRole('dialog', { name: 'Benutzer einladen' })
    await invite.getByLabel('Name', { exact: true }).fill(emil.name)
    await invite.getByLabel('E-Mail-Adresse').fill(emil.email)
    await invite.getByLabel('Passwort', { exact: true }).fill(emil.password)
    await invite.getByRole('button', { name: 'Anlegen' }).click()
    await page.getByText(`${emil.name} kann sich jetzt anmelden`).waitFor()
    expect(await barriers(page)).toEqual([])

    const desk = await office.visit()
    await signIn(desk, emil)
    await call(desk, 'POST', '/contacts', { kind: 'person', firstName: 'Nur', lastName: 'Emils' })

    await inMenu(emil.name, 'Deaktivieren')
    const leave = page.getByRole('dialog', { name: `${emil.name} deaktivieren` })
    await leave.getByLabel('Übergeben an').selectOption({ label: ada.name })
    expect(await barriers(page)).toEqual([])
    await leave.getByRole('button', { name: 'Deaktivieren' }).click()
    await page.getByText(`${emil.name} ist deaktiviert`).waitFor()
    await page
      .getByRole('row', { name: new RegExp(emil.name) })
      .getByText('Deaktiviert')
      .waitFor()
    await soon(() => managersOf(page, 'Emils')).toEqual([await idOfUser(page, ada.name)])
    await openContact(page, 'Nur Emils')
    await page.getByText('Nur die Betreuung').first().waitFor()

    await desk.goto('/contacts')
    await desk.waitForURL('**/sign-in?to=*')
    await desk.getByLabel('E-Mail-Adresse').fill(emil.email)
    await desk.getByLabel('Passwort', { exact: true }).fill(emil.password)
    await desk.getByRole('button', { name: 'Anmelden' }).click()
    await desk.getByRole('alert').waitFor()
    await desk.context().close()
  })

  test('all of that stands in the audit trail', async () => {
    await page.goto('/settings/audit')
    const trail = page.getByRole('row').filter({ hasText: ada.name })
    await trail.filter({ hasText: emil.name }).filter({ hasText: 'Benutzer · geändert' }).first().waitFor()
    await trail.filter({ hasText: 'Wartung' }).filter({ hasText: 'Zusatzfeld · angelegt' }).first().waitFor()
    await trail.filter({ hasText: 'Konkurrent' }).filter({ hasText: 'Kontakttyp' }).first().waitFor()
    expect(await barriers(page)).toEqual([])
  })

  test('a program works with a token of its own, until that is deleted', async () => {
    await page.goto('/settings/tokens')
    await page.getByRole('button', { name: 'Neuer API-Schlüssel' }).click()
    await page.getByLabel('Name', { exact: true }).fill('Adressabgleich')
    await page.getByRole('button', { name: 'Anlegen' }).click()
    const shown = page.getByRole('dialog', { name: 'Ihr neuer API-Schlüssel' })
    const token = (await shown.getByRole('code').innerText()).trim()
    expect(await barriers(page)).toEqual([])
    await shown.getByRole('button', { name: 'Ich habe ihn gesichert' }).click()
    const ask = () =>
      fetch(`${office.address}/api/v1/contacts?q=Berta Bach`, {
        headers: { authorization: `Bearer ${token}` },
      })
    expect(await (await ask()).json()).toMatchObject({ items: [{ displayName: 'Berta Bach' }] })
    await page.getByRole('button', { name: 'API-Schlüssel Adressabgleich löschen' }).click()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('dialog').getByRole('button', { name: 'Löschen' }).click()
    await page.getByText('API-Schlüssel Adressabgleich gelöscht').waitFor()
    expect((await ask()).status).toBe(401)
  })

  test('the sample firm goes with one click, and one’s own stays', async () => {
    await page.goto('/contacts')
    const count = page.getByRole('status').getByText(/^\d+ Kontakte$/)
    expect(Number.parseInt(await count.innerText(), 10)).toBeGreaterThan(250)
    await page.goto('/settings/system')
    await page.getByRole('button', { name: 'Beispieldaten entfernen' }).click()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('dialog').getByRole('button', { name: 'Beispieldaten entfernen' }).click()
    await page.getByText('Die Beispieldaten sind entfernt').waitFor()
    expect(await barriers(page)).toEqual([])
    await page.goto('/contacts')
    await soon(() => namesIn(page)).toEqual(['Berta Bach', 'Nur Emils'])
  })

  test('a phone gets a password of its own, which is withdrawn again', async () => {
    await page.goto('/settings/programs')
    await page.getByRole('button', { name: 'Neues Passwort' }).click()
    await page.getByRole('textbox', { name: 'Programm' }).fill('Telefon')
    await page.getByRole('button', { name: 'Passwort erzeugen' }).click()
    const password = await page.getByRole('dialog').locator('code').innerText()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: 'Ich habe es eingetragen' }).click()
    const signedIn = async () => {
      const authorization = `Basic ${Buffer.from(`${ada.email}:${password}`).toString('base64')}`
      return (
        await fetch(`${office.serving.address}/dav/`, { method: 'PROPFIND', headers: { authorization } })
      ).status
    }
    expect(await signedIn()).toBe(207)
    await page.getByLabel('Kontakte', { exact: false }).selectOption('all')
    await page.getByText('Gespeichert').waitFor()
    await page.getByRole('button', { name: 'Passwort „Telefon“ zurückziehen' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Zurückziehen' }).click()
    await page.getByText('„Telefon“ ist zurückgezogen').waitFor()
    expect(await signedIn()).toBe(401)
  })

  test('no page of the settings bars anybody’s way', async () => {
    await page.goto('/settings')
    const links = page.getByRole('navigation', { name: 'Einstellungen' }).getByRole('link')
    await links.first().waitFor()
    const pages = await links.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
    expect(pages.length).toBeGreaterThan(10)
    for (const path of pages) {
      await page.goto(path)
      await page.getByRole('heading', { level: 1 }).last().waitFor()
      expect(await barriers(page), path).toEqual([])
    }
  })

  test('no browser had anything to complain of', () => expect(office.complaints).toEqual([]))
})

async function managersOf(page: Page, q: string): Promise<string[] | undefined> {
  const { items } = await call<{ items: { managers: string[] }[] }>(page, 'GET', `/contacts?q=${q}`)
  return items[0]?.managers
}

async function idOfUser(page: Page, name: string): Promise<string | undefined> {
  const { items } = await call<{ items: { id: string; name: string }[] }>(page, 'GET', '/users')
  return items.find((user) => user.name === name)?.id
}
