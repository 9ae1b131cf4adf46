import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { dayNumber, dayOf, weekdayOf } from '#kernel/day.ts'
import { barriers } from './axe.ts'
import { CHROMIUM, openOffice } from './browser.ts'
import type { Office } from './browser.ts'
import { WORLDS } from './groupware-world.ts'
import type { World } from './groupware-world.ts'
import { call, signIn, soon } from './person.ts'

// The calendar of somebody who works with Kontor and with a groupware: what happens here happens there, and back.

const ada = { email: 'ada@example.com', password: 'ein langes Kennwort' }
const today = dayNumber(new Date().toLocaleDateString('sv', { timeZone: 'Europe/Berlin' }))
/** The Tuesday of the week after next: nothing of it is past, and no first of a month is near. */
const tuesday = dayOf(today + 16 - weekdayOf(today))

describe.each(WORLDS)('in step with $name', ({ isHere, start }) => {
  describe.skipIf(!CHROMIUM || !isHere)('the calendar', () => {
    let office: Office
    let page: Page
    let world: World

    beforeAll(async () => {
      world = await start()
      office = await openOffice({
        KONTOR_ADMIN_EMAIL: ada.email,
        KONTOR_ADMIN_PASSWORD: ada.password,
        ...world.environment,
      })
      page = await office.visit()
      await signIn(page, ada)
      await world.prepare(page)
    })
    afterAll(async () => {
      await office.close()
      await world.stop()
      expect(office.complaints).toEqual([])
    })

    let accountPage: string
    /** Looks now, by the button of the account, and waits until that is done. */
    const bringInStep = async () => {
      const at = page.url()
      await page.goto(accountPage)
      const runs = async () =>
        (await call<{ items: { lastRunAt: string | null }[] }>(page, 'GET', '/groupware/accounts')).items[0]
          ?.lastRunAt
      const before = await runs()
      await page.getByRole('button', { name: 'Jetzt abgleichen' }).click()
      await soon(runs).not.toBe(before)
      await page.goto(at)
    }
    const entry = (name: RegExp) => page.locator('[data-entry]').and(page.getByRole('button', { name }))
    const there = (title: string) => async () =>
      (await world.events()).filter((event) => event.title === title).map((event) => event.start)

    test('is connected in the browser, and its events stand in Kontor', async () => {
      await world.addEvent({ title: 'Messe', start: `${tuesday}T09:00`, end: `${tuesday}T10:00` })
      await page.goto('/settings/groupware')
      await world.connect(page)
      const { items } = await call<{ items: { id: string }[] }>(page, 'GET', '/groupware/accounts')
      accountPage = `/settings/groupware?account=${items[0]?.id}`
      await page.goto(accountPage)
      await page.getByRole('button', { name: 'Nachsehen' }).click()
      await page.getByLabel(world.calendar, { exact: true }).selectOption('im Takt halten')
      const step = page.getByRole('checkbox', { name: /^Termine und Besuche im Takt halten/ })
      await step.click()
      await soon(() => step.isChecked()).toBe(true)
      await bringInStep()
      await page.goto(`/calendar?view=week&day=${tuesday}`)
      await entry(/^09:00–10:00 Messe/).waitFor()
    })

    test('a time changed there moves here, while one looks', async () => {
      await world.moveEvent('Messe', { start: `${tuesday}T13:00`, end: `${tuesday}T14:30` })
      await bringInStep()
      await entry(/^13:00–14:30 Messe/).waitFor()
    })

    test('and a time changed here moves there', async () => {
      await entry(/Messe/).focus()
      await page.keyboard.press('Alt+ArrowDown')
      await entry(/^13:15–14:45 Messe/).waitFor()
      await bringInStep()
      expect(await there('Messe')()).toEqual([`${tuesday}T13:15`])
    })

    test('a visit stands there, and when it is done here, the next one comes', async () => {
      const { id: contactId } = await call<{ id: string }>(page, 'POST', '/contacts', {
        kind: 'company',
        companyName: 'Glashaus GmbH',
      })
      const plan = await call<{ id: string }>(page, 'POST', '/visit-plans', {
        name: 'Runde',
        rhythm: { every: 1, unit: 'month', from: 'planned' },
        count: 0,
        startDate: tuesday,
        sample: { title: 'Besuch bei {company}', startTime: '08:00', durationMinutes: 30 },
        holidays: { country: 'DE', onHoliday: 'keep' },
        workdays: [1, 2, 3, 4, 5, 6, 7],
        contactIds: [contactId],
      })
      await call(page, 'POST', `/visit-plans/${plan.id}/propose`, {})
      await page.goto(`/visits?plan=${plan.id}`)
      await page.getByRole('button', { name: 'Alle annehmen' }).click()
      const visit = 'Besuch bei Glashaus GmbH'
      await page.getByText('Besuch angenommen').first().waitFor()
      await bringInStep()
      expect(await there(visit)()).toEqual([`${tuesday}T08:00`])
      const { items } = await call<{ items: { id: string }[] }>(page, 'GET', `/visits?plan=${plan.id}`)
      await page.goto(`/visits/${items[0]?.id}`)
      await page.getByRole('button', { name: 'Erledigt …' }).click()
      const sheet = page.getByRole('dialog')
      await sheet.getByLabel('Bericht').fill('Alles sauber')
      await sheet.getByRole('button', { name: 'Als erledigt speichern' }).click()
      await sheet.waitFor({ state: 'detached' })
      await bringInStep()
      const [first, next] = (await there(visit)()).toSorted()
      expect(first).toBe(`${tuesday}T08:00`)
      const days = dayNumber(String(next).slice(0, 10)) - dayNumber(tuesday)
      expect([String(next).slice(11), days >= 28 && days <= 31]).toEqual(['08:00', true])
    })

    test('the page of the account says how it runs', async () => {
      await page.goto(accountPage)
      await page.getByText('in Ordnung').first().waitFor()
      await page
        .getByText(/Termine?\b/)
        .first()
        .waitFor()
      expect(await barriers(page)).toEqual([])
    })
  })
})
