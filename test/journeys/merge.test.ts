import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { barriers } from './axe.ts'
import { CHROMIUM, openOffice } from './browser.ts'
import type { Office } from './browser.ts'
import { call, signIn, soon } from './person.ts'

const anna = { email: 'anna@example.com', password: 'ein langes Kennwort' }

describe.skipIf(!CHROMIUM)('two contacts become one', () => {
  let office: Office
  let page: Page
  let stays: { id: string }
  let goes: { id: string }
  beforeAll(async () => {
    office = await openOffice({ KONTOR_ADMIN_EMAIL: anna.email, KONTOR_ADMIN_PASSWORD: anna.password })
    page = await office.visit()
    await signIn(page, anna)
    const make = (input: object) =>
      call<{ id: string }>(page, 'POST', '/contacts', {
        kind: 'person',
        firstName: 'Ute',
        lastName: 'Kern',
        ...input,
      })
    stays = await make({ position: 'Leitung', details: [{ kind: 'phone', value: '0221 4710815' }] })
    goes = await make({
      position: 'Inhaberin',
      birthday: '1975-12-24',
      details: [{ kind: 'email', value: 'ute@kern.example' }],
    })
    await call(page, 'POST', '/history', {
      contactId: goes.id,
      category: 'call',
      text: 'Fragt nach dem Angebot.',
    })
    await page.goto(`/contacts/${stays.id}`)
  })
  afterAll(() => office.close())

  const dialog = () => page.getByRole('dialog', { name: 'Kontakte zusammenführen' })
  const fact = (words: string) => page.locator('.facts', { hasText: words })

  test('from the menu of one: its namesake is offered', async () => {
    await page.getByRole('button', { name: 'Weitere Aktionen' }).click()
    await page.getByRole('menuitem', { name: 'Zusammenführen' }).click()
    await dialog()
      .getByRole('checkbox', { name: /Ute Kern/ })
      .check()
    expect(await barriers(page)).toEqual([])
    await dialog().getByRole('button', { name: 'Vergleichen' }).click()
    await dialog().getByText('1 Ereignis im Verlauf').waitFor()
    expect(await barriers(page)).toEqual([])
  })

  test('with the keyboard alone one chooses, and sees the result before', async () => {
    await dialog().getByRole('group', { name: 'Position' }).getByRole('radio').first().focus()
    await page.keyboard.press('ArrowRight')
    await dialog().getByRole('region', { name: 'Das Ergebnis' }).getByText('Inhaberin').waitFor()
    await page.keyboard.press('Control+Enter')
    await dialog().waitFor({ state: 'detached' })
    for (const words of ['Inhaberin', '0221 4710815', 'ute@kern.example', '24. Dez. 1975'])
      await fact(words).waitFor()
    await page.getByText('Fragt nach dem Angebot.').waitFor()
    await soon(() => page.locator('.toast').allInnerTexts()).toEqual([
      expect.stringContaining('ist zusammengeführt'),
    ])
  })

  test('an old link leads to the one that stayed; the bin says where the other went', async () => {
    await page.goto(`/contacts/${goes.id}`)
    await page.waitForURL(`**/contacts/${stays.id}`)
    await page.goto('/bin')
    await page.getByText('Aufgegangen in Ute Kern').waitFor()
  })

  test('the timeline says so, and takes it back', async () => {
    await page.goto(`/contacts/${stays.id}`)
    await page.getByText('hat „Ute Kern“ hiermit zusammengeführt').waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: 'Wieder trennen' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Wieder trennen' }).click()
    await fact('Leitung').waitFor()
    await soon(() => fact('ute@kern.example').count()).toBe(0)
    await page.goto(`/contacts/${goes.id}`)
    await fact('Inhaberin').waitFor()
    await page.getByText('Fragt nach dem Angebot.').waitFor()
  })

  test('from the list, on a phone too', async () => {
    const small = await office.visit({ viewport: { width: 390, height: 844 }, hasTouch: true })
    await signIn(small, anna)
    await small.goto(`/contacts/${stays.id}`)
    await small.getByRole('button', { name: 'Weitere Aktionen' }).click()
    await small.getByRole('menuitem', { name: 'Zusammenführen' }).click()
    await small.getByRole('checkbox', { name: /Ute Kern/ }).check()
    await small.getByRole('button', { name: 'Vergleichen' }).click()
    await small.getByText('1 Ereignis im Verlauf').waitFor()
    expect(await barriers(small)).toEqual([])
    expect(await small.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    await small.context().close()

    await page.goto('/contacts?q=Kern')
    const boxes = page.getByRole('checkbox', { name: 'Ute Kern auswählen' })
    await soon(() => boxes.count()).toBe(2)
    const fromBar = async () => {
      await page.getByRole('button', { name: 'Weitere', exact: true }).click()
      await page.getByRole('menuitem', { name: 'Zusammenführen' }).click()
    }
    await boxes.nth(0).check()
    await fromBar()
    await dialog().getByText('Wer ist derselbe Kontakt wie Ute Kern?').waitFor()
    await dialog().getByRole('button', { name: 'Abbrechen' }).click()
    await boxes.nth(1).check()
    await fromBar()
    await dialog().getByRole('button', { name: 'Zusammenführen' }).click()
    await page.locator('.toast').getByRole('button', { name: 'Rückgängig' }).click()
    await soon(() =>
      call<{ total: number }>(page, 'GET', '/contacts?q=Kern&count=true').then((p) => p.total),
    ).toBe(2)
    expect(office.complaints).toEqual([])
  })
})
