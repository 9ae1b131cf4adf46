import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { hasDovecot, startDovecot } from '../groupware/dovecot.ts'
import type { Dovecot } from '../groupware/dovecot.ts'
import { message } from '../groupware/messages.ts'
import { firm } from '../invoices/firm.ts'
import { startSmtp } from '../smtp.ts'
import type { SmtpServer } from '../smtp.ts'
import { barriers } from './axe.ts'
import { CHROMIUM, openOffice } from './browser.ts'
import type { Office } from './browser.ts'
import { call, signIn, soon, takeBack } from './person.ts'

const ada = { email: 'ada@example.com', password: 'ein langes Kennwort' }

describe.skipIf(!CHROMIUM || !hasDovecot)('mail', () => {
  let office: Office
  let page: Page
  let dovecot: Dovecot
  let post: SmtpServer
  let contact: string

  beforeAll(async () => {
    const admin = { KONTOR_ADMIN_EMAIL: ada.email, KONTOR_ADMIN_PASSWORD: ada.password }
    dovecot = await startDovecot({ ada: 'geheim', eva: 'geheim' })
    post = await startSmtp()
    office = await openOffice(admin)
    page = await office.visit()
    await signIn(page, ada)
    await call(page, 'PATCH', '/settings', { groupware: { privateHosts: true } })
    const server = { host: '127.0.0.1', security: 'none' }
    const account = await call<{ id: string }>(page, 'POST', '/groupware/accounts', {
      kind: 'open',
      address: 'ada@muster.example',
      userName: 'ada',
      password: 'geheim',
      imap: { ...server, port: dovecot.port },
      smtp: { ...server, port: Number(new URL(post.url).port) },
    })
    const path = `/groupware/accounts/${account.id}`
    const automatic = { appointment: false, task: false, mail: true }
    await call(page, 'PATCH', path, { options: { automatic } })
    const { items } = await call<{ items: { id: string; main: boolean }[] }>(
      page,
      'POST',
      `${path}/collections/refresh?area=mail`,
      {},
    )
    const inbox = items.find(({ main }) => main)
    await call(page, 'PUT', `${path}/collections/${inbox?.id}`, { role: 'import' })
    await call(page, 'POST', '/mail-templates', {
      language: 'de',
      name: 'Nachfassen',
      subject: 'Unser Gespräch',
      text: '{Anrede},\n\npasst Ihnen Montag?',
    })
    const person = await call<{ id: string }>(page, 'POST', '/contacts', {
      kind: 'person',
      salutation: 'ms',
      firstName: 'Eva',
      lastName: 'Groß',
      visibility: 'write',
      details: [{ kind: 'email', value: 'eva@kunde.example' }],
    })
    contact = person.id
  })
  afterAll(async () => {
    await Promise.all([office.close(), dovecot.stop(), post.close()])
    expect(office.complaints).toEqual([])
  })

  test('invites to a meeting by command only, and the answer stands there', async () => {
    const day = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10)
    const made = await call<{ id: string; uid: string }>(page, 'POST', '/appointments', {
      title: 'Angebot besprechen',
      start: `${day}T10:00`,
      end: `${day}T11:00`,
      attendees: [{ contactId: contact }],
    })
    await page.goto(`/calendar?view=list&day=${day}`)
    await page.locator('[data-entry]').getByText('Angebot besprechen').click()
    const panel = page.getByRole('complementary', { name: 'Eintrag' })
    await panel.getByRole('button', { name: 'Bearbeiten' }).click()
    const form = page.getByRole('dialog', { name: 'Termin bearbeiten' })
    await form.getByLabel('Ort').fill('Büro')
    await form.getByRole('button', { name: 'Speichern', exact: true }).click()
    await form.waitFor({ state: 'detached' })
    expect(post.received).toEqual([])

    await panel.getByRole('button', { name: 'Per E-Mail einladen' }).click()
    const sheet = page.getByRole('dialog', { name: 'Per E-Mail einladen' })
    await sheet.getByRole('listitem').getByText('eva@kunde.example').waitFor()
    expect(await barriers(page)).toEqual([])
    await sheet.getByRole('button', { name: 'Eine Einladung senden' }).click()
    await panel.getByText('Per E-Mail eingeladen').waitFor()
    await soon(async () => post.received.map(({ recipients }) => recipients)).toEqual([['eva@kunde.example']])
    const [mail] = post.received.splice(0)
    expect(mail?.content).toMatch(/method=REQUEST/i)
    expect(await barriers(page)).toEqual([])

    const calendar = [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'METHOD:REPLY',
      'BEGIN:VEVENT',
      `UID:${made.uid}`,
      'SEQUENCE:9',
      'ATTENDEE;PARTSTAT=ACCEPTED:mailto:eva@kunde.example',
      'END:VEVENT',
      'END:VCALENDAR',
    ]
    const type = 'Content-Type: text/calendar; method=REPLY; charset=utf-8'
    const head = [
      'From: Eva <eva@kunde.example>',
      'To: ada@muster.example',
      'Subject: Zugesagt',
      'MIME-Version: 1.0',
    ]
    dovecot.deliver('ada', 'INBOX', [...head, type, '', ...calendar, ''].join('\r\n'))
    await page.goto('/inbox')
    await page.getByRole('button', { name: 'Abrufen' }).click()
    await soon(
      async () => (await call<{ guests: object[] }>(page, 'GET', `/appointments/${made.id}/meeting`)).guests,
    ).toMatchObject([{ response: 'accepted' }])

    await page.goto(`/calendar?view=list&day=${day}`)
    await page.locator('[data-entry]').getByText('Angebot besprechen').click()
    await panel.getByRole('region', { name: 'Einladung' }).getByText('kommt').waitFor()
    await panel.getByLabel('Beginn, Uhrzeit').fill('12:00')
    await panel.getByRole('button', { name: 'Verschieben' }).click()
    const question = page.getByRole('dialog', { name: 'Teilnehmer benachrichtigen?' })
    expect(await barriers(page)).toEqual([])
    await question.getByRole('button', { name: 'Nicht benachrichtigen' }).click()
    await panel.getByText('Die Eingeladenen kennen noch').waitFor()
    expect(post.received).toEqual([])
    await panel.getByRole('button', { name: 'Löschen' }).click()
    await question.getByRole('button', { name: 'Löschen und absagen' }).click()
    await soon(async () => post.received.length).toBe(1)
    expect(post.received.splice(0)[0]?.content).toMatch(/method=CANCEL/i)
  })

  test('is signed as one likes', async () => {
    await page.goto('/settings/signature')
    await page.getByRole('textbox', { name: 'Signatur' }).fill('Freundliche Grüße\nAda')
    await page.getByRole('button', { name: 'Speichern' }).click()
    await page.getByText('Signatur gespeichert').waitFor()
    expect(await barriers(page)).toEqual([])
  })

  test('is written from a contact with a text of the firm, and arrives', async () => {
    await page.goto(`/contacts/${contact}`)
    await page.locator('.record-head').getByRole('button', { name: 'E-Mail', exact: true }).click()
    const sheet = page.getByRole('dialog', { name: 'E-Mail zu Eva Groß' })
    await sheet.getByText('Eva Groß <eva@kunde.example>').waitFor()
    await sheet.getByRole('combobox', { name: 'Vorlage' }).click()
    await page.getByRole('option', { name: /Nachfassen/ }).click()
    await soon(() => sheet.getByLabel('Betreff').inputValue()).toBe('Unser Gespräch')
    await soon(() => sheet.getByRole('textbox', { name: 'Text' }).inputValue()).toBe(
      'Sehr geehrte Frau Groß,\n\npasst Ihnen Montag?\n\nFreundliche Grüße\nAda',
    )
    expect(await barriers(page)).toEqual([])
    await sheet.getByRole('button', { name: 'Senden' }).click()
    await page.getByText('Die E-Mail ist unterwegs').waitFor()
    await soon(async () => post.received.length).toBe(1)
    expect(post.received[0]?.recipients).toEqual(['eva@kunde.example'])
    await page.getByText('Unser Gespräch').waitFor()
    await page.getByText('Wird gesendet …').waitFor({ state: 'detached' })
    // The postman brings it over.
    dovecot.deliver('eva', 'INBOX', post.received[0]?.content ?? '')
  })

  test('carries an invoice, although the firm has no mail server', async () => {
    post.received.splice(0)
    await call(page, 'PATCH', '/settings', { firm })
    const postal = { street: 'Ring', houseNumber: '1', postalCode: '50667', city: 'Köln', country: 'DE' }
    const customer = await call<{ id: string }>(page, 'POST', '/contacts', {
      kind: 'company',
      companyName: 'Nord GmbH',
      details: [
        { kind: 'address', value: postal },
        { kind: 'email', value: 'rechnung@nord.example' },
      ],
    })
    const { id } = await call<{ id: string }>(page, 'POST', '/invoices', {
      contactId: customer.id,
      serviceDate: '2026-11-01',
      lines: [{ text: 'Reinigung', price: '25' }],
    })
    await call(page, 'POST', `/invoices/${id}/issue`, {})
    await page.goto(`/invoices/${id}`)
    await page.getByRole('button', { name: 'Senden', exact: true }).click()
    const sheet = page.getByRole('dialog', { name: /senden$/ })
    await soon(() => sheet.getByRole('combobox', { name: 'Von' }).inputValue()).toContain(
      'ada@muster.example',
    )
    await soon(() => sheet.getByLabel('Nachricht').inputValue()).toMatch(/Freundliche Grüße\nAda$/)
    expect(await barriers(page)).toEqual([])
    post.refuse(true)
    await sheet.getByRole('button', { name: 'Senden', exact: true }).click()
    await page.getByText(/Nicht gesendet an rechnung@nord\.example/).waitFor()
    expect(await barriers(page)).toEqual([])
    post.refuse(false)
    await page.getByRole('button', { name: 'Nochmals senden' }).click()
    await page.getByText(/Gesendet am .* an rechnung@nord\.example/).waitFor()
    expect(post.received.splice(0)[0]?.content).toMatch(/filename="?RE-\d+-0001\.pdf/)
  })

  test('is answered, and the answer stands on the timeline', async () => {
    const head = dovecot.command('fetch', '-u', 'eva', 'hdr.message-id', 'mailbox', 'INBOX')
    const id = /<(.+?)>/.exec(head)?.[1] ?? ''
    const answer = { id: 'answer@kunde.example', from: 'Eva <privat@web.example>', to: 'ada@muster.example' }
    const text = 'Montag passt gut.\r\n\r\nAm 21.11.2026 um 10:00 schrieb Ada:\r\n> passt Ihnen Montag?'
    dovecot.deliver(
      'ada',
      'INBOX',
      message({
        ...answer,
        subject: 'AW: Unser Gespräch',
        text,
        date: new Date(Date.now() + 60_000).toUTCString(),
        head: [`In-Reply-To: <${id}>`],
      }),
    )
    dovecot.deliver(
      'ada',
      'INBOX',
      message({
        id: 'new@x',
        from: 'Karl Neu <karl@fremd.example>',
        to: 'ada@muster.example',
        subject: 'Anfrage',
        text: 'Was kostet das?',
      }),
    )
    await page.goto('/inbox')
    await page.getByRole('button', { name: 'Abrufen' }).click()
    const waiting = page.getByRole('listitem', { name: 'Anfrage' })
    await waiting.waitFor()
    await page.goto(`/contacts/${contact}`)
    await page.getByText('AW: Unser Gespräch').waitFor()
    await page.getByText('Montag passt gut.').waitFor()
    expect(await page.getByText('> passt Ihnen Montag?').count()).toBe(0)
    await page.getByRole('button', { name: 'Zitierten Text zeigen' }).click()
    await page.getByText('> passt Ihnen Montag?').waitFor()
    await page.getByRole('button', { name: '1 frühere Mail' }).click()
    await page.getByRole('button', { name: 'Als gesendet zeigen' }).click()
    await page.frameLocator('iframe').getByText('Freundliche Grüße').waitFor()
    await page.getByRole('button', { name: 'Bilder laden' }).click()
    await page.frameLocator('iframe').getByText('Freundliche Grüße').waitFor()
    await page.keyboard.press('Escape')
    expect(await barriers(page)).toEqual([])
  })

  test('of somebody new waits until one says who that is', async () => {
    await page.goto('/inbox')
    const waiting = page.getByRole('listitem', { name: 'Anfrage' })
    await waiting.getByRole('button', { name: 'Lesen' }).click()
    await waiting.getByText('Was kostet das?').waitFor()
    expect(await barriers(page)).toEqual([])
    await waiting.getByRole('button', { name: 'Ignorieren' }).click()
    await page.getByText('Alles zugeordnet').waitFor()
    await takeBack(page, 'Mail ignoriert')
    await waiting.getByRole('button', { name: 'Neuer Kontakt' }).click()
    const form = page.getByRole('dialog', { name: 'Person anlegen' })
    await soon(() => form.getByLabel('Nachname').inputValue()).toBe('Neu')
    await form.getByRole('button', { name: 'Speichern', exact: true }).click()
    await page.getByText('Karl Neu zugeordnet').waitFor()
    await page.getByText('Alles zugeordnet').waitFor()
  })
})
