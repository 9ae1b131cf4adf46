import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { DESK_KINDS, fillDesk } from '../groupware/filled-desk.ts'
import type { FilledDesk } from '../groupware/filled-desk.ts'
import { barriers } from './axe.ts'
import { CHROMIUM, openOffice } from './browser.ts'
import type { Office } from './browser.ts'
import { connectFirmMailbox } from './connect-account.ts'
import { call, signIn, soon } from './person.ts'

const ada = { email: 'ada@example.com', password: 'ein langes Kennwort' }

/** Five senders take turns: two addresses of one person, a colleague of a firm that is known, and two strangers. */
const senders = [
  'Petra Probst <petra@probst.example>',
  'P <p.probst@web.de>',
  'Verkauf <verkauf@kunde.example.org>',
  'Nora Neumann <nora@neumann.example.com>',
  'Niemand <niemand@web.de>',
]
const content = {
  mails: Array.from({ length: 30 }, (_, at) => ({ from: senders[at % 5] ?? '', subject: `Nachricht ${at}` })),
  tasks: ['Petra Probst anrufen', 'Angebot schreiben', 'Ablage', 'Muster senden', 'Rückruf'],
  appointments: Array.from({ length: 8 }, (_, at) => `Besuch ${at}`),
}

describe.each(DESK_KINDS.filter(({ isThere }) => isThere && CHROMIUM))(
  'taking over from a groupware ($name)',
  ({ start }) => {
    let office: Office
    let page: Page
    let desk: FilledDesk
    let petra: string

    beforeAll(async () => {
      desk = await start('anna@muster.example')
      const admin = { KONTOR_ADMIN_EMAIL: ada.email, KONTOR_ADMIN_PASSWORD: ada.password }
      ;[office] = await Promise.all([openOffice({ ...admin, ...desk.environment }), fillDesk(desk, content)])
      page = await office.visit()
      await signIn(page, ada)
      petra = await contact({
        kind: 'person',
        firstName: 'Petra',
        lastName: 'Probst',
        details: emails('petra@probst.example', 'p.probst@web.de'),
      })
      await contact({
        kind: 'company',
        companyName: 'Kunde GmbH',
        details: emails('info@kunde.example.org'),
      })
      const calls: Parameters<FilledDesk['connect']>[0] = (method, path, body) =>
        call(page, method, path, body)
      if (desk.access.kind === 'graph') {
        await desk.allow(calls)
        await connectFirmMailbox(page, desk.address, 'ada')
      } else await desk.connect(calls)
    })
    afterAll(async () => {
      await Promise.all([office?.close(), desk?.stop()])
      expect(office.complaints).toEqual([])
    })

    const emails = (...values: string[]) =>
      values.map((value, at) => ({ kind: 'email', category: 'work', value, primary: at === 0 }))
    const contact = async (input: object) =>
      (await call<{ id: string }>(page, 'POST', '/contacts', { visibility: 'write', ...input })).id
    const row = (name: string | RegExp) => page.getByRole('row').filter({ hasText: name })
    const next = () => page.getByRole('button', { name: 'Weiter', exact: true }).click()

    test('offers what the account has, and lists it', async () => {
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: /^Suchen oder Befehl/ }).fill('Groupware-Abgleich')
      await page.getByRole('option', { name: 'Groupware-Abgleich' }).click()
      await page.getByRole('heading', { name: 'Was möchten Sie übernehmen?' }).waitFor()
      await page.getByRole('checkbox', { name: /^Mails/ }).waitFor()
      expect(await page.getByRole('radio', { name: /^Als Serie/ }).isChecked()).toBe(true)
      expect(await barriers(page)).toEqual([])
      await next()
      await page.getByText('30 von 30 markiert').waitFor()
      await page.getByText(/^Gelesen aus .*Posteingang \(30 neu, 0 schon importiert\) · ab /).waitFor()
      await row(/Nachricht 0.*Petra Probst.*E-Mail-Adresse/).waitFor()
      await row(/Nachricht 2.*Kunde GmbH.*Firma der Adresse/).waitFor()
      expect(await barriers(page)).toEqual([])
    })

    test('says of several at once what they are about, and makes a contact in place', async () => {
      await page.getByRole('textbox', { name: /suchen$/ }).fill('niemand')
      await page.getByText('6 von 6 markiert').waitFor()
      await row('Nachricht 4').first().click()
      await row('Nachricht 9').click({ modifiers: ['Control'] })
      await row('Nachricht 14').click({ modifiers: ['Control'] })
      const side = page.getByRole('complementary', { name: 'Zuordnung' })
      await side.getByRole('heading', { name: '3 Mails zuordnen' }).waitFor()
      await side.getByRole('combobox').fill('Kunde')
      await page.getByRole('option', { name: /Kunde GmbH/ }).click()
      await row(/Nachricht 14.*Kunde GmbH.*von Ihnen zugeordnet/).waitFor()

      await page.getByRole('textbox', { name: /suchen$/ }).fill('nora')
      await page.getByText('6 von 6 markiert').waitFor()
      await page.getByRole('grid').focus()
      await page.keyboard.press('Control+a')
      await side.getByRole('heading', { name: '6 Mails zuordnen' }).waitFor()
      await side.getByRole('button', { name: 'Neuer Kontakt' }).click()
      const form = page.getByRole('dialog')
      await soon(() => form.getByLabel('Nachname').inputValue()).toBe('Neumann')
      await page.keyboard.press('Control+Enter')
      await row(/Nachricht 3.*Neumann.*von Ihnen zugeordnet/).waitFor()
    })

    test('goes one step at a time, and on after a reload', async () => {
      await next()
      await page.getByText('5 von 5 markiert').waitFor()
      await row('Ablage').getByRole('checkbox').click()
      await page.getByText('4 von 5 markiert').waitFor()
      await page.reload()
      await page.getByText('4 von 5 markiert').waitFor()
      expect(new URL(page.url()).searchParams.get('step')).toBe('task')
      await page.goBack()
      await page.getByText('30 von 30 markiert').waitFor()
      await page.goForward()
      await page.getByText('4 von 5 markiert').waitFor()
      await page.keyboard.press('Control+Enter')
      await page.getByText('8 von 8 markiert').waitFor()
      await page.getByText('30 Mails, 4 Aufgaben und 8 Termine').waitFor()
    })

    test('takes two quick taps on a row for one', async () => {
      const phone = await office.visit({ viewport: { width: 390, height: 844 }, hasTouch: true })
      await signIn(phone, ada)
      await phone.goto(page.url().replace(/step=\w+/, 'step=mail'))
      await phone.getByRole('textbox', { name: /suchen$/ }).fill('p.probst')
      const rows = phone.getByRole('row').filter({ hasText: /Petra Probst.*weitere Adresse/ })
      await soon(() => rows.count()).toBe(6)
      const sheet = phone.getByRole('dialog')
      await rows.first().click()
      const clear = await sheet.getByRole('button', { name: 'Zuordnung aufheben' }).boundingBox()
      await phone.keyboard.press('Escape')
      await sheet.waitFor({ state: 'detached' })
      if (!clear) throw new Error('no button')
      // The second tap falls on what takes the assignment away.
      await phone.mouse.dblclick(clear.x + clear.width / 2, clear.y + clear.height / 2)
      await sheet.getByRole('button', { name: 'Zuordnung aufheben' }).waitFor()
      await sheet.getByRole('button', { name: 'Schließen' }).click()
      await sheet.waitFor({ state: 'detached' })
      expect(await rows.count()).toBe(6)
      await phone.context().close()
    })

    test('brings in what is marked, shows it, and takes it back', async () => {
      await page.getByRole('button', { name: 'Vorgang ausführen' }).click()
      await page.getByRole('heading', { name: 'Übernommen' }).waitFor()
      await page.getByText('27 übernommen').waitFor()
      await page.getByText('3 im Posteingang').waitFor()
      expect(await barriers(page)).toEqual([])
      const { items } = await call<{ items: unknown[] }>(
        page,
        'GET',
        `/history?contact=${petra}&category=mail`,
      )
      expect(items).toHaveLength(12)
      await page.getByRole('button', { name: 'Importierte anzeigen' }).click()
      await page.getByRole('button', { name: /^Aufgaben/ }).click()
      await row('Petra Probst anrufen').dblclick()
      await page.waitForURL('**/tasks/*')
      await page.goBack()
      await row('Petra Probst anrufen').waitFor()
      await page.getByRole('button', { name: 'Zurück' }).click()
      await page.getByRole('button', { name: /^Rückgängig/ }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Rückgängig' }).click()
      await page.getByRole('heading', { name: 'Zurückgenommen' }).waitFor()
      await page.getByText('27 zurückgenommen').waitFor()
      const after = await call<{ items: unknown[] }>(page, 'GET', `/history?contact=${petra}&category=mail`)
      expect(after.items).toEqual([])
    })
  },
)
