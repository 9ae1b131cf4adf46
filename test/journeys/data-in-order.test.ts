import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Locator, Page } from 'playwright-core'
import { unzip } from '../unzip.ts'
import { barriers } from './axe.ts'
import { CHROMIUM, openOffice } from './browser.ts'
import type { Office } from './browser.ts'
import { addressBook, visitors } from './files.ts'
import type { Chosen } from './files.ts'
import { call, choose, nameCell, namesIn, openContact, signIn, soon } from './person.ts'

const ada = { name: 'Ada Lovelace', email: 'ada@example.com', password: 'ein langes Kennwort' }

describe.skipIf(!CHROMIUM)('data comes in, stays in order, and nothing done to it is final', () => {
  let office: Office
  let elsewhere: Office
  let page: Page
  let exported: Buffer

  beforeAll(async () => {
    office = await openOffice()
    page = await enter(office, true)
  })
  afterAll(async () => {
    await office.close()
    await elsewhere?.close()
  })

  const total = (filter = '') => countOf(page, filter)
  const result = () => page.getByRole('region', { name: 'Ergebnis' }).first()
  const dialog = () => page.getByRole('dialog')
  const toast = (words: string | RegExp) => page.locator('.toast', { hasText: words })

  test('the address book of a telephone: a dry run says what it would do, and does nothing', async () => {
    await bring(page, addressBook)
    await page.getByRole('radio', { name: /^Ergänzen/ }).check()
    await page.getByLabel('Quelle').fill('Messe Köln 2026')
    await page.getByLabel('Rechtsgrundlage').selectOption({ label: 'Vertrag (Art. 6 Abs. 1 b DSGVO)' })
    await page.getByRole('button', { name: 'Erst probieren' }).click()
    await page.getByRole('heading', { name: /^Ergebnis des Probelaufs/ }).waitFor()
    await tells(page, '3 neu angelegt', '1 ergänzt', '0 mit Fehlern')
    const change = page.getByRole('region', { name: 'Das würde sich ändern' })
    await soon(() => change.innerText()).toMatch(/Wolfgang Bauer[\s\S]*Position\s+Beirat[\s\S]*0221 4710-890/)
    await page.getByText('Vielleicht derselbe: Nadine Günther').waitFor()
    expect(await barriers(page)).toEqual([])
    expect(await total()).toBe(303)

    await page.getByRole('button', { name: '4 Kontakte importieren' }).click()
    await page.getByRole('link', { name: 'Zu den importierten Kontakten' }).waitFor()
    await tells(page, '3 neu angelegt', '1 ergänzt')
    await page.getByRole('button', { name: 'Import rückgängig machen' }).waitFor()
    expect(await barriers(page)).toEqual([])
    expect(await total()).toBe(303 + 3 + 1)
  })

  test('a contact tells where it comes from', async () => {
    await openContact(page, 'Änne Großjohann-Yıldız')
    for (const number of ['0221 4710-892', '0176 04069098', '0221 4710-893'])
      await page.getByText(number).first().waitFor()
    await page.getByRole('link', { name: 'Fördewerft Küçük & Söhne GmbH' }).first().waitFor()
    await page.getByRole('tab', { name: 'Änderungen' }).click()
    await page.getByText('Aus Import „Telefon Vertrieb.vcf“ von Ada Lovelace').waitFor()
    await page.getByText('Messe Köln 2026 · Vertrag').waitFor()
  })

  test('a workbook with errors: wrong rows are corrected after the dry run, and after the import', async () => {
    await bring(page, visitors)
    await page.getByRole('button', { name: 'Erst probieren' }).click()
    await tells(page, '3 neu angelegt', '2 mit Fehlern')
    await page.getByText('Falsche Zeilen halten nichts auf').waitFor()
    const fresh = page.getByRole('listitem').filter({ hasText: 'Søren Übelhör' })
    await soon(() => fresh.innerText()).toMatch(/Geburtstag\s+23\. Mai 1979/)
    await correct('E-Mail in Zeile 3', 'juergen.celik@example.com')
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: '5 Zeilen importieren' }).click()
    await tells(page, '4 neu angelegt', '1 mit Fehlern')
    await correct('Geburtstag in Zeile 4', '29.02.1980')
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: '1 Zeile übernehmen' }).click()
    await tells(page, '5 neu angelegt', '0 mit Fehlern')
    expect(await total('&tag=Messe%20Köln')).toBe(5)
  })

  test('the list of possible duplicates: one is not the same', async () => {
    await page.getByRole('link', { name: /Dubletten? ansehen/ }).click()
    await page.getByRole('button', { name: 'Nur dieser Import' }).click()
    await page.getByRole('button', { name: 'Alles durchsuchen' }).click()
    await soon(() => pairs().count()).toBe(2)
    expect(await barriers(page)).toEqual([])
    await pair('Claudia Klein').getByRole('button', { name: 'Nicht dieselben' }).click()
    await soon(() => pairs().count()).toBe(1)
  })

  test('the other is merged, with a choice, and one stays in the list', async () => {
    await pair('Nadine').getByRole('button', { name: 'Zusammenführen' }).click()
    await dialog()
      .getByRole('group', { name: 'Nachname' })
      .getByRole('radio', { name: /Guenther/ })
      .check()
    const result = dialog().getByRole('region', { name: 'Das Ergebnis' })
    for (const words of ['Nadine Guenther', '0176 04069086', '0221 4710-891', 'Betreuung: Ada Lovelace'])
      await result.getByText(words).first().waitFor()
    expect(await barriers(page)).toEqual([])
    await dialog().getByRole('button', { name: 'Zusammenführen' }).click()
    await toast('„Nadine Guenther“ ist zusammengeführt').waitFor()
    await page.getByRole('heading', { name: 'Keine Dubletten' }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/duplicates')
    await page.getByRole('link', { name: 'Papierkorb' }).click()
    await page.getByText('Aufgegangen in Nadine Guenther').waitFor()
    expect(await barriers(page)).toEqual([])
  })

  test('what was merged is taken apart again, and both are as they were', async () => {
    await openContact(page, 'Nadine Guenther')
    await page.getByRole('button', { name: 'Wieder trennen' }).click()
    await dialog().getByRole('button', { name: 'Wieder trennen' }).click()
    await page.getByRole('heading', { level: 1, name: 'Nadine Günther' }).waitFor()
    await page.goto('/contacts?q=Nadine G*nther')
    await soon(() => namesIn(page)).toEqual(['Nadine Guenther', 'Nadine Günther'])
  })

  test('everything a filter finds is changed at once, after saying what becomes of what', async () => {
    const [before, inB] = [await total('&class=C'), await total('&class=B')]
    await page.goto('/contacts?class=C')
    await page.getByText(`${before} Kontakte`).waitFor()
    await page.getByRole('checkbox', { name: 'Alle auswählen' }).check()
    const bar = page.getByRole('toolbar', { name: 'Ausgewählte bearbeiten' })
    await bar.getByText(`${before} ausgewählt`).waitFor()
    await bar.getByRole('button', { name: 'Ändern' }).click()
    await dialog().getByRole('button', { name: 'Klasse' }).click()
    await dialog().getByRole('combobox', { name: 'Klasse' }).click()
    await page.getByRole('option', { name: 'B', exact: true }).click()
    await soon(() => dialog().locator('.bulk-preview').innerText()).toMatch(
      new RegExp(`Klasse\\s+C\\s*→\\s*B\\s+${before}`),
    )
    expect(await barriers(page)).toEqual([])
    await dialog()
      .getByRole('button', { name: `${before} Kontakte ändern` })
      .click()
    await toast(`${before} Kontakte`).getByRole('button', { name: 'Rückgängig' }).waitFor()
    await soon(() => total('&class=B')).toBe(inB + before)
    await page.getByRole('heading', { name: 'Nichts gefunden' }).waitFor()
    expect(await barriers(page)).toEqual([])

    await toast(`${before} Kontakte`).getByRole('button', { name: 'Rückgängig' }).click()
    await soon(() => total('&class=C')).toBe(before)
    expect(await total('&class=B')).toBe(inB)
  })

  test('an import is taken back; who was edited meanwhile stays and is named', async () => {
    await openContact(page, 'Søren Übelhör')
    await page.getByRole('button', { name: /^Position: / }).click()
    await page.getByRole('textbox', { name: 'Position' }).fill('Bootsbauer')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Position: Bootsbauer' }).waitFor()
    await page.goto('/contacts/import')
    await page.getByRole('link', { name: /^Messe Köln\.xlsx/ }).click()
    await page.getByRole('button', { name: 'Import rückgängig machen' }).click()
    await dialog().getByText('5 neue Kontakte kommen in den Papierkorb.').waitFor()
    await dialog().getByRole('button', { name: 'Import rückgängig machen' }).click()
    await page.getByText('1 Kontakt wurde seitdem geändert und ist geblieben:').waitFor()
    expect(await barriers(page)).toEqual([])
    await result().getByRole('link', { name: 'Søren Übelhör' }).click()
    await page.getByRole('button', { name: 'Position: Bootsbauer' }).waitFor()
    expect(await total('&tag=Messe%20Köln')).toBe(1)
    await page.goto('/runs')
    await page.getByRole('row', { name: /Messe Köln\.xlsx.*Zurückgenommen/ }).waitFor()
    expect(await barriers(page)).toEqual([])
  })

  test('the list leaves the house as CSV, as vCards and as a workbook', async () => {
    await page.goto('/contacts')
    const count = await total()
    exported = await download('CSV')
    expect(exported.toString()).toMatch(/^\uFEFFKontaktart;Anrede;/)
    const cards = (await download('vCard')).toString()
    expect(cards.match(/^BEGIN:VCARD\r$/gm)).toHaveLength(count)
    const sheet =
      unzip(await download('Excel'))
        .get('xl/worksheets/sheet1.xml')
        ?.toString() ?? ''
    expect(sheet.match(/<row /g)).toHaveLength(count + 1)
    expect(sheet.includes('Großjohann-Yıldız')).toBe(true)
  })

  test('brought into an empty house, the file gives the same contacts', async () => {
    elsewhere = await openOffice()
    const there = await enter(elsewhere, false)
    await bring(there, { name: 'kontakte.csv', mimeType: 'text/csv', buffer: exported })
    await there.getByRole('radio', { name: /^Trotzdem anlegen/ }).check()
    await there.getByRole('button', { name: `${await total()} Zeilen importieren` }).click()
    await there.getByRole('link', { name: 'Zu den importierten Kontakten' }).waitFor({ timeout: 60_000 })
    await tells(there, '0 mit Fehlern')
    expect(await everybody(there)).toEqual(await everybody(page))
    await there.getByRole('link', { name: 'Zu den importierten Kontakten' }).click()
    await nameCell(there, 'Agentur Frechen GmbH').waitFor()
    expect(elsewhere.complaints).toEqual([])
  })

  test('no browser had anything to complain of', () => expect(office.complaints).toEqual([]))

  const pairs = () => page.locator('[data-pair]')
  const pair = (name: string): Locator => pairs().filter({ hasText: name })

  const correct = async (field: string, text: string) => {
    await page.getByRole('textbox', { name: field }).fill(text)
    const answer = page.waitForResponse(
      (one) => one.request().method() === 'PATCH' && one.url().includes('/imports/'),
    )
    await page.keyboard.press('Enter')
    expect((await answer).status()).toBe(200)
  }

  const download = async (format: string): Promise<Buffer> => {
    await page.getByRole('button', { name: 'Exportieren', exact: true }).click()
    await dialog()
      .getByRole('radio', { name: new RegExp(`^${format}`) })
      .check()
    if (format !== 'vCard') await dialog().getByRole('radio', { name: 'alle' }).check()
    expect(await barriers(page)).toEqual([])
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      dialog().getByRole('link', { name: 'Herunterladen' }).click(),
    ])
    return readFile(await file.path())
  }
})

/** Sets a house up, with or without the sample firm, and signs in. */
async function enter(office: Office, sampleData: boolean): Promise<Page> {
  const page = await office.visit()
  await page.goto('/setup')
  await call(page, 'POST', '/setup', {
    token: new URL(office.serving.setupLink ?? '').hash.slice(1),
    language: 'de',
    firm: { name: 'Rheinglanz' },
    admin: ada,
    holidays: { country: 'DE', state: 'NW' },
    sampleData,
  })
  await signIn(page, ada)
  return page
}

/** Chooses a file on the page of imports and waits until it was looked at. */
async function bring(page: Page, file: Chosen): Promise<void> {
  await page.goto('/contacts')
  await page.getByRole('link', { name: 'Importieren' }).first().click()
  expect(await barriers(page)).toEqual([])
  await choose(page, page.getByRole('button', { name: /^Dateien wählen/ }), file)
  await page.getByRole('heading', { name: 'Was soll gelten?' }).waitFor()
  expect(await barriers(page)).toEqual([])
}

/** Waits until the counts of an import say so. */
async function tells(page: Page, ...counts: string[]): Promise<void> {
  const tally = page.locator('.tally')
  for (const count of counts)
    await soon(async () => (await tally.innerText()).replaceAll(/\s+/g, ' ')).toContain(count)
}

async function countOf(page: Page, filter: string): Promise<number> {
  const path = `/contacts?limit=1&count=true${filter}`
  return (await call<{ total: number }>(page, 'GET', path)).total
}

interface Told {
  id: string
  companyId: string | null
  typeId: string | null
  temperatureId: string | null
  managers: string[]
  details: object[]
  [field: string]: unknown
}

/** All contacts as anybody would tell them: names for ids, and nothing that belongs to the one house alone. */
async function everybody(page: Page): Promise<string[]> {
  const named = new Map<string, string>()
  for (const kind of ['contact-types', 'temperatures', 'users'])
    for (const { id, name } of await listed<{ id: string; name: string }>(page, `/${kind}`))
      named.set(id, name)
  const own = new Set(
    'id companyId createdAt updatedAt lastActivityAt createdBy updatedBy version'.split(' '),
  )
  const contacts = await listed<Told>(page, '/contacts')
  return contacts
    .map((contact) => ({
      ...Object.fromEntries(Object.entries(contact).filter(([field]) => !own.has(field))),
      isEmployed: contact.companyId !== null,
      typeId: named.get(contact.typeId ?? ''),
      temperatureId: named.get(contact.temperatureId ?? ''),
      managers: contact.managers.map((id) => named.get(id)),
      details: contact.details.map((row) => JSON.stringify(row)).toSorted(),
    }))
    .map((contact) => JSON.stringify(contact, null, 1))
    .toSorted()
}

async function listed<Item>(page: Page, path: string): Promise<Item[]> {
  const items: Item[] = []
  let cursor: string | null | undefined = ''
  do {
    const query: string = `limit=200${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`
    const answer = await call<{ items: Item[]; nextCursor?: string | null }>(page, 'GET', `${path}?${query}`)
    items.push(...answer.items)
    cursor = answer.nextCursor
  } while (cursor)
  return items
}
