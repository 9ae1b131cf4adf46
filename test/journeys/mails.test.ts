import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { hasDovecot, startDovecot } from '../groupware/dovecot.ts'
import type { Dovecot } from '../groupware/dovecot.ts'
import { message } from '../groupware/messages.ts'
import { startSmtp } from '../smtp.ts'
import type { SmtpServer } from '../smtp.ts'
import { barriers } from './axe.ts'
import { CHROMIUM, openOffice } from './browser.ts'
import type { Office } from './browser.ts'
import { call, signIn, soon } from './person.ts'

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
    const automatic = { appointment: false, task: false, contact: false, mail: true }
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
    await page.keyboard.press('Control+z')
    await waiting.getByRole('button', { name: 'Neuer Kontakt' }).click()
    const form = page.getByRole('dialog', { name: 'Person anlegen' })
    await soon(() => form.getByLabel('Nachname').inputValue()).toBe('Neu')
    await form.getByRole('button', { name: 'Speichern', exact: true }).click()
    await page.getByText('Karl Neu zugeordnet').waitFor()
    await page.getByText('Alles zugeordnet').waitFor()
  })
})
