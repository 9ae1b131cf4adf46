import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { temporaryFolder } from '#platform/postgres/stand-in.ts'
import { ADMIN, endPrograms, runProgram, startProgram } from '../program.ts'
import { startSmtp } from '../smtp.ts'
import type { SmtpServer } from '../smtp.ts'
import { barriers } from './axe.ts'
import { CHROMIUM, openOffice } from './browser.ts'
import type { Office } from './browser.ts'
import { call, choose, find, namesIn, openContact, soon } from './person.ts'

const outlook = join(import.meta.dirname, 'fixtures/outlook.csv')
const mehmet = { name: 'Mehmet Aydın', email: 'mehmet@example.com', password: 'noch ein langes Kennwort' }
const offer = Buffer.from('Angebot über 12 Türen, 4.800 €\n')
const everybody = [
  'Änne Müller-Lüdenscheidt',
  'Eva Schmitt',
  'Größe & Söhne GmbH',
  'Hans Schmidt',
  'Jürgen Müller',
  'Klaus Möller',
  'Müller & Sohn KG',
  'Ole Weiß',
  'Sabine Miller',
  'Zoë Schneider',
]
const millers = ['Jürgen Müller', 'Klaus Möller', 'Müller & Sohn KG', 'Sabine Miller']
const withoutAenne = everybody.slice(1)

describe.skipIf(!CHROMIUM)('the first day of a firm', () => {
  let office: Office
  let post: SmtpServer
  let ada: Page
  let colleague: Page
  let folder: Awaited<ReturnType<typeof temporaryFolder>>

  beforeAll(async () => {
    post = await startSmtp()
    office = await openOffice({ KONTOR_SMTP_URL: post.url })
    folder = await temporaryFolder()
    ada = await office.visit({ serviceWorkers: 'allow' })
  })
  afterAll(async () => {
    endPrograms()
    await office.close()
    await post.close()
    await folder.remove()
  })

  const access = async (name: string, visibility: RegExp, managers: string[] = []) => {
    await openContact(ada, name)
    await ada.getByRole('button', { name: 'Weitere Aktionen' }).click()
    await ada.getByRole('menuitem', { name: 'Zugriff …' }).click()
    const sheet = ada.getByRole('dialog', { name: `Zugriff auf ${name}` })
    await sheet.getByRole('radio', { name: visibility }).check()
    for (const manager of managers) {
      await sheet.getByRole('combobox', { name: 'Betreuung' }).fill(manager)
      await ada.getByRole('option', { name: manager }).click()
      await ada.keyboard.press('Escape')
    }
    expect(await barriers(ada)).toEqual([])
    await sheet.getByRole('button', { name: 'Speichern' }).click()
    await ada.getByText(`Zugriff auf ${name} geändert`).waitFor()
  }

  test('the link of the log leads to the set-up page, and that to an empty list', async () => {
    await ada.goto(office.serving.setupLink ?? '')
    await ada.getByLabel('Name der Firma').fill('Türenbau Lovelace')
    await ada.getByLabel('Land', { exact: true }).selectOption({ label: 'Deutschland' })
    // Nobody's holidays are taken for granted.
    expect(await ada.getByLabel('Bundesland').inputValue()).toBe('')
    await ada.getByLabel('Bundesland').selectOption({ label: 'Sachsen' })
    await ada.getByLabel('Ihr Name').fill('Ada Lovelace')
    await ada.getByLabel('E-Mail-Adresse').fill(ADMIN.email)
    await ada.getByLabel('Passwort', { exact: true }).fill(ADMIN.password)
    await ada.getByRole('checkbox', { name: 'Mit Beispieldaten beginnen' }).uncheck()
    expect(await barriers(ada)).toEqual([])
    await ada.getByRole('button', { name: 'Einrichten und anmelden' }).click()
    await ada.waitForURL('**/today')
    await ada.getByRole('link', { name: 'Kontakte' }).click()
    await ada.getByText('Noch keine Kontakte').waitFor()
    expect(await barriers(ada)).toEqual([])
    expect(await call(ada, 'GET', '/settings')).toMatchObject({ holidays: { country: 'DE', state: 'SN' } })
  })

  test('the addresses come in from Outlook, umlauts and line breaks whole', async () => {
    await ada.getByRole('link', { name: 'Importieren' }).first().click()
    await choose(ada, ada.getByRole('button', { name: /^Dateien wählen/ }), outlook)
    await ada.getByRole('heading', { name: 'Spalten zuordnen' }).waitFor()
    await soon(() => ada.getByLabel('Zeichensatz').inputValue()).toBe('windows-1252')
    await soon(() => ada.getByLabel('E-Mail-Adresse wird zu').inputValue()).toContain('email')
    await ada.getByText('Änne Müller-Lüdenscheidt').first().waitFor()
    await ada.getByRole('combobox', { name: /^Sichtbarkeit/ }).selectOption({ label: 'Alle bearbeiten' })
    expect(await barriers(ada)).toEqual([])
    await ada.getByRole('button', { name: '8 Zeilen importieren' }).click()
    await ada.getByRole('link', { name: 'Zu den importierten Kontakten' }).waitFor()
    await soon(() => ada.getByRole('region', { name: 'Ergebnis' }).innerText()).toMatch(/0\s+mit Fehlern/)
    expect(await barriers(ada)).toEqual([])
    await ada.getByRole('link', { name: 'Zu den importierten Kontakten' }).click()
    await ada.getByText('10 Kontakte').waitFor()
    await openContact(ada, 'Änne Müller-Lüdenscheidt')
    await ada.getByText('und "sofort" heißt bei ihr: heute.').waitFor()
    await ada.getByRole('link', { name: 'Größe & Söhne GmbH' }).first().waitFor()
  })

  test('anybody is found at once', async () => {
    await ada.goto('/contacts')
    await find(ada, '', everybody)
    await find(ada, 'M?ller', ['Änne Müller-Lüdenscheidt', ...millers])
    await find(ada, 'Schmit~', ['Eva Schmitt', 'Hans Schmidt'])
    await find(ada, '"Müller & Sohn"', ['Jürgen Müller', 'Müller & Sohn KG'])
    await find(ada, '0221 4710', ['Jürgen Müller'])
    expect(await barriers(ada)).toEqual([])
  })

  test('a contact is kept up to date: a value, a picture, a tag, a note with a file', async () => {
    await openContact(ada, 'Jürgen Müller')
    await ada.getByRole('button', { name: /^Position: / }).click()
    await ada.getByRole('textbox', { name: 'Position' }).fill('Leitung Einkauf')
    await ada.keyboard.press('Enter')
    await ada.getByRole('button', { name: 'Position: Leitung Einkauf' }).waitFor()

    await ada.getByRole('button', { name: 'Bild von Jürgen Müller ändern' }).click()
    const picture = { name: 'juergen.png', mimeType: 'image/png', buffer: await portrait() }
    await choose(ada, ada.getByRole('menuitem', { name: 'Bild wählen …' }), picture)
    const crop = ada.getByRole('dialog', { name: 'Bildausschnitt' })
    await crop.getByRole('radio', { name: 'Hochformat' }).check()
    await crop.getByRole('slider', { name: 'Größe' }).press('ArrowRight')
    expect(await barriers(ada)).toEqual([])
    await crop.getByRole('button', { name: 'Übernehmen' }).click()
    await ada.getByText('Bild von Jürgen Müller geändert').waitFor()

    await ada.getByRole('button', { name: 'Schlagwörter: ' }).click()
    const tags = ada.getByRole('dialog', { name: 'Schlagwörter von Jürgen Müller' })
    await tags.getByRole('textbox', { name: 'Schlagwort suchen oder neu eingeben' }).fill('Messe Köln')
    await tags.getByRole('button', { name: '„Messe Köln“ neu anlegen' }).click()
    await tags.getByRole('button', { name: 'Übernehmen' }).click()
    await ada.getByRole('button', { name: 'Nur hier' }).click()
    await ada.getByRole('button', { name: 'Schlagwörter: Messe Köln' }).waitFor()

    const note = ada.getByRole('form', { name: 'Etwas festhalten' })
    await note.getByRole('combobox').fill('Türen bis Ostern zugesagt')
    const file = { name: 'Angebot für Müller.txt', mimeType: 'text/plain', buffer: offer }
    await choose(ada, note.getByRole('button', { name: 'Dateien anhängen' }), file)
    await note.getByRole('button', { name: 'Angebot für Müller.txt entfernen' }).waitFor()
    await note.getByRole('button', { name: 'Festhalten' }).click()
    await ada.getByRole('region').getByText('Türen bis Ostern zugesagt').waitFor()
    await ada.getByRole('link', { name: /^Angebot für Müller\.txt/ }).waitFor()
    expect(await barriers(ada)).toEqual([])
  })

  test('a colleague is invited and takes the seat', async () => {
    await ada.goto('/settings/users')
    await ada.getByRole('button', { name: 'Benutzer einladen' }).click()
    const sheet = ada.getByRole('dialog', { name: 'Benutzer einladen' })
    await sheet.getByLabel('Name', { exact: true }).fill(mehmet.name)
    await sheet.getByLabel('E-Mail-Adresse').fill(mehmet.email)
    expect(await barriers(ada)).toEqual([])
    await sheet.getByRole('button', { name: 'Einladung senden' }).click()
    await ada.getByText(`Einladung an ${mehmet.name} ist unterwegs`).waitFor()
    colleague = await office.visit()
    await colleague.goto(await invitationOf(office))
    await colleague.getByLabel('Passwort', { exact: true }).fill(mehmet.password)
    expect(await barriers(colleague)).toEqual([])
    await colleague.getByRole('button', { name: 'Einladung annehmen' }).click()
    await colleague.waitForURL('**/today')
    await colleague.getByRole('link', { name: 'Kontakte' }).click()
    await soon(() => namesIn(colleague)).toEqual(everybody)
  })

  test('what is restricted is gone for the colleague, who watches', async () => {
    await access('Änne Müller-Lüdenscheidt', /^Nur die Betreuung/)
    await soon(() => namesIn(colleague)).not.toContain('Änne Müller-Lüdenscheidt')
    await access('Jürgen Müller', /^Nur die Betreuung/, [mehmet.name])
    await access('Hans Schmidt', /^Alle lesen/)
    await find(colleague, 'M?ller', millers)
    await find(colleague, '0170 1234567', [])
    await find(colleague, '', withoutAenne)
    expect(await barriers(colleague)).toEqual([])
  })

  test('the colleague reads and changes exactly what they may', async () => {
    const hidden = await idOf(ada, 'Müller-Lüdenscheidt')
    await colleague.goto(`/contacts/${hidden}`)
    await colleague.getByRole('heading', { name: 'Hier ist nichts' }).waitFor()
    await openContact(colleague, 'Hans Schmidt')
    await colleague.getByRole('button', { name: 'Weitere Aktionen' }).click()
    await colleague.getByRole('menuitem', { name: 'Adresse kopieren' }).waitFor()
    expect(await colleague.getByRole('menuitem', { name: 'Bearbeiten' }).count()).toBe(0)
    expect(await colleague.getByRole('menuitem', { name: 'Löschen …' }).count()).toBe(0)
    await openContact(colleague, 'Jürgen Müller')
    await colleague.getByText('Türen bis Ostern zugesagt').waitFor()
    expect(await bytesOf(colleague, /^Angebot für Müller\.txt/)).toEqual(offer)
    expect(await barriers(colleague)).toEqual([])
  })

  test('a change arrives while one looks, without a reload', async () => {
    await colleague.evaluate(() => Object.assign(window, { stayed: true }))
    await openContact(ada, 'Jürgen Müller')
    await ada.getByRole('button', { name: /^Telefon: \d/ }).click()
    await ada.getByRole('textbox', { name: 'Telefon' }).fill('0221 4710816')
    await ada.keyboard.press('Enter')
    await colleague.getByRole('button', { name: /^Telefon: 0221 4710816/ }).waitFor()
    expect(await colleague.evaluate(() => 'stayed' in window)).toBe(true)
  })

  test('what was deleted is taken back, at once or out of the bin', async () => {
    const remove = async () => {
      await openContact(ada, 'Jürgen Müller')
      await ada.getByRole('button', { name: 'Weitere Aktionen' }).click()
      await ada.getByRole('menuitem', { name: 'Löschen …' }).click()
      await ada.getByRole('dialog').getByRole('button', { name: 'Löschen' }).click()
      await ada.waitForURL('**/contacts')
      await soon(() => namesIn(ada)).not.toContain('Jürgen Müller')
    }
    await remove()
    await ada.getByRole('button', { name: 'Rückgängig' }).last().click()
    await soon(() => namesIn(ada)).toContain('Jürgen Müller')
    await remove()
    await ada.getByRole('link', { name: 'Papierkorb' }).click()
    await ada.getByText('Jürgen Müller').first().waitFor()
    expect(await barriers(ada)).toEqual([])
    await ada.getByRole('button', { name: /^Wiederherstellen.*Jürgen Müller/ }).click()
    await ada.getByText('Der Papierkorb ist leer').waitFor()
    await ada.getByRole('link', { name: 'Kontakte' }).click()
    await soon(() => namesIn(ada)).toEqual(everybody)
  })

  test('a backup, restored at another place, brings all of it back', async () => {
    const photo = await pictureOf(ada)
    const archive = join(folder.path, 'kontor.tar.gz')
    const elsewhere = join(folder.path, 'Büro zwei')
    const here = { dataDir: office.dataDir, env: { DATABASE_URL: office.databaseUrl } }
    expect(await runProgram(['backup', archive], here)).toMatchObject({ code: 0 })
    expect(await runProgram(['restore', archive], { dataDir: elsewhere })).toMatchObject({ code: 0 })
    const program = await startProgram({ dataDir: elsewhere })
    const there = await office.visit({ baseURL: program.address })
    await there.goto('/sign-in')
    await there.getByLabel('E-Mail-Adresse').fill(mehmet.email)
    await there.getByLabel('Passwort', { exact: true }).fill(mehmet.password)
    await there.getByRole('button', { name: 'Anmelden' }).click()
    await there.waitForURL('**/today')
    await there.getByRole('link', { name: 'Kontakte' }).click()
    await soon(() => namesIn(there)).toEqual(withoutAenne)
    await openContact(there, 'Jürgen Müller')
    await there.getByRole('button', { name: 'Position: Leitung Einkauf' }).waitFor()
    await there.getByRole('button', { name: 'Schlagwörter: Messe Köln' }).waitFor()
    await there.getByText('Türen bis Ostern zugesagt').waitFor()
    expect(await bytesOf(there, /^Angebot für Müller\.txt/)).toEqual(offer)
    expect(await pictureOf(there)).toEqual(photo)
    await there.context().close()
    expect((await program.stop()).code).toBe(0)
  })

  test('no browser had anything to complain of', () => expect(office.complaints).toEqual([]))
})

/** A picture whose halves differ, so that a crop of it can be told from the whole. */
const portrait = () =>
  sharp({ create: { width: 400, height: 300, channels: 3, background: '#146e6e' } })
    .composite([
      { input: { create: { width: 200, height: 300, channels: 3, background: '#c98a12' } }, left: 0, top: 0 },
    ])
    .png()
    .toBuffer()

async function invitationOf(office: Office): Promise<string> {
  const { body } = await office.serving.house.db
    .selectFrom('mail')
    .select('body')
    .where('recipient', '=', mehmet.email)
    .executeTakeFirstOrThrow()
  return /\/invitation#\S+/.exec(body)?.[0] ?? ''
}

async function idOf(page: Page, q: string): Promise<string | undefined> {
  const found = await call<{ items: { id: string }[] }>(page, 'GET', `/contacts?q=${encodeURIComponent(q)}`)
  return found.items[0]?.id
}

/** What a click on a file brings. */
async function bytesOf(page: Page, name: RegExp): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name }).click(),
  ])
  return readFile(await download.path())
}

/** The bytes of the picture in the head of Jürgen's page. */
async function pictureOf(page: Page): Promise<number[]> {
  const id = await idOf(page, 'Jürgen')
  const { photo } = await call<{ photo: string }>(page, 'GET', `/contacts/${id}`)
  return page.evaluate(async (photo) => [...new Uint8Array(await (await fetch(photo)).arrayBuffer())], photo)
}
