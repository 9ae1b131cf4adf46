import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Locator, Page } from 'playwright-core'
import { barriers } from './axe.ts'
import { CHROMIUM, openOffice } from './browser.ts'
import type { Office } from './browser.ts'
import { call, press, signIn, soon, takeBack } from './person.ts'

const ada = { email: 'ada@example.com', password: 'ein langes Kennwort' }
const mehmet = { name: 'Mehmet Aydın', email: 'mehmet@example.com', role: 'user' }
/** A week without holidays, far enough ahead that nothing is past. */
const week = '/calendar?view=week&day=2027-06-09'

interface Items {
  items: {
    id: string
    title: string
    start: string
    end: string
    occurrence: string | null
    userIds: string[]
  }[]
}

describe.skipIf(!CHROMIUM)('the calendar', () => {
  let office: Office
  let page: Page
  let mehmetId: string

  beforeAll(async () => {
    office = await openOffice({ KONTOR_ADMIN_EMAIL: ada.email, KONTOR_ADMIN_PASSWORD: ada.password })
    page = await office.visit()
    await signIn(page, ada)
    mehmetId = (await call<{ id: string }>(page, 'POST', '/users', mehmet)).id
  })
  afterAll(() => office.close())

  const entry = (name: RegExp) => page.locator('[data-entry]').and(page.getByRole('button', { name }))
  const kept = async (from = '2027-06-07', to = '2027-06-13', user = 'me') =>
    (await call<Items>(page, 'GET', `/calendar?from=${from}&to=${to}&user=${user}&include=appointment`)).items
  const startsOf = async (title: string, from?: string, to?: string) =>
    (await kept(from, to)).filter((one) => one.title === title).map(({ start }) => start)

  /** Where an hour of a column is on the screen; Monday is column 0. */
  const spot = async (column: number, hour: number) => {
    const box = await boxOf(page.locator('.cal-column').nth(column))
    return { x: box.x + box.width / 2, y: box.y + (box.height / 24) * hour }
  }
  const drag = async (from: { x: number; y: number }, to: { x: number; y: number }, key?: 'Alt') => {
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    if (key) await page.keyboard.down(key)
    await page.mouse.move(from.x, from.y + 8)
    await page.mouse.move(to.x, to.y, { steps: 4 })
    await page.mouse.up()
    if (key) await page.keyboard.up(key)
  }

  test('an appointment is drawn with the mouse and named', async () => {
    await page.goto(week)
    await page.locator('.cal-column').nth(6).waitFor()
    await drag(await spot(1, 9), await spot(1, 10.5))
    const form = page.getByRole('dialog', { name: 'Neuer Termin' })
    await form.getByLabel('Titel').fill('Angebot besprechen')
    expect(await barriers(page)).toEqual([])
    await form.getByRole('button', { name: 'Speichern' }).click()
    await form.waitFor({ state: 'detached' })
    await entry(/^09:00–10:30 Angebot besprechen, Dienstag, 8. Juni/).waitFor()
    expect(await kept()).toMatchObject([{ start: '2027-06-08T09:00', end: '2027-06-08T10:30' }])
    expect(await barriers(page)).toEqual([])
  })

  test('it is moved to another day, and taken back', async () => {
    await drag(await spot(1, 9.5), await spot(3, 13.5))
    await soon(() => startsOf('Angebot besprechen')).toEqual(['2027-06-10T13:00'])
    await takeBack(page, '„Angebot besprechen“ ist verschoben')
    await soon(() => startsOf('Angebot besprechen')).toEqual(['2027-06-08T09:00'])
    await entry(/^09:00–10:30 Angebot besprechen, Dienstag/).waitFor()
  })

  test('the keyboard moves and lengthens it as well', async () => {
    await entry(/Angebot besprechen/).focus()
    await page.keyboard.press('Alt+ArrowDown')
    await soon(() => startsOf('Angebot besprechen')).toEqual(['2027-06-08T09:15'])
    await entry(/^09:15–10:45/).focus()
    await page.keyboard.press('Alt+Shift+ArrowUp')
    await soon(async () => (await kept())[0]?.end).toBe('2027-06-08T10:30')
  })

  test('with Alt it is copied', async () => {
    await entry(/^09:15–10:30/).waitFor()
    await drag(await spot(1, 9.75), await spot(4, 9.75), 'Alt')
    await soon(() => startsOf('Angebot besprechen')).toEqual(['2027-06-08T09:15', '2027-06-11T09:15'])
  })

  test('a weekly one is changed once, from one on, and as a whole', async () => {
    await call(page, 'POST', '/appointments', {
      title: 'Jour fixe',
      start: '2027-06-07T11:00',
      end: '2027-06-07T12:00',
      rrule: 'FREQ=WEEKLY;BYDAY=MO;COUNT=4',
    })
    const all = () => startsOf('Jour fixe', '2027-06-01', '2027-07-31')
    const moved = async (down: number, scope: string) => {
      await entry(/Jour fixe/).focus()
      for (let step = 0; step < down; step++) await page.keyboard.press('Alt+ArrowDown')
      const sheet = page.getByRole('dialog', { name: 'Termin einer Serie verschieben' })
      await sheet.getByLabel(scope).check()
      await sheet.getByRole('button', { name: 'Verschieben' }).click()
      await sheet.waitFor({ state: 'detached' })
    }
    await entry(/^11:00–12:00 Jour fixe/).waitFor()
    await moved(1, 'Nur dieser Termin')
    await soon(all).toEqual(['2027-06-07T11:15', '2027-06-14T11:00', '2027-06-21T11:00', '2027-06-28T11:00'])
    await page.goto('/calendar?view=week&day=2027-06-21')
    await entry(/^11:00–12:00 Jour fixe/).waitFor()
    await moved(1, 'Dieser und alle folgenden')
    await soon(all).toEqual(['2027-06-07T11:15', '2027-06-14T11:00', '2027-06-21T11:15', '2027-06-28T11:15'])
  })

  test('the form says what collides before it is saved', async () => {
    await page.goto(week)
    await entry(/Angebot besprechen/)
      .first()
      .waitFor()
    await press(page, 'n')
    const form = page.getByRole('dialog', { name: 'Neuer Termin' })
    await form.getByLabel(/^Von/).fill('08.06.2027')
    await form.getByLabel('Beginn, Uhrzeit').fill('930')
    await form.getByLabel('Ende, Uhrzeit').fill('10')
    await form.getByLabel('Titel').fill('Doppelt')
    await form.getByRole('status').getByText('Angebot besprechen').waitFor()
    await form.getByRole('button', { name: 'Abbrechen' }).click()
    await form.getByRole('button', { name: 'Verwerfen' }).click()
  })

  test('the team stands side by side, and an appointment is handed over', async () => {
    await call(page, 'POST', '/absences', {
      userId: mehmetId,
      from: '2027-06-10',
      to: '2027-06-11',
      kind: 'vacation',
    })
    await page.goto('/calendar?view=team&span=week&day=2027-06-09')
    await page.getByRole('rowheader', { name: mehmet.name }).waitFor()
    await entry(/Urlaub, Donnerstag, 10. Juni/)
      .first()
      .waitFor()
    expect(await barriers(page)).toEqual([])
    const to = await boxOf(page.locator(`[data-user="${mehmetId}"][data-day="2027-06-08"]`))
    const from = await boxOf(entry(/Angebot besprechen, Dienstag/))
    await drag({ x: from.x + 20, y: from.y + 8 }, { x: to.x + 20, y: to.y + 20 })
    await soon(async () =>
      (await kept('2027-06-08', '2027-06-08', mehmetId)).map(({ title }) => title),
    ).toEqual(['Angebot besprechen'])
    await page.getByLabel('Zeitraum der Teamansicht').selectOption('month')
    await page.locator('.cal-team.dense').waitFor()
    expect(await barriers(page)).toEqual([])
  })

  test('keys lead from view to view', async () => {
    await page.keyboard.press('4')
    await page.getByRole('heading', { name: 'Juni 2027' }).waitFor()
    await page.keyboard.press('ArrowRight')
    await page.getByRole('heading', { name: 'Juli 2027' }).waitFor()
    expect(await barriers(page)).toEqual([])
    await page.keyboard.press('?')
    await page.getByRole('dialog').getByRole('heading', { name: 'Im Kalender' }).waitFor()
    await page.keyboard.press('Escape')
  })

  test('on the phone there is a list, a month in dots, and everything dragging does in the panel', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto('/calendar?view=list&day=2027-06-11')
    await entry(/Angebot besprechen/).click()
    const panel = page.getByRole('complementary', { name: 'Eintrag' })
    await panel.getByLabel('Beginn, Uhrzeit').fill('14')
    await panel.getByLabel('Ende, Uhrzeit').fill('1630')
    await panel.getByRole('button', { name: 'Verschieben' }).click()
    const spans = async () =>
      (await kept()).filter(({ title }) => title === 'Angebot besprechen').map(({ end }) => end)
    await soon(spans).toEqual(['2027-06-11T16:30'])
    expect(await startsOf('Angebot besprechen')).toEqual(['2027-06-11T14:00'])
    expect(await barriers(page)).toEqual([])
    await page.goto('/calendar?view=month&day=2027-06-11')
    await page.getByRole('button', { name: '11. Juni: 1 Eintrag' }).waitFor()
    expect(await barriers(page)).toEqual([])
    await page.setViewportSize({ width: 1440, height: 900 })
  })

  test('the day begins with what is due; a task is ticked and taken back', async () => {
    const today = await page.evaluate(() => new Date().toLocaleDateString('sv'))
    await call(page, 'POST', '/tasks', { title: 'Muster bestellen', dueDate: today })
    await page.goto('/')
    await page.waitForURL('**/today')
    const tick = page.getByRole('checkbox', { name: 'Muster bestellen erledigt' })
    await tick.click()
    await tick.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Rückgängig' }).click()
    await tick.waitFor()
    expect(await barriers(page)).toEqual([])
  })

  test('a contact shows its appointments and begins the next one', async () => {
    const { id } = await call<{ id: string }>(page, 'POST', '/contacts', {
      kind: 'company',
      companyName: 'Muster GmbH',
    })
    await page.goto(`/contacts/${id}?tab=appointments`)
    await page.getByRole('button', { name: 'Neuer Termin' }).click()
    const form = page.getByRole('dialog', { name: 'Neuer Termin' })
    await form.getByLabel('Titel').fill('Abnahme')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('region', { name: 'Kommende Termine' }).getByText('Abnahme').waitFor()
    expect(await barriers(page)).toEqual([])
  })

  test('no browser had anything to complain of', () => expect(office.complaints).toEqual([]))
})

async function boxOf(locator: Locator) {
  await locator.scrollIntoViewIfNeeded()
  const box = await locator.boundingBox()
  if (!box) throw new Error('It is not on the screen')
  return box
}
