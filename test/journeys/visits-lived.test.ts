import ical from 'ical.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { dayNumber, dayOf, weekdayOf } from '#kernel/day.ts'
import { barriers } from './axe.ts'
import { CHROMIUM, openOffice } from './browser.ts'
import type { Office } from './browser.ts'
import { call, namesIn, signIn, soon } from './person.ts'

// One visit from the list of customers to the timeline of one of them, on the sample firm. Days are counted from today:
// nothing here knows another clock than the machine's.

const ada = { name: 'Ada Lovelace', email: 'ada@example.com', password: 'ein langes Kennwort' }
const ben = { name: 'Ben Brink', email: 'ben@example.com', password: 'noch ein langes Kennwort' }
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
)
const inKoeln = 'class=A&postalCodeFrom=50000&postalCodeTo=50999'
const today = dayNumber(new Date().toLocaleDateString('sv', { timeZone: 'Europe/Berlin' }))
/** The Tuesday after the next Sunday: in no week of today, so that nothing of it is past. */
const tuesday = dayOf(today + 9 - weekdayOf(today))

interface Visit {
  id: string
  contactId: string
  assigneeId: string
  date: string
  startTime: string | null
  state: string
  report: string
  nextId: string | null
  customer: { displayName: string; postalCode: string | null }
}

describe.skipIf(!CHROMIUM)('visits, from the list of customers to the timeline of one', () => {
  let office: Office
  let page: Page
  let road: Page
  let benId: string
  let adaId: string
  /** How many A customers live in 50xxx, and who of them is followed to the end. */
  let many: number
  let first: Visit
  let next: Visit

  const visits = async (query: string, on = page) =>
    (await call<{ items: Visit[] }>(on, 'GET', `/visits?limit=200&plan=${planId}&${query}`)).items
  let planId: string

  beforeAll(async () => {
    office = await openOffice()
    page = await office.visit()
    await page.goto('/setup')
    await call(page, 'POST', '/setup', {
      token: new URL(office.serving.setupLink ?? '').hash.slice(1),
      language: 'de',
      firm: { name: 'Rheinglanz' },
      admin: ada,
      holidays: { country: 'DE', state: 'NW' },
      sampleData: true,
    })
    await signIn(page, ada)
    adaId = (await call<{ user: { id: string } }>(page, 'GET', '/session')).user.id
    benId = (await call<{ id: string }>(page, 'POST', '/users', { ...ben, role: 'user' })).id
    await page.goto('/contacts')
    many = (await call<{ total: number }>(page, 'GET', `/contacts?limit=1&count=true&${inKoeln}`)).total
    expect(many).toBeGreaterThan(1)
  })
  afterAll(() => office.close())

  test('all A customers in 50xxx are chosen in the list and get a plan: monthly from 8:00, 15 minutes', async () => {
    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    await page.getByRole('button', { name: 'Klasse', exact: true }).click()
    await page.getByRole('checkbox', { name: 'A', exact: true }).click()
    await page.getByRole('button', { name: 'Klasse', exact: true }).click()
    await page.getByRole('button', { name: 'Postleitzahl', exact: true }).click()
    await page.getByLabel('von', { exact: true }).fill('50000')
    await page.getByLabel('bis', { exact: true }).fill('50999')
    await page.keyboard.press('Escape')
    await soon(async () => (await namesIn(page)).length).toBe(many)
    await page.getByRole('checkbox', { name: 'Alle auswählen' }).check()
    await page.getByRole('button', { name: 'Weitere', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Besuche planen' }).click()
    const form = page.getByRole('dialog', { name: 'Neuer Besuchsplan' })
    await form.getByLabel('Name des Plans').fill('A-Kunden Köln')
    await form.getByLabel('Wer', { exact: true }).selectOption({ label: ben.name })
    await form.getByLabel('Ab', { exact: true }).fill(tuesday.split('-').toReversed().join('.'))
    await soon(() => form.getByLabel('Beginn').inputValue()).toBe('08:00')
    await soon(() => form.getByLabel('Dauer (min)').inputValue()).toBe('15')
    await soon(() => form.getByLabel('Anzahl').inputValue()).toBe('0')
    await form.getByRole('button', { name: 'Zur Vorschau' }).click()
    await page.getByRole('button', { name: `${many} Termine vorschlagen` }).click()
    await page.waitForURL('**/visits?plan=*')
    planId = new URL(page.url()).searchParams.get('plan') ?? ''
  })

  test('the proposals stand in the order of postal codes, and are not binding yet', async () => {
    const proposed = await visits('state=proposed&sort=postalCode')
    expect(proposed.map(({ date }) => date)).toEqual(proposed.map(() => tuesday))
    const codes = proposed.map(({ customer }) => customer.postalCode ?? '')
    expect(codes).toEqual(codes.toSorted())
    await soon(() => namesIn(page)).toEqual(proposed.map(({ customer }) => customer.displayName))
    expect(await onCalendarOf(benId)).toEqual(proposed.map(() => 'proposed'))
  })

  test('the map of the planning has a table that names them all', async () => {
    await page.getByRole('button', { name: 'Karte', exact: true }).click()
    await page.getByRole('button', { name: 'Als Tabelle' }).click()
    const map = page.getByRole('region', { name: 'Karte der Besuche' }).first()
    await soon(() => map.getByRole('checkbox').count()).toBe(many)
    await page.getByRole('button', { name: 'Karte', exact: true }).click()
  })

  test('the route of Tuesday orders them, and its times are taken over', async () => {
    await page.goto(`/visits/route?date=${tuesday}&user=${benId}`)
    const stops = page.getByRole('list', { name: 'Besuche in ihrer Reihenfolge' })
    await soon(() => stops.getByRole('button', { name: /^Reihenfolge von/ }).count()).toBe(many)
    await page.getByRole('button', { name: 'Zeiten übernehmen' }).click()
    const times = async () => (await visits('state=proposed')).map(({ startTime }) => startTime)
    await soon(async () => new Set(await times()).size).toBe(many)
  })

  test('all are accepted, and the employee sees them in the calendar', async () => {
    await page.goto(`/visits?plan=${planId}`)
    await soon(async () => (await namesIn(page)).length).toBe(many)
    await page.getByRole('button', { name: 'Alle annehmen' }).click()
    await page.getByText(`${many} Besuche angenommen.`).waitFor()
    expect(await onCalendarOf(benId)).toEqual(Array.from({ length: many }, () => 'planned'))
    road = await office.visit({ ...phone, serviceWorkers: 'allow' })
    await signIn(road, ben)
    const seen = await office.visit({ storageState: await road.context().storageState() })
    await seen.goto(`/calendar?view=day&day=${tuesday}`)
    await soon(() => seen.locator('[data-entry]').count()).toBe(many)
    await seen.context().close()
  })

  const onCalendarOf = async (userId: string) =>
    (
      await call<{ items: { state: string }[] }>(
        page,
        'GET',
        `/calendar?from=${tuesday}&to=${tuesday}&user=${userId}&include=visit`,
      )
    ).items.map(({ state }) => state)

  test('a calendar program that knows only the secret address shows them', async () => {
    const { url } = await call<{ url: string }>(road, 'POST', '/calendars', {
      name: 'Telefon',
      include: ['visits'],
    })
    const read = async () => {
      const answer = await fetch(new URL(new URL(url).pathname, office.address))
      expect(answer.headers.get('content-type')).toContain('text/calendar')
      const events = new ical.Component(ical.parse(await answer.text())).getAllSubcomponents('vevent')
      return events.map((event) => new ical.Event(event))
    }
    const events = await read()
    const planned = await visits('state=planned')
    expect(events.map(({ startDate }) => startDate.toString().slice(0, 16)).toSorted()).toEqual(
      planned.map(({ date, startTime }) => `${date}T${startTime}`).toSorted(),
    )
  })

  test('one is done on the phone without network, with a report and a photo, and carried over', async () => {
    const [planned] = await visits('state=planned&sort=postalCode')
    if (!planned) throw new Error('Nothing is planned')
    first = planned
    await page.goto(`/visits/${first.id}`)
    await moveTo('heute')
    await soon(async () => (await read(first.id)).date).toBe(dayOf(today))
    await road.goto('/today')
    await road.getByText(first.customer.displayName).first().waitFor()
    await road.evaluate('navigator.serviceWorker.ready')
    await soon(() => takenAlong(road)).toBe(1)
    await road.context().setOffline(true)
    await road.reload()
    await road.getByText(/Offline, Stand \d{1,2}:\d\d/).waitFor()
    await road.getByRole('link', { name: `Besuch bei ${first.customer.displayName} öffnen` }).click()
    await road.getByRole('button', { name: 'Erledigt …' }).click()
    const sheet = road.getByRole('dialog')
    await sheet.getByLabel('Bericht').fill('Neue Fenster im Frühjahr')
    await sheet
      .locator('input[type=file]')
      .setInputFiles({ name: 'fassade.png', mimeType: 'image/png', buffer: picture })
    await sheet.getByRole('button', { name: 'Als erledigt speichern' }).click()
    await road.getByText('1 wartet auf Übertragung').waitFor()
    expect((await read(first.id)).state).toBe('planned')
    await road.context().setOffline(false)
    await soon(async () => (await read(first.id)).state).toBe('done')
    expect((await read(first.id)).report).toBe('Neue Fenster im Frühjahr')
  })

  test('the next one is there, a month later', async () => {
    const { nextId } = await read(first.id)
    next = await read(nextId ?? '')
    expect(next).toMatchObject({ contactId: first.contactId, assigneeId: benId, state: 'planned' })
    const days = dayNumber(next.date) - today
    expect(days).toBeGreaterThanOrEqual(28)
    expect(days).toBeLessThan(45)
  })

  test('it is moved to three days earlier and given to a colleague', async () => {
    await page.goto(`/visits/${next.id}`)
    const earlier = dayOf(dayNumber(next.date) - 3)
    await moveTo(earlier.split('-').toReversed().join('.'))
    await soon(async () => (await read(next.id)).date).toBe(earlier)
    await page.getByRole('button', { name: 'Weitere Schritte' }).click()
    await page.getByRole('menuitem', { name: 'Vergeben' }).click()
    const sheet = page.getByRole('dialog')
    await sheet.getByLabel('An wen').selectOption({ label: ada.name })
    await sheet.getByRole('button', { name: 'Vergeben' }).click()
    await soon(async () => (await read(next.id)).assigneeId).toBe(adaId)
    next = await read(next.id)
  })

  test('the page of the customer tells all of it', async () => {
    await page.goto(`/contacts/${first.contactId}`)
    await page.getByText('Neue Fenster im Frühjahr').first().waitFor()
    await page.getByRole('tab', { name: 'Besuche' }).click()
    const coming = page.getByRole('region', { name: 'Nächste Besuche' })
    await coming.getByText(ada.name).first().waitFor()
    await page.getByRole('region', { name: 'Frühere Besuche' }).getByText(ben.name).first().waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('tab', { name: 'Dateien' }).click()
    await page.getByText('fassade.png').first().waitFor()
  })

  const read = (id: string) => call<Visit>(page, 'GET', `/visits/${id}`)
  const moveTo = async (day: string) => {
    await page.getByRole('button', { name: 'Verschieben', exact: true }).click()
    const sheet = page.getByRole('dialog')
    await sheet.getByLabel('Neuer Tag').fill(day)
    await sheet.getByRole('button', { name: 'Verschieben', exact: true }).click()
    await sheet.waitFor({ state: 'detached' })
  }

  test('no browser had anything to complain of', () => expect(office.complaints).toEqual([]))
})

/** How many visits this device keeps for the road. */
const takenAlong = (page: Page) =>
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
