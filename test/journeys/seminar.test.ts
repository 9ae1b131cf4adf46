import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { CHROMIUM, openOffice } from './browser.ts'
import type { Office } from './browser.ts'
import { call, signIn, soon } from './person.ts'

const anna = { email: 'anna@example.com', password: 'ein langes Kennwort' }

describe.skipIf(!CHROMIUM)('a seminar', () => {
  let office: Office
  let page: Page
  let id: string
  beforeAll(async () => {
    office = await openOffice({ KONTOR_ADMIN_EMAIL: anna.email, KONTOR_ADMIN_PASSWORD: anna.password })
    page = await office.visit()
    await signIn(page, anna)
    for (let at = 1; at <= 20; at++)
      await call(page, 'POST', '/contacts', { kind: 'person', firstName: 'Gast', lastName: `Nummer${at}` })
  })
  afterAll(async () => {
    expect(office.complaints).toEqual([])
    await office.close()
  })

  const counts = async () =>
    (await call<{ counts: Record<string, number> }>(page, 'GET', `/events/${id}`)).counts

  test('is written down, with its day', async () => {
    await page.goto('/events')
    await page.getByRole('button', { name: 'Neue Veranstaltung' }).first().click()
    await page.getByRole('textbox', { name: 'Titel' }).fill('Seminar Winterdienst')
    await page.getByLabel('Ort', { exact: true }).fill('Köln')
    await page.getByRole('button', { name: 'Erstellen', exact: true }).click()
    await page.waitForURL(/\/events\/[0-9a-f-]{36}/)
    id = page.url().split('/').at(-1) ?? ''
    await page.getByRole('heading', { name: 'Seminar Winterdienst' }).waitFor()
  })

  test('has twenty participants, a list and badges', async () => {
    await call(page, 'POST', `/events/${id}/participants`, { filter: { q: 'Gast' } })
    await page.reload()
    await page.getByRole('link', { name: 'Gast Nummer1', exact: true }).waitFor()
    const first = page.locator('.event-people li').first()
    await first.focus()
    await page.keyboard.press('2')
    await soon(counts).toMatchObject({ total: 20, accepted: 1 })
    for (const file of ['participants.csv', 'badges.pdf']) {
      const size = await page.evaluate(
        async (path) => (await (await fetch(path)).arrayBuffer()).byteLength,
        `/api/v1/events/${id}/${file}`,
      )
      expect(size).toBeGreaterThan(500)
    }
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/event.png` })
  })

  test('is checked in on a phone, and closed by a tick', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(`/events/${id}?check-in`)
    await page.getByLabel('In den Teilnehmern suchen').fill('nummer17')
    await page.getByRole('checkbox', { name: 'Gast Nummer17 ist da' }).click()
    await soon(counts).toMatchObject({ attended: 1 })
    await page.getByText('1 von 20 da').waitFor()
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/checkin.png` })
    await page.getByRole('link', { name: 'Einlass beenden' }).click()
    await page.getByRole('checkbox', { name: 'Seminar Winterdienst abschließen' }).first().click()
    await soon(async () => (await call<{ closed: boolean }>(page, 'GET', `/events/${id}`)).closed).toBe(true)
  })
})
