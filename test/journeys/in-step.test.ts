import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import type { ItemStore } from '#connectors/groupware/groupware.ts'
import { dayNumber, dayOf, weekdayOf } from '#kernel/day.ts'
import type { EventItem } from '#kernel/groupware/event-item.ts'
import { DESK_KINDS } from '../groupware/filled-desk.ts'
import type { FilledDesk } from '../groupware/filled-desk.ts'
import { event } from '../groupware/items.ts'
import { everything, mainStore } from '../groupware/port-walk.ts'
import { barriers } from './axe.ts'
import { CHROMIUM, openOffice } from './browser.ts'
import type { Office } from './browser.ts'
import { connectAccount } from './connect-account.ts'
import { call, signIn, soon } from './person.ts'

// The calendar of somebody who works with Kontor and with a groupware: what happens here happens there, and back.

const ada = { email: 'ada@example.com', password: 'ein langes Kennwort' }
const today = dayNumber(new Date().toLocaleDateString('sv', { timeZone: 'Europe/Berlin' }))
/** The Tuesday of the week after next: nothing of it is past, and no first of a month is near. */
const tuesday = dayOf(today + 16 - weekdayOf(today))

describe.each(DESK_KINDS.filter(({ isThere }) => isThere && CHROMIUM))(
  'a calendar in step with $name',
  ({ start }) => {
    let office: Office
    let page: Page
    let desk: FilledDesk
    /** As another program of theirs uses it. */
    let outside: ItemStore<EventItem>

    beforeAll(async () => {
      desk = await start('ada@muster.example')
      outside = await mainStore(desk.groupware, 'appointment')
      office = await openOffice({
        KONTOR_ADMIN_EMAIL: ada.email,
        KONTOR_ADMIN_PASSWORD: ada.password,
        ...desk.environment,
      })
      page = await office.visit()
      await signIn(page, ada)
      await desk.allow((method, path, body) => call(page, method, path, body))
    })
    afterAll(async () => {
      await office.close()
      await desk.stop()
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
    const there = async (title: string) =>
      (await everything(outside)).changes.filter(({ item }) => item.title === title)
    const startsThere = async (title: string) => (await there(title)).map(({ item }) => item.start)

    test('is connected in the browser, and its events stand in Kontor', async () => {
      const times = { start: `${tuesday}T09:00`, end: `${tuesday}T10:00` }
      await outside.create(event({ uid: 'messe@muster.example', title: 'Messe', ...times }))
      await connectAccount(page, desk)
      const { items } = await call<{ items: { id: string }[] }>(page, 'GET', '/groupware/accounts')
      accountPage = `/settings/groupware?account=${items[0]?.id}`
      const calendars = await desk.groupware.collections('appointment')
      const calendar = calendars.find(({ main }) => main) ?? calendars[0]
      await page.goto(accountPage)
      await page.getByRole('button', { name: 'Nachsehen' }).click()
      await page.getByLabel(calendar?.name ?? '', { exact: true }).selectOption('im Takt halten')
      const step = page.getByRole('checkbox', { name: /^Termine und Besuche im Takt halten/ })
      await step.click()
      await soon(() => step.isChecked()).toBe(true)
      await bringInStep()
      await page.goto(`/calendar?view=week&day=${tuesday}`)
      await entry(/^09:00–10:00 Messe/).waitFor()
    })

    test('a time changed there moves here, while one looks', async () => {
      const [fair] = await there('Messe')
      if (!fair) throw new Error('no fair there')
      const moved = { ...fair.item, start: `${tuesday}T13:00`, end: `${tuesday}T14:30` }
      await outside.change(fair, moved, ['start', 'end'])
      await bringInStep()
      await entry(/^13:00–14:30 Messe/).waitFor()
    })

    test('and a time changed here moves there', async () => {
      await entry(/Messe/).focus()
      await page.keyboard.press('Alt+ArrowDown')
      await entry(/^13:15–14:45 Messe/).waitFor()
      await bringInStep()
      expect(await startsThere('Messe')).toEqual([`${tuesday}T13:15`])
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
      expect(await startsThere(visit)).toEqual([`${tuesday}T08:00`])
      const { items } = await call<{ items: { id: string }[] }>(page, 'GET', `/visits?plan=${plan.id}`)
      await page.goto(`/visits/${items[0]?.id}`)
      await page.getByRole('button', { name: 'Erledigt …' }).click()
      const sheet = page.getByRole('dialog')
      await sheet.getByLabel('Bericht').fill('Alles sauber')
      await sheet.getByRole('button', { name: 'Als erledigt speichern' }).click()
      await sheet.waitFor({ state: 'detached' })
      await bringInStep()
      const [first, next] = (await startsThere(visit)).toSorted()
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
  },
)
