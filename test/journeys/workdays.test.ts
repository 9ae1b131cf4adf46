import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { barriers } from './axe.ts'
import { CHROMIUM, openOffice } from './browser.ts'
import type { Office } from './browser.ts'
import { call, signIn, soon } from './person.ts'

const ada = { name: 'ada', email: 'ada@example.com', password: 'ein langes Kennwort' }

describe.skipIf(!CHROMIUM)('working days and what reaches whom', () => {
  let office: Office
  let page: Page
  let me: string

  beforeAll(async () => {
    office = await openOffice({ KONTOR_ADMIN_EMAIL: ada.email, KONTOR_ADMIN_PASSWORD: ada.password })
    page = await office.visit()
    await signIn(page, ada)
    me = (await call<{ user: { id: string } }>(page, 'GET', '/session')).user.id
  })
  afterAll(() => office.close())

  const time = async () =>
    (
      await call<{ items: { workdays: number[]; endTime: string; version: number }[] }>(
        page,
        'GET',
        '/working-times',
      )
    ).items[0]
  const absences = async () =>
    (await call<{ items: { from: string; to: string; kind: string }[] }>(page, 'GET', '/absences')).items.map(
      ({ from, to, kind }) => `${from} ${to} ${kind}`,
    )

  test('somebody says when they work, and takes it back', async () => {
    await page.goto('/settings/work')
    await page.getByRole('button', { name: 'Freitag' }).click()
    await soon(async () => (await time())?.workdays).toEqual([1, 2, 3, 4])
    await page.getByLabel('Ende', { exact: true }).selectOption('16:30')
    await soon(async () => (await time())?.endTime).toBe('16:30')
    await page.locator('.choice-saved', { hasText: /./ }).waitFor()
    await page.keyboard.press('Control+z')
    await soon(async () => (await time())?.endTime).toBe('17:00')
    expect(await barriers(page)).toEqual([])
  })

  test('and when they are away', async () => {
    await page.getByRole('button', { name: 'Abwesenheit eintragen' }).click()
    const sheet = page.getByRole('dialog', { name: 'Abwesenheit eintragen' })
    await sheet.getByLabel('Erster Tag').fill('02.08.2027')
    await page.keyboard.press('Tab')
    await sheet.getByLabel('Letzter Tag').fill('13.08.2027')
    await page.keyboard.press('Tab')
    await sheet.getByLabel('Notiz').fill('Ostsee')
    expect(await barriers(page)).toEqual([])
    await sheet.getByRole('button', { name: 'Speichern' }).click()
    await sheet.waitFor({ state: 'detached' })
    await soon(absences).toEqual(['2027-08-02 2027-08-13 vacation'])
    await page.getByText('Ostsee').waitFor()
    await page.goto('/settings/working-times')
    await page.getByText('02.–13.08.2027').waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('link', { name: ada.name }).click()
    await page.getByRole('button', { name: /^Menü zu Urlaub/ }).click()
    await page.getByRole('menuitem', { name: 'Löschen' }).click()
    await soon(absences).toEqual([])
  })

  test('the firm is closed between the years, and its Land decides on holidays', async () => {
    await page.goto('/settings/basics')
    await page.getByLabel('Bundesland').selectOption({ label: 'Bayern' })
    await page.locator('.choice-saved', { hasText: /./ }).waitFor()
    await page.getByLabel('Gemeinde').selectOption('KATH')
    await soon(async () => (await call<{ holidays: object }>(page, 'GET', '/settings')).holidays).toEqual({
      country: 'DE',
      state: 'BY',
      region: 'KATH',
    })
    await page.goto('/settings/closures')
    await page.getByText('Mariä Himmelfahrt').waitFor()
    await page.getByRole('button', { name: 'Zeitraum eintragen' }).click()
    const sheet = page.getByRole('dialog', { name: 'Zeitraum eintragen' })
    await sheet.getByLabel('Bezeichnung').fill('Zwischen den Jahren')
    await sheet.getByLabel('Erster Tag').fill('27.12.2027')
    await page.keyboard.press('Tab')
    await sheet.getByLabel('Letzter Tag').fill('31.12.2027')
    await page.keyboard.press('Tab')
    await sheet.getByRole('button', { name: 'Speichern' }).click()
    await page.getByText('27.–31.12.2027').waitFor()
    expect(await barriers(page)).toEqual([])
  })

  test('what reaches somebody how is a matter of a tick', async () => {
    await page.goto('/settings/notifications')
    const mail = page.getByRole('checkbox', { name: 'Erinnerungen: E-Mail' })
    await soon(() => page.getByRole('checkbox', { name: 'Erinnerungen: In Kontor' }).isDisabled()).toBe(true)
    await mail.check()
    const chosen = async () =>
      (
        await call<{ items: { kind: string; mail: boolean }[] }>(page, 'GET', '/notification-channels')
      ).items.find(({ kind }) => kind === 'reminder')?.mail
    await soon(chosen).toBe(true)
    await page.getByLabel('Zeitzone').selectOption('America/New_York')
    await soon(
      async () => (await call<{ user: { preferences: object } }>(page, 'GET', '/session')).user.preferences,
    ).toMatchObject({ timeZone: 'America/New_York' })
    expect(await barriers(page)).toEqual([])
  })

  test('a link of a mail leads to the record', async () => {
    const { id } = await call<{ id: string }>(page, 'POST', '/contacts', {
      kind: 'company',
      companyName: 'Müller GmbH',
    })
    await page.goto(`/open/contact/${id}?occurrence=2027-01-01`)
    await page.waitForURL(`**/contacts/${id}?occurrence=2027-01-01`)
    await page.goto(`/open/nonsense/${me}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
  })
})
