import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { barriers } from './axe.ts'
import { CHROMIUM, openOffice } from './browser.ts'
import type { Office } from './browser.ts'
import { namesIn, press, signIn, soon, type } from './person.ts'

const anna = { email: 'anna@example.com', password: 'ein langes Kennwort' }
describe.skipIf(!CHROMIUM)('the page of a contact', () => {
  let office: Office
  let page: Page
  const address = (id: string, tab = '') => `/contacts/${id}${tab}`
  const call = async <Answer = unknown>(method: string, path: string, body?: unknown) =>
    (await page.evaluate(
      async ([method, path, body]) => {
        const session = (await (await fetch('/api/v1/session')).json()) as { csrfToken: string }
        const answer = await fetch(`/api/v1${path}`, {
          method,
          headers: { 'content-type': 'application/json', 'x-csrf-token': session.csrfToken },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        })
        return answer.status === 204 ? undefined : answer.json()
      },
      [method, path, body] as const,
    )) as Answer
  let company: { id: string }
  let person: { id: string; version: number }

  beforeAll(async () => {
    office = await openOffice({ KONTOR_ADMIN_EMAIL: anna.email, KONTOR_ADMIN_PASSWORD: anna.password })
    page = await office.visit()
    await signIn(page, anna)
    company = await call<typeof company>('POST', '/contacts', {
      kind: 'company',
      companyName: 'Holzbau Schneider GmbH',
    })
    person = await call<typeof person>('POST', '/contacts', {
      kind: 'person',
      firstName: 'Jürgen',
      lastName: 'Müller',
      companyId: company.id,
      details: [{ kind: 'phone', category: 'work', value: '0221 4710815' }],
    })
    await call('POST', '/users', {
      name: 'Mehmet Aydın',
      email: 'm@example.com',
      role: 'user',
      password: anna.password,
    })
  })
  afterAll(() => office.close())

  const phone = () => page.getByRole('button', { name: /^Telefon: \d/ })
  const toastOf = (words: string) => page.locator('.toast', { hasText: words })

  test('a value is changed where it stands, and Ctrl+Z brings the old one back', async () => {
    await page.goto(address(person.id))
    await phone().click()
    await page.locator('input:focus').waitFor()
    await page.keyboard.press('Control+a')
    await type(page, '0221 9999')
    await page.keyboard.press('Enter')
    await toastOf('Telefon geändert').waitFor()
    expect(await call('GET', `/contacts/${person.id}`)).toMatchObject({ details: [{ value: '0221 9999' }] })
    await page.locator('.record-head h1').click()
    await page.keyboard.press('Control+z')
    await toastOf('Rückgängig gemacht').waitFor()
    expect(await call('GET', `/contacts/${person.id}`)).toMatchObject({
      details: [{ value: '0221 4710815' }],
    })
  })

  test('what is wrong is said at the field, and what was typed stays', async () => {
    await page.getByRole('button', { name: 'Weg hinzufügen' }).click()
    await page.getByRole('menuitem', { name: 'E-Mail', exact: true }).click()
    await type(page, 'kein-klammeraffe')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').filter({ hasText: 'Das @ fehlt.' }).waitFor()
    await type(page, '@example.com')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'E-Mail: kein-klammeraffe@example.com' }).waitFor()
  })

  test('a change by somebody else to the same field asks whose value holds', async () => {
    let first = true
    await page.route(`**/api/v1/contacts/${person.id}`, async (route) => {
      // What was changed before may still be under way to the same address.
      if (first && route.request().postData()?.includes('"position"')) {
        first = false
        await call('PATCH', `/contacts/${person.id}`, { position: 'Verkauf' })
      }
      await route.continue()
    })
    await page.getByRole('button', { name: /^Position: / }).click()
    await type(page, 'Einkauf')
    await page.keyboard.press('Enter')
    const question = page.getByRole('dialog')
    await question.getByText('Verkauf', { exact: true }).waitFor()
    await question.getByText('Einkauf', { exact: true }).waitFor()
    await question.getByRole('button', { name: 'Meine Eingabe übernehmen' }).click()
    await page.getByRole('button', { name: 'Position: Einkauf' }).waitFor()
    await page.unroute(`**/api/v1/contacts/${person.id}`)
  })

  test('a note names a colleague, carries a file, and is taken back when deleted by mistake', async () => {
    await page.locator('.composer-text').click()
    await type(page, 'Bitte @Meh')
    await page.getByRole('option', { name: 'Mehmet Aydın' }).waitFor()
    await page.keyboard.press('Enter')
    await type(page, 'anrufen')
    await page
      .locator('.composer input[type=file]')
      .setInputFiles({ name: 'Grüße.txt', mimeType: 'text/plain', buffer: Buffer.from('Hallo') })
    await page.locator('.attachment', { hasText: '5 Byte' }).waitFor()
    await page.locator('.composer-text').focus()
    await page.keyboard.press('Control+Enter')
    const entry = page.locator('.entry', { hasText: 'Bitte @Mehmet Aydın anrufen' })
    await entry.locator('.file-chip', { hasText: 'Grüße.txt' }).waitFor()
    await entry.getByRole('button', { name: 'Mehr zu diesem Eintrag' }).click()
    await page.getByRole('menuitem', { name: 'Löschen' }).click()
    await entry.waitFor({ state: 'detached' })
    await toastOf('Eintrag gelöscht').getByRole('button', { name: 'Rückgängig' }).click()
    await entry.waitFor()
  })

  test('a note being written survives a reload', async () => {
    await page.locator('.composer-text').fill('Noch nicht fertig')
    await page.reload()
    await soon(() => page.locator('.composer-text').inputValue()).toBe('Noch nicht fertig')
    await page.locator('.composer-text').fill('')
  })

  test('the company tells the notes of its persons, and changes in sentences', async () => {
    await page.goto(address(company.id))
    await page.locator('.entry', { hasText: 'Jürgen Müller' }).first().waitFor()
    await page.getByRole('button', { name: /^Branche: / }).click()
    await type(page, 'Holzbau')
    await page.keyboard.press('Enter')
    await page.locator('.entry', { hasText: 'hat die Branche „Holzbau“ eingetragen' }).waitFor()
  })

  test('a picture is cropped with the keyboard, kept, and taken back', async () => {
    const colour = { r: 20, g: 110, b: 110 }
    const picture = await sharp({ create: { width: 320, height: 240, channels: 3, background: colour } })
      .png()
      .toBuffer()
    await page.goto(address(person.id))
    await page
      .locator('.record-head input[type=file]')
      .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: picture })
    await page.getByRole('button', { name: /^Bildausschnitt/ }).focus()
    await page.keyboard.press('+')
    await page.keyboard.press('ArrowRight')
    await page.getByRole('button', { name: 'Übernehmen' }).click()
    await page.locator('.record-head .face img').waitFor()
    await toastOf('Bild von Jürgen Müller geändert').getByRole('button', { name: 'Rückgängig' }).click()
    await page.locator('.record-head .face img').waitFor({ state: 'detached' })
  })

  test('a person is let go and comes back by undo', async () => {
    await page.goto(address(company.id, '?tab=persons'))
    await page.getByRole('button', { name: 'Jürgen Müller vom Unternehmen lösen' }).click()
    await page.getByText('Noch niemand zugeordnet').waitFor()
    await toastOf('gelöst').getByRole('button', { name: 'Rückgängig' }).click()
    await page.getByRole('tabpanel').getByRole('link', { name: 'Jürgen Müller' }).waitFor()
  })

  test('what went on to the persons of a company comes back from them too', async () => {
    const { items: levels } = await call<{ items: { id: string; name: string }[] }>('GET', '/temperatures')
    const idOf = (name: string) => levels.find((level) => level.name === name)?.id
    await call('PATCH', `/contacts/${person.id}`, { temperatureId: idOf('Kalt'), cascade: false })
    const temperatureOf = async ({ id }: { id: string }) =>
      (await call<{ temperatureId: string | null }>('GET', `/contacts/${id}`)).temperatureId
    const heat = async () => {
      await page.goto(address(company.id))
      await page.getByRole('button', { name: 'Heiß' }).click()
    }
    await heat()
    await page.getByRole('dialog').getByRole('button', { name: 'Auch für die anderen' }).click()
    await toastOf('geändert').waitFor()
    expect(await temperatureOf(person)).toBe(idOf('Heiß'))
    await toastOf('geändert').getByRole('button', { name: 'Rückgängig' }).click()
    await toastOf('Rückgängig gemacht').waitFor()
    expect([await temperatureOf(company), await temperatureOf(person)]).toEqual([null, idOf('Kalt')])

    await call('PATCH', '/settings', { contacts: { cascadeTemperature: true } })
    await heat()
    await toastOf('geändert').getByRole('button', { name: 'Rückgängig' }).click()
    await toastOf('Rückgängig gemacht').waitFor()
    expect([await temperatureOf(company), await temperatureOf(person)]).toEqual([null, idOf('Kalt')])
    await call('PATCH', '/settings', { contacts: { cascadeTemperature: null } })
  })

  test('a field of the firm that names a contact is read and filtered by in the list', async () => {
    await call('POST', '/custom-fields', { name: 'Vermittelt von', key: 'agent', type: 'contact' })
    await call('POST', '/contacts', {
      kind: 'company',
      companyName: 'Dachdecker Roth',
      custom: { agent: person.id },
    })
    await page.goto('/contacts')
    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    await page.getByRole('button', { name: 'Vermittelt von' }).click()
    await page.getByRole('textbox', { name: 'Suchen', exact: true }).fill('Müll')
    await page.getByRole('checkbox', { name: 'Jürgen Müller', exact: true }).click()
    await page.getByRole('button', { name: 'Vermittelt von ist Jürgen Müller', exact: true }).waitFor()
    await expect.poll(() => namesIn(page)).toEqual(['Dachdecker Roth'])
    await page.keyboard.press('Escape')
    await page.reload()
    await page.getByRole('button', { name: 'Vermittelt von ist Jürgen Müller', exact: true }).waitFor()
    await expect.poll(() => namesIn(page)).toEqual(['Dachdecker Roth'])
    await press(page, ' ')
    await page.getByRole('complementary').getByRole('link', { name: 'Jürgen Müller' }).waitFor()
  })

  test('a guest who sees nobody yet is told why', async () => {
    const gast = { name: 'Gast', email: 'gast@example.com', role: 'guest', password: anna.password }
    await call('POST', '/users', gast)
    const desk = await office.visit()
    await signIn(desk, gast)
    await desk.getByText('Als Gast sehen Sie hier die Kontakte').waitFor()
    expect(await desk.getByText('npm run').count()).toBe(0)
  })

  test('beside a large company stands how many people it has', async () => {
    const { id } = await call<{ id: string }>('POST', '/contacts', { kind: 'company', companyName: 'Werk' })
    const people = Array.from({ length: 101 }, (_, at) => ({
      kind: 'person',
      lastName: `N${at}`,
      companyId: id,
    }))
    await Promise.all(people.map((one) => call('POST', '/contacts', one)))
    await page.goto(address(id))
    await page.getByRole('complementary', { name: 'Personen' }).getByText('101', { exact: true }).waitFor()
    await page.getByRole('link', { name: 'Alle 101 Personen' }).waitFor()
  })

  test('every tab of a company is in sight, on a phone the open one', async () => {
    await page.goto(address(company.id))
    const right = (await page.getByRole('tablist').boundingBox())!
    const tabs = page.getByRole('tab')
    await tabs.last().waitFor()
    for (const tab of await tabs.all()) {
      const box = (await tab.boundingBox())!
      expect(box.x + box.width, await tab.innerText()).toBeLessThanOrEqual(right.x + right.width)
    }
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(address(company.id, '?tab=files'))
    await expect
      .poll(async () => (await page.getByRole('tab', { selected: true }).boundingBox())?.x)
      .toBeLessThan(300)
    await page.setViewportSize({ width: 1440, height: 900 })
  })

  test.each(['', '?tab=persons', '?tab=files', '?tab=changes'])('nothing bars the way on %s', async (tab) => {
    await page.goto(address(company.id, tab))
    await page.getByRole('tabpanel').waitFor()
    expect(await barriers(page)).toEqual([])
  })
})
