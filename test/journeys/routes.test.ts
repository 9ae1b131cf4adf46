import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { dayNumber, dayOf, weekdayOf } from '#kernel/day.ts'
import { barriers } from './axe.ts'
import { CHROMIUM, openOffice } from './browser.ts'
import type { Office } from './browser.ts'
import { call, signIn, soon } from './person.ts'

const anna = { name: 'anna', email: 'anna@example.com', password: 'ein langes Kennwort' }
const customers = [
  { companyName: 'Dach in Aachen', postalCode: '52062', city: 'Aachen' },
  { companyName: 'Bau in Bonn', postalCode: '53111', city: 'Bonn' },
  { companyName: 'Draht in Düren', postalCode: '52349', city: 'Düren' },
]
const today = dayNumber(new Date().toISOString().slice(0, 10))
const tuesday = dayOf(today + 9 - weekdayOf(today))

interface Visits {
  items: { startTime: string | null; customer: { city: string } }[]
}

describe.skipIf(!CHROMIUM)('map and route', () => {
  let office: Office
  let page: Page
  beforeAll(async () => {
    office = await openOffice({ KONTOR_ADMIN_EMAIL: anna.email, KONTOR_ADMIN_PASSWORD: anna.password })
    page = await office.visit()
    await signIn(page, anna)
    await call(page, 'PATCH', '/settings', {
      firm: { name: 'Muster GmbH', postalCode: '50667', city: 'Köln' },
    })
    const contactIds: string[] = []
    for (const { companyName, postalCode, city } of customers) {
      const value = { street: 'Hauptstr.', postalCode, city, country: 'DE' }
      const details = [{ kind: 'address', category: 'work', primary: true, value }]
      const made = await call<{ id: string }>(page, 'POST', '/contacts', {
        kind: 'company',
        companyName,
        visibility: 'write',
        details,
      })
      contactIds.push(made.id)
    }
    const plan = await call<{ id: string }>(page, 'POST', '/visit-plans', {
      name: 'Kundendienst',
      rhythm: { every: 1, unit: 'month', from: 'planned' },
      count: 0,
      startDate: tuesday,
      sample: { title: 'Besuch', durationMinutes: 30 },
      holidays: { country: 'DE', onHoliday: 'keep' },
      workdays: [1, 2, 3, 4, 5],
      contactIds,
    })
    await call(page, 'POST', `/visit-plans/${plan.id}/propose`, {})
  })
  afterAll(() => office.close())

  test('the map beside the proposals says in a legend and a table what it shows', async () => {
    await page.goto('/visits')
    await page.getByRole('button', { name: 'Karte', exact: true }).click()
    await page.getByRole('list', { name: 'Legende' }).getByText('Vorgeschlagen').waitFor()
    await page.getByText('3 nur nach Postleitzahl').waitFor()
    await page.getByRole('button', { name: 'Als Tabelle' }).click()
    const map = page.getByRole('region', { name: 'Karte der Besuche' }).first()
    await map.getByRole('checkbox', { name: 'Bau in Bonn' }).check()
    await map.getByText('1 gewählt').waitFor()
    expect(await barriers(page)).toEqual([])
  })

  test('the route of the day is put in another order and its times are taken over', async () => {
    await page.goto(`/visits/route?date=${tuesday}`)
    const stops = page.getByRole('list', { name: 'Besuche in ihrer Reihenfolge' })
    await stops.getByText('Bau in Bonn').waitFor()
    await page.getByText('3 Besuche', { exact: true }).waitFor()
    expect(await barriers(page)).toEqual([])
    await toTheOtherEnd('Bau in Bonn')
    await page.getByRole('button', { name: 'Zeiten übernehmen' }).click()
    await page.getByText('3 Besuche haben ihre Zeiten.').waitFor()
  })

  test('times that are there already are named before others take their place', async () => {
    await toTheOtherEnd('Bau in Bonn')
    await page.getByRole('button', { name: 'Zeiten übernehmen' }).click()
    const question = page.getByRole('dialog', { name: /schon eine Uhrzeit/ })
    const said = question.getByText(/Bau in Bonn: \d\d:\d\d → \d\d:\d\d Uhr/)
    const [, time] = /Bau in Bonn: \S+ → (\S+) Uhr/.exec((await said.textContent()) ?? '') ?? []
    expect(await barriers(page)).toEqual([])
    await question.getByRole('button', { name: 'Zeiten übernehmen' }).click()
    const timeInBonn = async () => {
      const { items } = await call<Visits>(page, 'GET', `/visits?from=${tuesday}&to=${tuesday}`)
      return items.find(({ customer }) => customer.city === 'Bonn')?.startTime
    }
    await soon(timeInBonn).toBe(time)
  })

  async function toTheOtherEnd(name: string) {
    await page.getByRole('button', { name: `Reihenfolge von ${name}` }).click()
    const first = page.getByRole('menuitem', { name: 'An den Anfang' })
    if (await first.isEnabled()) await first.click()
    else await page.getByRole('menuitem', { name: 'Ans Ende' }).click()
  }

  test('spreading by area says what it would save before anything moves', async () => {
    await page.goto('/visits/areas')
    await page.getByRole('button', { name: 'Vorschlag rechnen' }).click()
    await page.getByText('3 Besuche angesehen').waitFor()
    expect(await barriers(page)).toEqual([])
  })
})
