import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { barriers } from './axe.ts'
import { CHROMIUM, openOffice } from './browser.ts'
import type { Office } from './browser.ts'
import { call, press, signIn, soon, type } from './person.ts'

const anna = { email: 'anna@example.com', password: 'ein langes Kennwort' }

interface Task {
  title: string
  status: string
  dueDate: string
  dueTime: string | null
  contact: { displayName: string } | null
}

describe.skipIf(!CHROMIUM)('a day of tasks', () => {
  let office: Office
  let page: Page
  beforeAll(async () => {
    office = await openOffice({ KONTOR_ADMIN_EMAIL: anna.email, KONTOR_ADMIN_PASSWORD: anna.password })
    page = await office.visit()
    await signIn(page, anna)
    for (const lastName of ['Müller', 'Vogt'])
      await call(page, 'POST', '/contacts', { kind: 'person', firstName: 'Anna', lastName })
  })
  afterAll(async () => {
    expect(office.complaints).toEqual([])
    await office.close()
  })

  const tasks = async () => (await call<{ items: Task[] }>(page, 'GET', '/tasks?limit=200')).items
  const titled = async (title: string) => (await tasks()).filter((task) => task.title === title)
  const line = () => page.getByLabel('Neue Aufgabe in einem Satz')
  const row = (title: string) => page.getByRole('row', { name: title })
  const dialog = () => page.getByRole('dialog').last()

  test('one sentence is a task: what is understood of it is shown before Enter', async () => {
    await press(page, 'g', 'a')
    await page.waitForURL('**/tasks?**')
    await page.getByRole('heading', { name: 'Aufgaben' }).first().waitFor()
    expect(await barriers(page)).toEqual([])
    await press(page, 'n')
    await type(page, 'morgen 14 Uhr Frau Müller anrufen')
    await page.getByRole('button', { name: 'Ohne Anna Müller' }).waitFor()
    await page.locator('.quick-chips', { hasText: 'morgen' }).getByText('14:00', { exact: true }).waitFor()
    expect(await barriers(page)).toEqual([])
    await line().press('Enter')
    await row('Frau Müller anrufen').waitFor()
    expect(await titled('Frau Müller anrufen')).toMatchObject([
      { dueTime: '14:00', contact: { displayName: 'Anna Müller' } },
    ])
  })

  test('it is closed in the list, opened again by Ctrl+Z, and then stands on the page of the contact', async () => {
    const title = 'Frau Müller anrufen'
    await page.getByRole('button', { name: `„${title}“ erledigen` }).click()
    await soon(async () => (await titled(title))[0]?.status).toBe('closed')
    await page.locator('.toast', { hasText: 'erledigt' }).waitFor()
    await page.keyboard.press('Control+z')
    await soon(async () => (await titled(title))[0]?.status).toBe('open')
    await row(title).click()
    await page.getByRole('complementary').getByRole('link', { name: 'Anna Müller' }).click()
    await page.getByText('hat eine Aufgabe erledigt').waitFor()
    await page.getByRole('tab', { name: 'Aufgaben' }).click()
    await page.getByRole('link', { name: title }).waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: 'Wiedervorlage' }).click()
    await dialog().getByRole('button', { name: '3 Tage' }).click()
    await dialog().getByRole('button', { name: 'Anlegen' }).click()
    await page.getByRole('link', { name: 'Wiedervorlage: Anna Müller' }).waitFor()
  })

  test('the form knows steps and repeats itself', async () => {
    await press(page, 'c', 'a')
    await dialog().getByLabel('Aufgabe', { exact: false }).first().fill('Monatsbericht')
    await dialog().getByRole('button', { name: 'Schritt hinzufügen' }).click()
    await dialog().getByRole('textbox', { name: 'Schritt 1' }).fill('Zahlen holen')
    await dialog().getByRole('combobox', { name: 'Wiederholung' }).click()
    await page.getByRole('option', { name: 'Monatlich' }).click()
    expect(await barriers(page)).toEqual([])
    await dialog().getByRole('button', { name: 'Anlegen' }).click()
    await soon(async () => (await titled('Monatsbericht')).length).toBe(1)
  })

  test('on the board a card goes its way by drag, by keys and by its menu', async () => {
    await page.goto('/tasks/board')
    const column = (name: string) => page.getByRole('region', { name })
    const card = (name: string) => column(name).locator('.board-card', { hasText: 'Monatsbericht' })
    await card('Offen').waitFor()
    expect(await barriers(page)).toEqual([])
    await card('Offen').dragTo(column('In Arbeit').getByRole('list'))
    await card('In Arbeit').waitFor()
    await soon(async () => (await titled('Monatsbericht'))[0]?.status).toBe('started')
    await card('In Arbeit').press('Shift+ArrowLeft')
    await soon(async () => (await titled('Monatsbericht'))[0]?.status).toBe('open')
    await card('Offen').getByRole('button', { name: 'Mehr zu' }).click()
    await page.getByRole('menuitem', { name: 'Verschieben nach „Erledigt“' }).click()
    // Closed, it makes the next one.
    await soon(async () => (await titled('Monatsbericht')).map((task) => task.status)).toEqual([
      'open',
      'closed',
    ])
    await page.getByRole('button', { name: 'Nach Fälligkeit' }).click()
    await column('Später').or(column('Diese Woche')).first().waitFor()
    expect(await barriers(page)).toEqual([])
  })

  test('many contacts get a task each, and the run is taken back', async () => {
    await page.goto('/contacts')
    await page.getByRole('row', { name: 'Anna Müller' }).waitFor()
    await page.getByRole('checkbox', { name: 'Anna Müller' }).click()
    await page.getByRole('checkbox', { name: 'Anna Vogt' }).click()
    await page.getByRole('button', { name: 'Aufgabe erstellen' }).click()
    await dialog().getByRole('heading', { name: 'Je eine Aufgabe für 2 Kontakte' }).waitFor()
    await dialog().getByLabel('Aufgabe', { exact: false }).first().fill('Weihnachtskarte')
    await dialog().getByRole('button', { name: 'Anlegen' }).click()
    await soon(async () => (await titled('Weihnachtskarte')).length).toBe(2)
    await page.locator('.toast', { hasText: '2 Aufgaben' }).getByRole('button').first().click()
    await soon(async () => (await titled('Weihnachtskarte')).length).toBe(0)
  })

  test('in the hand the list is cards and a tap opens the task', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto('/tasks')
    await page.getByText('Wiedervorlage: Anna Müller').click()
    await page.getByRole('heading', { name: 'Wiedervorlage: Anna Müller' }).waitFor()
    expect(await barriers(page)).toEqual([])
  })
})
