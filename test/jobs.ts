import { expect } from 'vitest'
import type { Person } from './app.ts'

/** Waits until a job is over, well, and gives it back. */
// oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers of every shape
export async function jobDone(who: Person, id: string): Promise<any> {
  const state = async () => (await who.get(`/jobs/${id}`)).body.state
  await expect.poll(state, { interval: 30 }).toMatch(/done|failed|cancelled/)
  const { body } = await who.get(`/jobs/${id}`)
  expect(body.state, body.error).toBe('done')
  return body
}
