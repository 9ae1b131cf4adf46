import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { checkFile } from '#features/einvoice/check/check-file.ts'
import { camt } from '../camt.ts'
import { officialVerdicts } from '../einvoice/official-rules.ts'
import { OFFICIAL_RULES } from '../einvoice/shared.ts'
import { firm } from '../invoices/firm.ts'
import { pdfaFindings } from '../pdf-a.ts'
import { barriers } from './axe.ts'
import { CHROMIUM, openOffice } from './browser.ts'
import type { Office } from './browser.ts'
import { call, choose, signIn, soon } from './person.ts'

// One order from the first chance to the books: won, made a project, billed twice, one taken back, one half paid,
// reminded, booked.

const anna = { email: 'anna@example.com', password: 'ein langes Kennwort' }
const ago = (days: number) => Temporal.Now.plainDateISO('Europe/Berlin').subtract({ days }).toString()
const german = (day: string) => day.split('-').toReversed().join('.')

interface Issued {
  id: string
  number: string
  status: string
  totals: { net: string; gross: string; payable: string; taxes: { category: string; rate: string }[] }
}

describe.skipIf(!CHROMIUM)('one order, from the first chance to the books', () => {
  let office: Office
  let page: Page
  const ids = { cleaner: '', office: '' }
  const bills: Record<'cleaner' | 'office', Issued | undefined> = { cleaner: undefined, office: undefined }
  beforeAll(async () => {
    office = await openOffice({ KONTOR_ADMIN_EMAIL: anna.email, KONTOR_ADMIN_PASSWORD: anna.password })
    page = await office.visit({ acceptDownloads: true })
    await signIn(page, anna)
    await call(page, 'PATCH', '/settings', { firm })
    const company = async (companyName: string, more: object) => {
      const value = { street: 'Ring', houseNumber: '1', postalCode: '50667', city: 'Köln', country: 'DE' }
      const email = { kind: 'email', value: `post@${companyName.split(' ')[0]?.toLowerCase()}.example` }
      const details = [{ kind: 'address', value }, email]
      const body = { kind: 'company', companyName, details, visibility: 'write', ...more }
      return (await call<{ id: string }>(page, 'POST', '/contacts', body)).id
    }
    ids.cleaner = await company('Blitzblank Gebäudereinigung GmbH', { vatId: 'DE129273398' })
    ids.office = await company('Kanzlei Sommer', {})
    const proof = { contactId: ids.cleaner, type: 'cleaning', validFrom: ago(100), validTo: ago(-300) }
    await call(page, 'POST', '/certificates', proof)
  })
  afterAll(async () => {
    expect(office.complaints).toEqual([])
    await office.close()
  })

  const title = 'Unterhaltsreinigung Bürohaus'
  const dialog = () => page.getByRole('dialog').last()
  const pick = async (name: string, option: string) => {
    await page.getByRole('combobox', { name }).last().click()
    await page.getByRole('option', { name: option, exact: true }).click()
  }

  test('five times 200 EUR a month are offered at 75 %, and won today', async () => {
    await page.goto('/opportunities/board')
    await page.getByRole('button', { name: 'Neue Verkaufschance' }).first().click()
    await dialog().getByLabel('Name').fill(title)
    await dialog().getByRole('combobox', { name: 'Kontakt' }).fill('Kanzlei')
    await page.getByRole('option', { name: /Kanzlei Sommer/ }).click()
    await dialog().getByLabel('Betrag').fill('200')
    await pick('Abrechnung', 'Je Monat')
    await dialog().getByLabel('Anzahl').fill('5')
    await pick('Phase', 'Angebot')
    await dialog().getByText('1.000,00').waitFor()
    await soon(() => dialog().getByLabel('Wahrscheinlichkeit').inputValue()).toBe('75 %')
    await dialog().getByRole('button', { name: 'Anlegen' }).click()
    await page.getByRole('link', { name: title }).click()
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    await page.getByLabel(`Phase von „${title}“`).selectOption({ label: 'Abschluss mit Erfolg' })
    const id = page.url().split('/').at(-1)?.split('?')[0]
    const now = () => call(page, 'GET', `/opportunities/${id}`)
    await soon(now).toMatchObject({ total: '1000.00', probability: 100, closedOn: ago(0) })
  })

  test('it becomes a project', async () => {
    const toast = page.locator('.toast', { hasText: 'Gewonnen' })
    await toast.getByRole('button', { name: 'Projekt anlegen' }).click()
    await dialog().getByRole('button', { name: 'Projekt anlegen' }).click()
    await page.waitForURL(/\/projects\/[0-9a-f-]{36}/)
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    await page.getByRole('tab', { name: /^Beteiligte/ }).click()
    await page.getByRole('tabpanel').getByRole('link', { name: 'Kanzlei Sommer' }).waitFor()
  })

  test('the cleaning firm owes the tax itself: § 13b, and why', async () => {
    await page.goto(`/invoices/new?kind=invoice&contact=${ids.cleaner}`)
    await line('Glasreinigung als Nachunternehmer', '4', '250')
    const position = page.getByRole('group', { name: 'Position 1' })
    await position.getByRole('button', { name: 'Menü der Position' }).click()
    await page.getByRole('menuitemradio', { name: 'Rabatt, Leistungsart, Zeitraum' }).click()
    await position.getByLabel('Leistungsart').selectOption({ label: 'Gebäudereinigung (§ 13b)' })
    await page
      .getByText(/Steuerschuldnerschaft des Leistungsempfängers/)
      .first()
      .waitFor()
    expect(await barriers(page)).toEqual([])
    bills.cleaner = await issue()
    expect(bills.cleaner.totals).toMatchObject({
      net: '1000.00',
      gross: '1000.00',
      taxes: [{ category: 'AE' }],
    })
  })

  test('the office pays 19 %, less 2 % when it pays soon', async () => {
    await page.goto(`/invoices/new?kind=invoice&contact=${ids.office}`)
    await line('Unterhaltsreinigung', '5', '200')
    await page
      .getByLabel('Rechnungsdatum')
      .or(page.getByLabel('Datum'))
      .first()
      .fill(german(ago(45)))
    await page.keyboard.press('Tab')
    await pick('Zahlungsbedingung', '14 Tage 2 % Skonto, 30 Tage netto')
    await page.getByText('1.190,00').first().waitFor()
    bills.office = await issue()
    expect(bills.office.totals).toMatchObject({ net: '1000.00', gross: '1190.00', taxes: [{ rate: '19' }] })
  })

  test('page and XML are what they should be, by the official rules too where they are at hand', async () => {
    for (const { id } of [bills.cleaner, bills.office].flatMap((one) => one ?? [])) {
      await page.goto(`/invoices/${id}`)
      const pdf = await saved(page.getByRole('button', { name: 'PDF', exact: true }))
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
      expect(pdfaFindings(pdf)).toEqual([])
      for (const syntax of ['ubl', 'cii'] as const) {
        const xml = await page.evaluate(
          async (path) => (await fetch(path)).text(),
          `/api/v1/invoices/${id}.xml?syntax=${syntax}`,
        )
        const { findings } = checkFile(new TextEncoder().encode(xml))
        expect(findings.filter(({ flag }) => flag === 'fatal')).toEqual([])
        if (OFFICIAL_RULES) expect([...(officialVerdicts(syntax, [xml])[0] ?? [])]).toEqual([])
      }
    }
  })

  test('one is cancelled by a document of its own', async () => {
    await page.goto(`/invoices/${bills.cleaner?.id}`)
    await page.getByRole('button', { name: 'Weitere Befehle' }).click()
    await page.getByRole('menuitem', { name: 'Stornieren' }).click()
    await dialog().getByRole('button', { name: 'Stornieren' }).click()
    await page.getByRole('heading', { level: 1, name: /^Stornorechnung ST-/ }).waitFor()
    const first = () => call<Issued>(page, 'GET', `/invoices/${bills.cleaner?.id}`)
    await soon(async () => (await first()).status).toBe('cancelled')
  })

  test('the bank says half of the other came in', async () => {
    const purpose = `Anzahlung ${bills.office?.number}`
    const entries = [{ amount: '595.00', day: ago(1), name: 'Kanzlei Sommer', purpose }]
    const buffer = Buffer.from(camt('A-1', entries))
    await page.goto('/invoices/bank')
    const drop = page.getByRole('button', { name: /Kontoauszug ablegen/ })
    await choose(page, drop, { name: 'camt.xml', mimeType: 'application/xml', buffer })
    const entry = page.getByRole('listitem').filter({ hasText: 'Anzahlung' }).first()
    await entry.focus()
    await page.keyboard.press('Enter')
    const open = () => call<{ open: string }>(page, 'GET', `/invoices/${bills.office?.id}/payments`)
    await soon(async () => (await open()).open).toBe('595.00')
  })

  test('the rest is asked for, and all of it goes to the books', async () => {
    await page.goto('/invoices/reminders')
    await page.getByText('Kanzlei Sommer').first().waitFor()
    await page.getByRole('button', { name: '1 Schreiben erstellen' }).click()
    await page.getByRole('button', { name: /^Zahlungserinnerung MA-/ }).waitFor()
    await page.goto('/invoices/books')
    await page.getByRole('button', { name: 'DATEV-Export herunterladen' }).waitFor()
    expect(await barriers(page)).toEqual([])
    const archive = await saved(page.getByRole('button', { name: 'DATEV-Export herunterladen' }))
    expect(archive.subarray(0, 2).toString()).toBe('PK')
  })

  test('on an English phone every step of it is within reach', async () => {
    await call(page, 'PATCH', '/session', { language: 'en' })
    const phone = await office.visit({ viewport: { width: 390, height: 844 }, locale: 'en-GB' })
    await phone.goto('/sign-in')
    await phone.getByLabel('E-mail address').fill(anna.email)
    await phone.getByLabel('Password', { exact: true }).fill(anna.password)
    await phone.getByRole('button', { name: 'Sign in' }).click()
    await phone.waitForURL('**/today')
    for (const [path, words] of [
      ['/opportunities/board', 'Forecast'],
      ['/projects', title],
      ['/invoices', 'Kanzlei Sommer'],
      [`/invoices/${bills.office?.id}`, bills.office?.number ?? ''],
      ['/invoices/new?kind=invoice', 'For whom?'],
      ['/invoices/books', 'DATEV'],
    ] as const) {
      await phone.goto(path)
      await phone.getByText(words).first().waitFor()
      expect(await barriers(phone), path).toEqual([])
      expect(await phone.evaluate(() => document.documentElement.scrollWidth), path).toBe(390)
    }
  })

  async function line(text: string, quantity: string, price: string) {
    await page.waitForURL(/\/edit$/)
    await page.getByRole('combobox', { name: 'Bezeichnung' }).fill(text)
    await page.getByLabel('Menge').fill(quantity)
    await page.getByLabel('Einzelpreis').fill(price)
  }

  /** Issues what stands on the paper, and tells what became of it. */
  async function issue(): Promise<Issued> {
    await page
      .getByText('Bereit zum Ausstellen')
      .or(page.getByText(/^\d+ Hinweise?$/))
      .first()
      .waitFor()
    await page.keyboard.press('Control+Enter')
    await dialog().getByRole('button', { name: 'Ausstellen' }).click()
    await page.getByRole('heading', { level: 1, name: /^Rechnung RE-/ }).waitFor()
    return call<Issued>(page, 'GET', `/invoices/${/[0-9a-f-]{36}/.exec(page.url())?.[0]}`)
  }

  async function saved(button: ReturnType<Page['getByRole']>): Promise<Buffer> {
    const [file] = await Promise.all([page.waitForEvent('download'), button.click()])
    return readFile(await file.path())
  }
})
