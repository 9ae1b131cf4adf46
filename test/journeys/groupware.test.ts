import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { startBearerProxy } from '../groupware/bearer-proxy.ts'
import { hasDovecot, startDovecot } from '../groupware/dovecot.ts'
import type { Dovecot } from '../groupware/dovecot.ts'
import { SCOPE, startFirmProvider } from '../groupware/open-id.ts'
import { hasRadicale, startRadicale } from '../groupware/radicale.ts'
import type { Radicale } from '../groupware/radicale.ts'
import { freePort } from '../groupware/server-process.ts'
import { barriers } from './axe.ts'
import { CHROMIUM, openOffice } from './browser.ts'
import type { Office } from './browser.ts'
import { call, signIn, soon } from './person.ts'

const ada = { email: 'ada@example.com', password: 'ein langes Kennwort' }

describe.skipIf(!CHROMIUM || !hasDovecot || !hasRadicale)('a groupware account', () => {
  let office: Office
  let page: Page
  let mail: Dovecot
  let dav: Radicale
  /** Where users of the same servers sign in, and where its tokens are taken. */
  let provider: Awaited<ReturnType<typeof startFirmProvider>>
  let proxy: Awaited<ReturnType<typeof startBearerProxy>>

  beforeAll(async () => {
    const port = await freePort()
    const home = `http://127.0.0.1:${port}`
    const redirectUri = `${home}/api/v1/groupware/sign-in/callback`
    provider = await startFirmProvider({ redirectUri, address: 'ada@example.de' })
    const tokens = async (token: string) => ((await provider.holderOf(token)) ? 'ada' : undefined)
    const environment = {
      KONTOR_ADMIN_EMAIL: ada.email,
      KONTOR_ADMIN_PASSWORD: ada.password,
      KONTOR_PORT: String(port),
      KONTOR_PUBLIC_URL: home,
    }
    ;[office, mail, dav] = await Promise.all([
      openOffice(environment),
      startDovecot({ ada: 'geheim' }, { tokens }),
      startRadicale(),
    ])
    proxy = await startBearerProxy(dav.url, { holderOf: tokens, password: 'geheim' })
    await dav.makeCalendar('ada', 'Dienstlich', ['VEVENT'])
    await dav.makeCalendar('ada', 'Offen', ['VTODO'])
    await dav.makeBook('ada', 'Kunden')
    page = await office.visit()
    await signIn(page, ada)
    await call(page, 'PATCH', '/settings', { groupware: { privateHosts: true } })
  })
  afterAll(async () => {
    await Promise.all([office.close(), mail.stop(), proxy.stop(), dav.stop(), provider.close()])
    expect(office.complaints).toEqual([])
  })

  test('is tried before it is kept, and says in plain words what is wrong', async () => {
    await page.goto('/settings/groupware')
    await page.getByText('Noch kein Konto verbunden').waitFor()
    await page.getByRole('button', { name: 'Konto verbinden' }).click()
    const sheet = page.getByRole('dialog', { name: 'Konto verbinden' })
    await sheet.getByLabel('E-Mail-Adresse').fill('ada@example.de')
    await sheet.getByLabel('Passwort', { exact: true }).fill('falsch')
    await sheet.getByLabel('Benutzername').fill('ada')
    await sheet.getByRole('button', { name: 'Server selbst eintragen' }).click()
    const receiving = sheet.getByRole('group', { name: 'Mails empfangen (IMAP)' })
    await receiving.getByLabel('Server').fill('127.0.0.1')
    await receiving.getByLabel('Verschlüsselung').selectOption('keine')
    await receiving.getByLabel('Port').fill(String(mail.port))
    await sheet.getByLabel('Termine und Aufgaben (CalDAV)').fill(dav.url)
    await sheet.getByLabel('Kontakte (CardDAV)').fill(dav.url)
    await sheet.getByRole('button', { name: 'Verbindung prüfen' }).click()
    const trial = sheet.getByRole('list')
    await trial.getByText('Benutzername oder Passwort stimmen nicht.').nth(2).waitFor()
    expect(await barriers(page)).toEqual([])
    await sheet.getByLabel('Passwort', { exact: true }).fill('geheim')
    await sheet.getByRole('button', { name: 'Verbindung prüfen' }).click()
    await trial.getByText('geht').nth(2).waitFor()
    await sheet.getByRole('button', { name: 'Verbinden', exact: true }).click()
    await page.getByRole('heading', { name: 'ada@example.de' }).waitFor()
  })

  test('shows what it has, and is used as one says', async () => {
    await page.getByRole('button', { name: 'Nachsehen' }).click()
    await page.getByLabel('Dienstlich').selectOption('im Takt halten')
    await page.getByLabel('Posteingang').selectOption('auf Wunsch übernehmen')
    const step = page.getByRole('checkbox', { name: /^Termine und Besuche im Takt halten/ })
    await step.click()
    await soon(() => step.isChecked()).toBe(true)
    await page.reload()
    await page.getByLabel('Dienstlich').waitFor()
    await soon(() => page.getByLabel('Dienstlich').inputValue()).toBe('sync')
    await soon(() => page.getByLabel('Posteingang').inputValue()).toBe('import')
    expect(await step.isChecked()).toBe(true)
    expect(await barriers(page)).toEqual([])
  })

  test('gets a folder for what is to be taken over, from here', async () => {
    await page.getByRole('button', { name: 'Ordner anlegen' }).click()
    const sheet = page.getByRole('dialog', { name: 'Ordner für Kontor anlegen' })
    await soon(() => sheet.getByLabel('Name des Ordners').inputValue()).toBe('Kontor')
    expect(await barriers(page)).toEqual([])
    await sheet.getByLabel('Name des Ordners').fill('Für Kontor')
    await sheet.getByRole('button', { name: 'Anlegen' }).click()
    await soon(() => page.getByLabel('Für Kontor', { exact: true }).inputValue()).toBe('import')
  })

  test('says how soon something new is here: at once where the server tells', async () => {
    const mails = page.getByRole('checkbox', { name: /^Neue Mails/ })
    await mails.click()
    await page.getByText('Mails sofort · Termine alle 5 Minuten').waitFor()
    expect(await barriers(page)).toEqual([])
  })

  test('rests, goes on and is disconnected', async () => {
    const act = async (item: string) => {
      await page.getByRole('button', { name: 'Menü zu ada@example.de' }).click()
      await page.getByRole('menuitem', { name: item }).click()
    }
    await act('Pausieren')
    await page.getByText('pausiert').first().waitFor()
    await act('Fortsetzen')
    await page.getByText('in Ordnung').waitFor()
    await act('Trennen')
    await page.getByRole('dialog').getByRole('button', { name: 'Trennen' }).click()
    await page.getByText('Noch kein Konto verbunden').waitFor()
  })

  test('at Google it is said what signing in brings, and who has to do what for it', async () => {
    await page.getByRole('button', { name: 'Konto verbinden' }).click()
    const sheet = page.getByRole('dialog', { name: 'Konto verbinden' })
    await sheet.getByLabel('E-Mail-Adresse').fill('ada@gmail.com')
    await sheet.getByRole('button', { name: 'Server suchen' }).click()
    await sheet.getByText('Google: Hier liegt Ihre Adresse').waitFor()
    await sheet.getByText(/muss die Verwaltung Kontor erst bei Google eintragen/).waitFor()
    expect(await sheet.getByRole('button', { name: 'Bei Google anmelden' }).count()).toBe(0)
    expect(await barriers(page)).toEqual([])
  })

  test('an administrator registers Kontor where the users of the own servers sign in', async () => {
    await page.goto('/settings/firm-groupware')
    const heading = page.getByRole('heading', { name: 'Anderer Anbieter' })
    const part = page.locator('section').filter({ has: heading })
    const write = async (label: string, value: string, shown = value) => {
      await part.getByRole('button', { name: label }).click()
      await part.getByRole('textbox', { name: label }).fill(value)
      await part.getByRole('textbox', { name: label }).press('Enter')
      await part.getByRole('button', { name: `${label}: ${shown}` }).waitFor()
    }
    await write('Name für alle', 'Firmenkonto')
    await write('Aussteller (OpenID Connect)', provider.url)
    await write('Client-ID', provider.clientId)
    await write('Bereiche (Scopes)', SCOPE)
    await write('Clientschlüssel', provider.secret, 'Hinterlegt. Leer: er bleibt')
    expect(await barriers(page)).toEqual([])
  })

  test('without a password one signs in: the servers let Kontor in, and a calendar is there', async () => {
    const begin = async () => {
      await page.goto('/settings/groupware')
      await page.getByRole('button', { name: 'Konto verbinden' }).click()
      const sheet = page.getByRole('dialog', { name: 'Konto verbinden' })
      await sheet.getByLabel('E-Mail-Adresse').fill('ada@example.de')
      await sheet.getByLabel('Benutzername').fill('ada')
      await sheet.getByRole('button', { name: 'Server selbst eintragen' }).click()
      const receiving = sheet.getByRole('group', { name: 'Mails empfangen (IMAP)' })
      await receiving.getByLabel('Server').fill('127.0.0.1')
      await receiving.getByLabel('Verschlüsselung').selectOption('keine')
      await receiving.getByLabel('Port').fill(String(mail.port))
      await sheet.getByLabel('Termine und Aufgaben (CalDAV)').fill(proxy.url)
      await sheet.getByRole('button', { name: 'Bei Firmenkonto anmelden' }).click()
    }
    provider.isRefusing = true
    await begin()
    await page
      .getByRole('alert')
      .getByText(/abgebrochen oder nicht erlaubt/)
      .waitFor()
    provider.isRefusing = false
    await begin()
    await page.getByRole('heading', { name: 'ada@example.de' }).waitFor()
    await page.getByRole('button', { name: 'Verbindung prüfen' }).click()
    await page.getByRole('list').getByText('geht').nth(1).waitFor()
    await page.getByRole('button', { name: 'Nachsehen' }).click()
    await page.getByLabel('Dienstlich').waitFor()
    expect(await barriers(page)).toEqual([])
  })

  test('who took back what they allowed is asked to sign in again, and that is all', async () => {
    await provider.revoke()
    await page.getByRole('button', { name: 'Verbindung prüfen' }).click()
    await page.getByText('Der Zugriff wurde entzogen oder ist abgelaufen.').first().waitFor()
    await page.getByRole('button', { name: 'Menü zu ada@example.de' }).click()
    await page.getByRole('menuitem', { name: 'Zugang ändern' }).click()
    const sheet = page.getByRole('dialog', { name: 'Zugang ändern' })
    await sheet.getByText('Angemeldet bei Firmenkonto').waitFor()
    expect(await barriers(page)).toEqual([])
    await sheet.getByRole('button', { name: 'Neu anmelden' }).click()
    await page.getByRole('button', { name: 'Verbindung prüfen' }).click()
    await page.getByRole('list').getByText('geht').nth(1).waitFor()
  })
})
