import { expect } from 'vitest'
import type { Locator, Page } from 'playwright-core'
import { PATIENCE } from './browser.ts'

/** Who sits at the desk. */
export interface Person {
  name: string
  email: string
  password: string
}

/** Comes to the list signed in, past the door: that is passed by hand where it is the matter (`first-day`, `around`). */
export async function signIn(
  page: Page,
  { email, password }: Pick<Person, 'email' | 'password'>,
): Promise<void> {
  const answer = await page.request.post('/api/v1/session', { data: { email, password } })
  expect(answer.ok(), `signed in as ${email}`).toBe(true)
  await page.goto('/contacts')
}

/** Asks the server in the name of who is signed in on this page; for what a journey needs but does not tell. */
export function call<Answer>(page: Page, method: string, path: string, body?: unknown): Promise<Answer> {
  return page.evaluate(
    async ([method, path, body]) => {
      const answer = await fetch(`/api/v1${path}`, {
        method,
        headers: { 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
      return answer.status === 204 ? undefined : answer.json()
    },
    [method, path, body] as const,
  ) as Promise<Answer>
}

/** Chooses a file as a person does: by the button that asks for one. */
export async function choose(
  page: Page,
  button: Locator,
  file: string | { name: string; mimeType: string; buffer: Buffer },
): Promise<void> {
  const [asked] = await Promise.all([page.waitForEvent('filechooser'), button.click()])
  await asked.setFiles(file)
}

/** Types where the keyboard is, once that is a field. */
export async function type(page: Page, words: string): Promise<void> {
  await page.locator(':focus:is(input, textarea, [contenteditable=true])').waitFor()
  await page.keyboard.type(words)
}

/** The names in the list, from the top. */
export const namesIn = (page: Page): Promise<string[]> =>
  page
    .getByRole('checkbox', { name: /(?<!^Alle) auswählen$/ })
    .evaluateAll((boxes) =>
      boxes.map((box) => box.getAttribute('aria-label')?.replace(/ auswählen$/, '') ?? ''),
    )

/** The cell of the list that names this contact. */
export const nameCell = (page: Page, name: string): Locator =>
  page.getByRole('gridcell', { name: new RegExp(`^${name}(?! auswählen)`) })

/** Finds a contact in the list and opens its page. */
export async function openContact(page: Page, name: string): Promise<void> {
  await page.goto(`/contacts?q=${encodeURIComponent(name)}`)
  await nameCell(page, name).dblclick()
  await page.getByRole('heading', { level: 1, name }).waitFor()
}

/** Looks again until it is so. */
export const soon = <Seen>(look: () => Promise<Seen>) =>
  expect.poll(look, { timeout: PATIENCE, interval: 50 })

/**
 * Presses keys one right after the other, as fingers do: a key is only answered when the page has done with it, and on
 * a busy machine that is a pause which ends a sequence such as `g b`. What was just drawn listens first.
 */
export async function press(page: Page, ...keys: string[]): Promise<void> {
  await page.getByRole('navigation').first().waitFor({ state: 'attached' })
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done)))')
  await Promise.all(keys.map((key) => page.keyboard.press(key)))
}

/** Takes the last action back by its keys, once its toast says that it was done: the server knows it earlier. */
export async function takeBack(page: Page, words: string): Promise<void> {
  const toast = page.locator('.toast', { hasText: words })
  await toast.getByRole('button', { name: 'Rückgängig' }).last().waitFor()
  await page.keyboard.press('Control+z')
}

/** Types into the search of the list and waits until exactly these are found. */
export async function find(page: Page, words: string, names: string[]): Promise<void> {
  await page.getByRole('textbox', { name: 'In der Liste suchen' }).fill(words)
  await soon(() => namesIn(page)).toEqual(names)
}
