import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { startSmtp } from '../smtp.ts'
import type { SmtpServer } from '../smtp.ts'
import { barriers } from './axe.ts'
import { CHROMIUM, openOffice } from './browser.ts'
import type { Office } from './browser.ts'
import { call, choose, find, nameCell, namesIn, openContact, press, signIn, soon, type } from './person.ts'

const anna = { name: 'anna', email: 'anna@example.com', password: 'ein langes Kennwort' }
const mehmet = { name: 'Mehmet Aydın', email: 'mehmet@example.com', password: 'noch ein langes Kennwort' }
const people = [
  { firstName: 'Berta', lastName: 'Bach', number: '0221 111' },
  { firstName: 'Carla', lastName: 'Cramer', number: '0221 222' },
  { firstName: 'Dora', lastName: 'Damm', number: '0221 333' },
  { firstName: 'Emil', lastName: 'Ernst', number: '0221 444' },
]

describe.skipIf(!CHROMIUM)('the way around', () => {
  let office: Office
  let post: SmtpServer
  let page: Page

  beforeAll(async () => {
    post = await startSmtp()
    office = await openOffice({
      KONTOR_ADMIN_EMAIL: anna.email,
      KONTOR_ADMIN_PASSWORD: anna.password,
      KONTOR_SMTP_URL: post.url,
    })
    page = await office.visit({ serviceWorkers: 'allow' })
  })
  afterAll(async () => {
    await office.close()
    await post.close()
  })

  const search = (at: Page) => at.getByRole('textbox', { name: 'In der Liste suchen' })

  test('the door refuses a wrong password in words and keeps the address', async () => {
    await page.goto('/contacts?q=bach')
    await page.waitForURL('**/sign-in?to=*')
    await page.getByLabel('E-Mail-Adresse').fill(anna.email)
    await page.getByLabel('Passwort', { exact: true }).fill('ganz falsch')
    await page.getByRole('button', { name: 'Anmelden' }).click()
    await page.getByRole('alert').waitFor()
    await soon(() => page.getByLabel('E-Mail-Adresse').inputValue()).toBe(anna.email)
    expect(await barriers(page)).toEqual([])
  })

  test('the right one leads to where one wanted to go', async () => {
    await page.getByLabel('Passwort', { exact: true }).fill(anna.password)
    await page.keyboard.press('Enter')
    await page.waitForURL('**/contacts?q=bach')
    await soon(() => search(page).inputValue()).toBe('bach')
    for (const { number, ...person } of people)
      await call(page, 'POST', '/contacts', {
        kind: 'person',
        ...person,
        visibility: 'write',
        details: [{ kind: 'phone', category: 'work', value: number }],
      })
    await call(page, 'POST', '/users', { ...mehmet, role: 'user' })
  })

  test('what is typed while the address still takes up the search before stays', async () => {
    await page.evaluate(`{
      const replace = history.replaceState
      history.replaceState = function (...how) {
        history.replaceState = replace
        replace.apply(history, how)
        document.querySelector('[role=search] input').focus()
        document.execCommand('insertText', false, ' 0221')
      }
    }`)
    await find(page, 'cramer', ['Carla Cramer'])
    await soon(() => search(page).inputValue()).toBe('cramer 0221')
    await page.waitForURL('**/contacts?q=cramer+0221')
    await find(page, 'bach', ['Berta Bach'])
  })

  test('a forgotten password is asked for without telling who has an account', async () => {
    const stranger = await office.visit()
    await stranger.goto('/sign-in')
    await stranger.getByRole('link', { name: 'Passwort vergessen?' }).click()
    // The page before has a field of that name too.
    await stranger.getByRole('button', { name: 'Link senden' }).waitFor()
    await stranger.getByLabel('E-Mail-Adresse').fill('niemand@example.com')
    expect(await barriers(stranger)).toEqual([])
    await stranger.getByRole('button', { name: 'Link senden' }).click()
    await stranger.getByRole('heading', { name: 'Bitte sehen Sie in Ihr Postfach' }).waitFor()
    expect(await barriers(stranger)).toEqual([])
    await stranger.getByRole('link', { name: 'Zurück zur Anmeldung' }).click()
    await stranger.getByRole('button', { name: 'Anmelden' }).waitFor()
    await stranger.context().close()
  })

  test('another language is spoken at once, without a reload', async () => {
    await page.goto('/contacts')
    await page.evaluate(() => Object.assign(window, { stayed: true }))
    await userMenu(page, 'English')
    await page.getByRole('heading', { name: 'Contacts' }).waitFor()
    await soon(() => page.evaluate(() => document.documentElement.lang)).toBe('en')
    await userMenu(page, 'Deutsch')
    await page.getByRole('heading', { name: 'Kontakte' }).waitFor()
    expect(await page.evaluate(() => 'stayed' in window)).toBe(true)
  })

  test('the dark screen is as readable as the light one, and stays dark', async () => {
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    const light = await ground()
    await userMenu(page, 'Dunkel')
    await soon(ground).not.toBe(light)
    expect(await barriers(page)).toEqual([])
    await page.reload()
    await nameCell(page, 'Berta Bach').waitFor()
    await soon(ground).not.toBe(light)
    await openContact(page, 'Berta Bach')
    expect(await barriers(page)).toEqual([])
    await userMenu(page, 'Hell')
    await soon(ground).toBe(light)
  })

  test('the palette finds a contact and a command', async () => {
    await page.goto('/contacts')
    await nameCell(page, 'Berta Bach').waitFor()
    await page.keyboard.press('Control+k')
    const field = page.getByRole('combobox', { name: /^Suchen oder Befehl/ })
    await field.fill('cramer')
    await page.getByRole('option', { name: 'Carla Cramer' }).waitFor()
    expect(await barriers(page)).toEqual([])
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Carla Cramer' }).waitFor()
    await page.keyboard.press('Control+k')
    await field.fill('tastenk')
    await page.getByRole('option', { name: 'Tastenkürzel' }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Tastenkürzel' }).waitFor()
    await page.keyboard.press('Escape')
  })

  test('the question mark shows the keys of this screen', async () => {
    await page.goto('/contacts')
    await nameCell(page, 'Berta Bach').waitFor()
    await page.keyboard.press('?')
    const sheet = page.getByRole('dialog', { name: 'Tastenkürzel' })
    await sheet.getByRole('heading', { name: 'In der Liste', exact: true }).waitFor()
    expect(await barriers(page)).toEqual([])
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'detached' })
  })

  test('by keys alone: list, preview, page, a change, and back to the same row', async () => {
    await page.goto('/contacts')
    await nameCell(page, 'Berta Bach').waitFor()
    await page.keyboard.press('/')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await press(page, 'j')
    await page.keyboard.press('Space')
    const preview = page.getByRole('complementary', { name: 'Vorschau' })
    await preview.getByRole('heading', { name: 'Dora Damm' }).waitFor()
    expect(await barriers(page)).toEqual([])
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Dora Damm' }).waitFor()
    await press(page, 'e')
    const form = page.getByRole('dialog', { name: 'Dora Damm bearbeiten' })
    await soon(() => form.getByLabel('Vorname').evaluate((box) => box === document.activeElement)).toBe(true)
    await page.keyboard.press('Tab')
    await type(page, 'Dammer')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('heading', { level: 1, name: 'Dora Dammer' }).waitFor()
    await page.goBack()
    await preview.getByRole('heading', { name: 'Dora Dammer' }).waitFor()
    await page.keyboard.press('Escape')
    await preview.waitFor({ state: 'detached' })
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Dora Dammer' }).waitFor()
    await page.goBack()
    await page.getByRole('row', { name: /^Dora Dammer/ }).waitFor()
    await press(page, 'k')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Carla Cramer' }).waitFor()
  })

  test('a search left at its last letter is found again by going back', async () => {
    await page.goto('/contacts')
    await nameCell(page, 'Berta Bach').waitFor()
    await search(page).fill('cramer')
    await nameCell(page, 'Berta Bach').waitFor({ state: 'detached' })
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Carla Cramer' }).waitFor()
    await page.goBack()
    await page.waitForURL('**/contacts?q=cramer')
    await soon(() => search(page).inputValue()).toBe('cramer')
    await search(page).fill('')
    await nameCell(page, 'Berta Bach').waitFor()
    await page.waitForURL('**/contacts')
  })

  test('a filter stands in the address, and a colleague is given the view', async () => {
    await page.goto('/contacts')
    await find(page, 'Emil', ['Emil Ernst'])
    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    await page.getByRole('button', { name: 'Sichtbarkeit' }).click()
    await page.getByRole('checkbox', { name: 'Alle bearbeiten' }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Filter entfernen: Sichtbarkeit ist Alle bearbeiten' }).waitFor()
    await page.waitForURL(/visibility=write/)
    await page.reload()
    await page.getByRole('button', { name: /^Sichtbarkeit ist Alle bearbeiten/ }).waitFor()
    await nameCell(page, 'Emil Ernst').waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: 'Ansicht speichern' }).click()
    await page.getByLabel('Name der neuen Ansicht').fill('Alle Emils')
    await page.getByRole('checkbox', { name: 'Für alle sichtbar' }).check()
    await page.getByRole('button', { name: 'Neu speichern' }).click()
    await page.getByRole('button', { name: 'Alle Emils', pressed: true }).waitFor()
    const colleague = await office.visit()
    await signIn(colleague, mehmet)
    await colleague.getByRole('button', { name: 'Alle Emils' }).click()
    await soon(() => namesIn(colleague)).toEqual(['Emil Ernst'])
    expect(await barriers(colleague)).toEqual([])
    await colleague.context().close()
  })

  test('chosen columns stay', async () => {
    await page.goto('/contacts')
    await page.getByRole('button', { name: 'Spalten' }).click()
    await page.getByRole('checkbox', { name: 'Geändert' }).click()
    await page.getByRole('checkbox', { name: 'Temperatur' }).click()
    const kept = async () => {
      const { user } = await call<{ user: { preferences: Record<string, { order?: string[] }> } }>(
        page,
        'GET',
        '/session',
      )
      const order = user.preferences['columns.contacts']?.order ?? []
      return ['updated', 'temperature'].filter((column) => order.includes(column))
    }
    await soon(kept).toEqual(['updated'])
    expect(await barriers(page)).toEqual([])
    await page.reload()
    await page.getByRole('columnheader', { name: 'Geändert' }).waitFor()
    await page.getByRole('columnheader', { name: 'Temperatur' }).waitFor({ state: 'detached' })
  })

  test('an import can be watched from anywhere, also after a reload', async () => {
    const lines = Array.from({ length: 5000 }, (_, at) => `Person ${at};Nr${at};p${at}@example.com`)
    const buffer = Buffer.from(['Vorname;Nachname;E-Mail-Adresse', ...lines].join('\r\n'))
    await page.goto('/contacts/import')
    await choose(page, page.getByRole('button', { name: /^Dateien wählen/ }), {
      name: 'viele.csv',
      mimeType: 'text/csv',
      buffer,
    })
    await page.getByRole('button', { name: '5.000 Zeilen importieren' }).click()
    await page.getByRole('progressbar', { name: 'Der Import läuft' }).waitFor()
    expect(await barriers(page)).toEqual([])
    await page.goto('/settings/profile')
    await page.reload()
    await page.getByRole('button', { name: '1 Auftrag läuft' }).click()
    const tray = page.getByRole('dialog', { name: 'Aufträge im Hintergrund' })
    await tray.getByText('viele.csv').waitFor()
    expect(await barriers(page)).toEqual([])
    await tray.getByRole('link', { name: 'Ergebnis' }).click({ timeout: 120_000 })
    await page.getByText('neu angelegt').waitFor()
    expect(await barriers(page)).toEqual([])
  })

  test('without a connection nothing typed is lost, and it goes on by itself', async () => {
    await openContactAt(page, 'Berta')
    await page.getByRole('heading', { level: 1, name: 'Berta Bach' }).waitFor()
    await page.getByRole('button', { name: /^Telefon: \d/ }).click()
    await page.getByRole('textbox', { name: 'Telefon' }).waitFor()
    await page.context().setOffline(true)
    await page.getByRole('textbox', { name: 'Telefon' }).fill('0221 999')
    await page.keyboard.press('Enter')
    await page.getByText(/^Keine Verbindung zum Server/).waitFor()
    await soon(() => page.getByRole('textbox', { name: 'Telefon' }).inputValue()).toBe('0221 999')
    expect(await barriers(page)).toEqual([])
    await page.context().setOffline(false)
    await page.getByText(/^Keine Verbindung zum Server/).waitFor({ state: 'detached' })
    await page.getByRole('textbox', { name: 'Telefon' }).press('Enter')
    await page.getByRole('button', { name: 'Telefon: 0221 999' }).waitFor()
  })

  test('a part of the page that was on its way when the connection went takes no open field along', async () => {
    const away = Promise.withResolvers<void>()
    let wanted = 0
    const visitor = await office.visit()
    await visitor.route('**/assets/groupware-switch-*.js', async (route) => {
      wanted += 1
      if (wanted > 1) return route.continue()
      await away.promise
      return route.abort('internetdisconnected')
    })
    await signIn(visitor, anna)
    await openContactAt(visitor, 'Carla')
    await visitor.getByRole('button', { name: /^Telefon: \d/ }).click()
    const field = visitor.getByRole('textbox', { name: 'Telefon' })
    await field.fill('0221 888')
    away.resolve()
    await soon(async () => wanted).toBeGreaterThan(1)
    await soon(() => field.inputValue()).toBe('0221 888')
    await field.press('Enter')
    await visitor.getByRole('button', { name: 'Telefon: 0221 888' }).waitFor()
    await visitor.context().close()
  })

  test('the same in the hand: list, page and form', async () => {
    const phone = await office.visit({
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    })
    await signIn(phone, mehmet)
    await phone.getByRole('row', { name: /^Berta Bach/ }).waitFor()
    expect(await barriers(phone)).toEqual([])
    expect(await overflow(phone)).toBe(0)
    await phone.getByRole('row', { name: /^Berta Bach/ }).tap()
    await phone.getByRole('heading', { level: 1, name: 'Berta Bach' }).waitFor()
    await phone.getByRole('tab', { name: 'Angaben' }).tap()
    expect(await barriers(phone)).toEqual([])
    expect(await overflow(phone)).toBe(0)
    await phone.getByRole('navigation').getByRole('button', { name: 'Neu' }).tap()
    await phone.getByRole('menuitem', { name: 'Person' }).tap()
    const form = phone.getByRole('dialog', { name: 'Person anlegen' })
    await form.getByLabel('Vorname').fill('Fritz')
    await form.getByLabel('Nachname').fill('Falk')
    expect(await barriers(phone)).toEqual([])
    expect(await overflow(phone)).toBe(0)
    await form.getByRole('button', { name: 'Speichern', exact: true }).tap()
    await phone.getByText('Fritz Falk angelegt').waitFor()
    await phone.context().close()
  })

  test('no browser had anything to complain of', () => expect(office.complaints).toEqual([]))
})

/** Chooses in one's own menu, which opens from one's name. */
async function userMenu(page: Page, item: string): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: anna.name, exact: true }).click()
  await page.getByRole('menuitemradio', { name: item }).click()
}

/** The page of who is found first by these words. */
async function openContactAt(page: Page, words: string): Promise<void> {
  const { items } = await call<{ items: { id: string }[] }>(page, 'GET', `/contacts?q=${words}`)
  await page.goto(`/contacts/${items[0]?.id}`)
}

/** By how much the page is wider than the screen. */
const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
