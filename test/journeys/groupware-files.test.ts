import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Locator, Page } from 'playwright-core'
import { message } from '../groupware/messages.ts'
import { barriers } from './axe.ts'
import { CHROMIUM, openOffice } from './browser.ts'
import type { Office } from './browser.ts'
import { call, signIn, soon } from './person.ts'

const ada = { email: 'ada@example.com', password: 'ein langes Kennwort' }
const mail = (id: string, subject: string) => ({
  name: `${subject}.eml`,
  content: message({ id: `${id}@gross.example`, from: 'Eva Groß <eva@gross.example>', subject }),
})
const vevent = (uid: string, title: string) =>
  `BEGIN:VEVENT\r\nUID:${uid}\r\nSUMMARY:${title}\r\nDTSTART:20261203T090000Z\r\nDTEND:20261203T100000Z\r\nEND:VEVENT\r\n`
const calendar = (name: string, ...events: string[]) => ({
  name,
  content: `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//DE\r\n${events.join('')}END:VCALENDAR\r\n`,
})

describe.skipIf(!CHROMIUM)('files of other programs', () => {
  let office: Office
  let page: Page
  let contact: string

  beforeAll(async () => {
    office = await openOffice({ KONTOR_ADMIN_EMAIL: ada.email, KONTOR_ADMIN_PASSWORD: ada.password })
    page = await office.visit()
    await signIn(page, ada)
    const eva = { kind: 'person', firstName: 'Eva', lastName: 'Groß' }
    contact = `/contacts/${(await call<{ id: string }>(page, 'POST', '/contacts', eva)).id}`
  }, 120_000)
  afterAll(() => office.close())

  /** Lets files fall onto a part of the screen, as from the desktop. */
  async function drop(on: Locator, ...files: { name: string; content: string | number[] }[]) {
    const dataTransfer = await page.evaluateHandle((list) => {
      const transfer = new DataTransfer()
      for (const { name, content } of list) {
        const part = typeof content === 'string' ? content : new Uint8Array(content)
        transfer.items.add(new File([part], name))
      }
      return transfer
    }, files)
    await on.dispatchEvent('dragover', { dataTransfer })
    await on.dispatchEvent('drop', { dataTransfer })
  }
  const asking = () => page.getByRole('region', { name: 'Dateien übernehmen' })
  const entries = () => page.getByRole('listitem').filter({ hasText: 'Angebot 4711' })

  test('dropped on a contact they become what they are, or stay files', async () => {
    await page.goto(contact)
    const plain = { name: 'Plan.txt', content: 'x' }
    await drop(
      page.getByRole('form', { name: 'Etwas festhalten' }),
      mail('m1', 'Angebot 4711'),
      calendar('Termin.ics', vevent('e1', 'Jour fixe')),
      mail('m2', 'Rundbrief'),
      plain,
    )
    await asking().getByRole('button', { name: 'Als E-Mail übernehmen' }).first().waitFor()
    await asking().getByRole('button', { name: 'Als Termin übernehmen' }).waitFor()
    const letter = asking().getByRole('group', { name: 'Was aus Rundbrief.eml wird' })
    await letter.getByRole('button', { name: 'Nur als Datei' }).click()
    expect(await barriers(page)).toEqual([])
    await asking().getByRole('button', { name: 'Übernehmen', exact: true }).click()
    await entries().first().waitFor()
    // What shall stay a file hangs on the entry that is being written.
    await page.getByRole('button', { name: 'Rundbrief.eml entfernen' }).waitFor()
    await page.getByRole('button', { name: 'Plan.txt entfernen' }).waitFor()
    const dates = () =>
      call<{ items: object[] }>(
        page,
        'GET',
        `/appointments?contact=${contact.slice(10)}&from=2026-12-01&to=2026-12-31`,
      )
    await soon(async () => (await dates()).items.length).toBe(1)

    await drop(page.getByRole('form', { name: 'Etwas festhalten' }), mail('m1', 'Angebot 4711'))
    await asking().getByText('Ist in Kontor schon da.').waitFor()
    await asking().getByRole('button', { name: 'Abbrechen' }).click()

    await page.getByRole('button', { name: 'Rückgängig' }).click()
    await entries().first().waitFor({ state: 'detached' })
    await soon(async () => (await dates()).items.length).toBe(0)
  })

  test('dropped on the page of imports they are looked through and assigned', async () => {
    await page.goto('/contacts/import')
    const events = Array.from({ length: 40 }, (_, at) => vevent(`v${at}`, `Besuch ${at}`))
    const tasks = {
      name: 'Aufgaben.csv',
      content: '"Betreff","Fällig am","Status"\r\n"Rückruf","21.11.2026","Nicht begonnen"\r\n',
    }
    const cards = {
      name: 'Karte.vcf',
      content: 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Eva Berg\r\nN:Berg;Eva\r\nEND:VCARD\r\n',
    }
    const area = page.getByRole('button', { name: /Dateien wählen/ })
    await drop(area, calendar('Jahr.ics', ...events), tasks, cards, calendar('leer.ics'))
    const found = page.getByRole('region', { name: 'Gefunden' })
    await found.getByText('40 Termine').waitFor()
    await found.getByText('1 Aufgabe').waitFor()
    await found.getByText('Darin ist nichts, was Kontor übernehmen könnte.').waitFor()
    await found.getByRole('link', { name: 'Kontakte importieren' }).waitFor()
    expect(await barriers(page)).toEqual([])
    await found.getByRole('button', { name: 'Ansehen und zuordnen' }).click()
    await page.waitForURL('**/groupware/takeover/*')
    const id = new URL(page.url()).pathname.split('/').at(-1)
    const read = () => call<{ counts: { appointment: { offered: number } } }>(page, 'GET', `/takeovers/${id}`)
    await soon(async () => (await read()).counts.appointment.offered).toBe(40)

    // Another one waits until this one is over, and says where that is.
    await page.goto('/calendar')
    await drop(page.locator('.cal'), calendar('Noch.ics', vevent('n1', 'Noch einer')))
    const sheet = page.getByRole('dialog', { name: 'Dateien übernehmen' })
    await sheet.getByRole('button', { name: 'Ansehen und zuordnen' }).click()
    await sheet.getByRole('link', { name: 'Zum offenen Abgleich' }).click()
    await page.waitForURL(`**/groupware/takeover/${id}*`)
    await call(page, 'POST', `/takeovers/${id}/cancel`, {})
  })

  /** What a click hands out as a file. */
  async function fetched(click: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
    const [file] = await Promise.all([page.waitForEvent('download'), click()])
    return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) }
  }

  test('go out again: a mail as Outlook keeps it, tasks and calendar as its tables', async () => {
    await page.goto(contact)
    await drop(page.getByRole('form', { name: 'Etwas festhalten' }), mail('m4', 'Muster'))
    await asking().getByRole('button', { name: 'Übernehmen', exact: true }).click()
    const entry = page.getByRole('listitem').filter({ hasText: 'Muster' })
    await entry.getByRole('button', { name: 'Als Datei', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Outlook-Datei (.msg)' }).waitFor()
    expect(await barriers(page)).toEqual([])
    const letter = await fetched(() => page.getByRole('menuitem', { name: 'Outlook-Datei (.msg)' }).click())
    expect(letter.name).toBe('Muster.msg')
    // It is the same mail: known by its Message-ID.
    await drop(page.getByRole('form', { name: 'Etwas festhalten' }), {
      name: letter.name,
      content: [...letter.bytes],
    })
    await asking().getByText('Ist in Kontor schon da.').waitFor()

    await call(page, 'POST', '/tasks', { title: 'Rückruf Köln', dueDate: '2026-12-03', priority: 'high' })
    await call(page, 'POST', '/tasks', { title: 'Ablage', dueDate: '2026-12-03' })
    await page.goto('/tasks?priority=high')
    await page.getByText('Rückruf Köln').first().waitFor()
    await page.getByRole('button', { name: 'Als Datei speichern' }).click()
    const tasks = await fetched(() =>
      page.getByRole('menuitem', { name: 'Diese Liste für Outlooks Import (CSV)' }).click(),
    )
    expect(tasks.bytes.toString('latin1')).toMatch(/^"Betreff",.*\r\n"Rückruf Köln",/)
    expect(tasks.bytes.toString('latin1')).not.toContain('Ablage')

    const today = new Date().toLocaleDateString('sv', { timeZone: 'Europe/Berlin' })
    await call(page, 'POST', '/appointments', {
      title: 'Messe Köln',
      start: `${today}T09:00`,
      end: `${today}T10:00`,
    })
    await page.goto('/calendar')
    await page.getByRole('button', { name: 'Wer und was' }).click()
    const dates = await fetched(() => page.getByRole('link', { name: 'Für Outlooks Import (CSV)' }).click())
    expect(dates.bytes.toString('latin1')).toContain(
      `"Messe Köln","${today.split('-').toReversed().join('.')}","09:00:00"`,
    )
  })

  test('nothing went wrong meanwhile', () => {
    expect(office.complaints).toEqual([])
  })
})
