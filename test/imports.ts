import { expect } from 'vitest'
import type { Person, Reply } from './app.ts'
import { form } from './form.ts'

/** Sends a file to `/imports` as a browser does. */
export async function upload(who: Person, name: string, bytes: Uint8Array): Promise<Reply> {
  const { body, headers } = await form({
    file: new File([new Uint8Array(bytes)], name, { type: 'text/csv' }),
  })
  return who.post('/imports', body, headers)
}

/** Uploads and runs a file with what is suggested for it; gives back the finished import and the rows left out. */
export async function bring(
  who: Person,
  name: string,
  bytes: Uint8Array,
  run: object = {},
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers of every shape
): Promise<any> {
  const { body } = await upload(who, name, bytes)
  const started = await who.post(`/imports/${body.id}/run`, run)
  expect(started.status, JSON.stringify(started.body)).toBe(202)
  return finished(who, body.id)
}

/** Waits until an import is over. */
// oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers of every shape
export async function finished(who: Person, id: string): Promise<any> {
  const state = async () => (await who.get(`/imports/${id}`)).body.state
  await expect.poll(state, { interval: 50 }).toMatch(/done|failed|cancelled/)
  const { body } = await who.get(`/imports/${id}`)
  const { body: left } = await who.get(`/imports/${id}/rows?limit=200`)
  return {
    ...body,
    rows: left.items.filter((row: { state: string }) => /error|skipped|held/.test(row.state)),
  }
}
