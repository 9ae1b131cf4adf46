import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BrowserContext, Page } from 'playwright-core'
import { CHROMIUM, openOffice } from './browser.ts'
import type { Office } from './browser.ts'
import { call, soon } from './person.ts'

const ada = { email: 'ada@example.com', password: 'ein langes Kennwort' }
const phone = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  serviceWorkers: 'allow',
} as const
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
)

interface Visit {
  id: string
  contactId: string
  date: string
  state: string
  report: string
  version: number
}

describe.skipIf(!CHROMIUM)('the day on the road', () => {
  let office: Office
  let page: Page
  let road: BrowserContext
  /** The same person at the desk, who has a network. */
  let desk: Page
  const visits = new Map<string, Visit>()
  const visitTo = (name: string): Visit => {
    const visit = visits.get(name)
    if (!visit) throw new Error(`${name} has no visit`)
    return visit
  }

  beforeAll(async () => {
    office = await openOffice({ KONTOR_ADMIN_EMAIL: ada.email, KONTOR_ADMIN_PASSWORD: ada.password })
    desk = await office.visit()
    await enter(desk)
    for (const companyName of ['Bäckerei Bach', 'Café Cramer', 'Drogerie Damm'])
      visits.set(companyName, await planVisit(desk, companyName))
    page = await office.visit(phone)
    road = page.context()
    await enter(page)
    await page.goto('/today')
    await page.getByText('Bäckerei Bach').first().waitFor()
  })
  afterAll(() => office.close())

  test('the start page is there without network, also after loading it anew, and says how old it is', async () => {
    await page.evaluate('navigator.serviceWorker.ready')
    await soon(() => keptVisits(page)).toBe(3)
    await road.setOffline(true)
    await page.reload()
    await page.getByText('Bäckerei Bach').first().waitFor()
    await page.getByText('Café Cramer').first().waitFor()
    await page.getByText(/Offline, Stand \d?\d:\d\d/).waitFor()
  })

  test('a visit is done with report and photo, and shown as done', async () => {
    const bach = visitTo('Bäckerei Bach')
    await finish(page, bach, 'Zwei Brote mehr', true)
    await page.getByText('1 wartet auf Übertragung').waitFor()
    await page.goto('/today')
    await page.locator('.today-visit[data-done]', { hasText: 'Bäckerei Bach' }).waitFor()
    expect(await read(desk, bach)).toMatchObject({ state: 'planned' })
  })

  test('back in the network it goes over once, with the photo, and the next visit is there', async () => {
    const bach = visitTo('Bäckerei Bach')
    await road.setOffline(false)
    await soon(async () => (await read(desk, bach)).state).toBe('done')
    await page.getByText('wartet auf Übertragung').waitFor({ state: 'detached' })
    expect(await read(desk, bach)).toMatchObject({ report: 'Zwei Brote mehr' })
    const { items } = await call<{ items: Visit[] }>(desk, 'GET', `/visits?contact=${bach.contactId}`)
    expect(items.map(({ state }) => state).sort()).toEqual(['done', 'planned'])
    const files = await call<{ items: object[] }>(desk, 'GET', `/contacts/${bach.contactId}/files`)
    expect(files.items).toHaveLength(1)
  })

  test('what somebody else finished meanwhile is not overwritten: both words are shown, and one chooses', async () => {
    const cramer = visitTo('Café Cramer')
    await goAway(page, road)
    await finish(page, cramer, 'Von unterwegs')
    await call(desk, 'POST', `/visits/${cramer.id}/done`, { report: 'Vom Schreibtisch' })
    await road.setOffline(false)
    await page.getByRole('button', { name: '1 braucht eine Entscheidung' }).click()
    const sheet = page.getByRole('dialog')
    await sheet.getByText('Von unterwegs').waitFor()
    await sheet.getByText('Vom Schreibtisch').waitFor()
    expect(await read(desk, cramer)).toMatchObject({ report: 'Vom Schreibtisch' })
    await sheet.getByRole('button', { name: 'Meinen Bericht als Notiz speichern' }).click()
    await sheet.getByText('Alles ist übertragen.').waitFor()
    const history = await call<{ items: { text: string }[] }>(
      desk,
      'GET',
      `/history?contact=${cramer.contactId}`,
    )
    expect(history.items.map(({ text }) => text)).toContain('Von unterwegs')
    await page.keyboard.press('Escape')
  })

  test('what was moved meanwhile is shown as moved, and can be sent all the same', async () => {
    const damm = visitTo('Drogerie Damm')
    await goAway(page, road)
    await finish(page, damm, 'War da')
    await call(desk, 'PATCH', `/visits/${damm.id}`, { startTime: '16:00' })
    await road.setOffline(false)
    await page.getByRole('button', { name: '1 braucht eine Entscheidung' }).click()
    const sheet = page.getByRole('dialog')
    await sheet.getByText('16:00').waitFor()
    expect(await read(desk, damm)).toMatchObject({ state: 'planned' })
    await sheet.getByRole('button', { name: 'Meine Fassung übertragen' }).click()
    await sheet.getByText('Alles ist übertragen.').waitFor()
    expect(await read(desk, damm)).toMatchObject({ state: 'done', report: 'War da' })
    await page.keyboard.press('Escape')
  })

  test('signing out takes the customers off the device', async () => {
    await soon(() => keptVisits(page)).toBeGreaterThan(0)
    await page.getByRole('button', { name: /^Menü von/ }).click()
    await page.getByText('Abmelden', { exact: true }).click()
    await page.waitForURL('**/sign-in')
    await soon(() => keptVisits(page)).toBe(0)
    await road.setOffline(true)
    await page.goto('/today')
    await page.getByRole('heading').or(page.getByRole('alert')).first().waitFor()
    expect(await page.getByText('Bäckerei Bach').count()).toBe(0)
    await road.setOffline(false)
  })

  test('no browser had anything to complain of', () => expect(office.complaints).toEqual([]))
})

async function enter(page: Page): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-Mail-Adresse').fill(ada.email)
  await page.getByLabel('Passwort', { exact: true }).fill(ada.password)
  await page.getByRole('button', { name: 'Anmelden' }).click()
  await page.waitForURL(/\/(today|contacts)$/)
}

/** A customer with a visit today, accepted. */
async function planVisit(page: Page, companyName: string): Promise<Visit> {
  const contact = await call<{ id: string }>(page, 'POST', '/contacts', { kind: 'company', companyName })
  const { user } = await call<{ user: { id: string } }>(page, 'GET', '/session')
  const today = await page.evaluate<string>("new Date().toLocaleDateString('sv')")
  const plan = await call<{ id: string }>(page, 'POST', '/visit-plans', {
    name: `Plan ${companyName}`,
    assigneeId: user.id,
    count: 0,
    startDate: today,
    rhythm: { every: 1, unit: 'month', from: 'planned' },
    sample: { title: 'Besuch', startTime: '08:00', durationMinutes: 15 },
    holidays: { country: 'DE', onHoliday: 'keep' },
    workdays: [1, 2, 3, 4, 5, 6, 7],
    contactIds: [contact.id],
  })
  const { items } = await call<{ items: Visit[] }>(page, 'POST', `/visit-plans/${plan.id}/propose`, {})
  const [visit] = items
  if (!visit) throw new Error(`${companyName} has no visit`)
  await call(page, 'POST', '/visits/accept', { ids: [visit.id] })
  // Wherever holidays and weekends would put it: the day of the journey is today.
  await call(page, 'PATCH', `/visits/${visit.id}`, { date: today })
  return read(page, visit)
}

const read = (page: Page, { id }: Pick<Visit, 'id'>) => call<Visit>(page, 'GET', `/visits/${id}`)

/** How many visits this device keeps for the road. */
const keptVisits = (page: Page) =>
  page.evaluate<number>(
    `new Promise((done) => {
      const open = indexedDB.open('kontor.offline')
      open.onsuccess = () => {
        const ask = open.result.transaction('day').objectStore('day').get('today')
        ask.onsuccess = () => {
          open.result.close()
          done(ask.result ? ask.result.answers['/today/offline'].visits.length : 0)
        }
      }
      open.onerror = () => done(-1)
    })`,
  )

/** Leaves the network, with everything fresh at hand. */
async function goAway(page: Page, road: BrowserContext): Promise<void> {
  await page.goto('/today')
  await page.getByText('Drogerie Damm').first().waitFor()
  await road.setOffline(true)
}

/** Reports a visit as done on its page. */
async function finish(page: Page, visit: Visit, report: string, photo = false): Promise<void> {
  await page.goto(`/visits/${visit.id}`)
  await page.getByRole('button', { name: 'Erledigt …' }).click()
  await page.getByLabel('Bericht').fill(report)
  if (photo)
    await page
      .locator('dialog input[type=file]')
      .setInputFiles({ name: 'regal.png', mimeType: 'image/png', buffer: picture })
  await page.locator('dialog').getByRole('button', { name: 'Als erledigt speichern' }).click()
  await page.locator('dialog').waitFor({ state: 'detached' })
}
