import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page, Response } from 'playwright-core'
import { CHROMIUM, openOffice } from './browser.ts'
import type { Office } from './browser.ts'
import { call, nameCell, signIn } from './person.ts'

const ada = { email: 'ada@example.com', password: 'ein langes Kennwort' }

/** What the first visit of the contact list may cost. Sizes are those of gzip, whatever the server sent. */
describe.skipIf(!CHROMIUM)('the first visit of the contact list', () => {
  let office: Office
  let page: Page
  const answers: Response[] = []

  beforeAll(async () => {
    office = await openOffice({ KONTOR_ADMIN_EMAIL: ada.email, KONTOR_ADMIN_PASSWORD: ada.password })
    const before = await office.visit()
    await signIn(before, ada)
    for (const lastName of ['Bach', 'Cramer', 'Damm'])
      await call(before, 'POST', '/contacts', { kind: 'person', firstName: 'Berta', lastName })
    const storageState = await before.context().storageState()
    await before.context().close()
    // Another browser, which has the cookie but nothing in its cache.
    page = await office.visit({
      storageState: { ...storageState, origins: [] },
      serviceWorkers: 'allow',
    })
    await page.addInitScript(`
      window.shifted = 0
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) window.shifted += entry.value
      }).observe({ type: 'layout-shift', buffered: true })`)
    page.on('response', (answer) => answers.push(answer))
    await page.goto('/contacts')
    await nameCell(page, 'Berta Damm').waitFor()
    await page.getByText('3 Kontakte').waitFor()
    await page.evaluate('document.fonts.ready.then(() => new Promise((done) => requestIdleCallback(done)))')
  })
  afterAll(() => office.close())

  const weigh = async (ending: string) => {
    const files = answers.filter((answer) => new URL(answer.url()).pathname.endsWith(ending))
    const weights = await Promise.all(files.map(async (file) => gzipSync(await file.body()).length))
    return weights.reduce((sum, weight) => sum + weight, 0)
  }

  test('brings at most 195 KB of JavaScript', async () => {
    expect(await weigh('.js')).toBeLessThanOrEqual(195_000)
  })

  test('brings at most 14 KB of styles', async () => {
    expect(await weigh('.css')).toBeLessThanOrEqual(14_000)
  })

  test('asks at most twenty-one times', () => {
    expect(answers.map((answer) => new URL(answer.url()).pathname).length).toBeLessThanOrEqual(21)
  })

  test('moves nothing once it stands', async () => {
    expect(await page.evaluate('window.shifted')).toBe(0)
  })

  test('no browser had anything to complain of', () => expect(office.complaints).toEqual([]))
})
