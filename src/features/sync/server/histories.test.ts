import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'
import { liveHistory } from '../../../../test/groupware/history.ts'
import { SEED } from '../../../../test/seed.ts'

// Random histories of both sides, against the real engine, a real database and the real actions. KONTOR_HISTORIES=1000
// lives through a thousand; KONTOR_TEST_SEED repeats one.

const HISTORIES = Number(process.env['KONTOR_HISTORIES'] ?? 60)

let app: TestApp
let who: Person
let colleague: Person
beforeAll(async () => {
  app = await startApp({}, { minute: [] })
  who = await app.person('user', 'Anna Amsel')
  colleague = await app.person('user', 'Ben Bussard')
})
afterAll(() => app.close())

test(
  `${HISTORIES} histories end with both sides equal, nothing lost and nothing doubled (seed ${SEED})`,
  { timeout: 7_200_000 },
  async () => {
    let [conflicts, crashes] = [0, 0]
    for (let n = 0; n < HISTORIES; n++) {
      const lived = await liveHistory(app, { who, colleague }, SEED + n).catch((error: unknown) => {
        throw new Error(`history of seed ${SEED + n} (the ${n + 1}th)`, { cause: error })
      })
      conflicts += lived.conflicts
      crashes += lived.crashes
    }
    expect(conflicts, 'conflicts there were').toBeGreaterThan(HISTORIES / 20)
    expect(crashes, 'processes died').toBeGreaterThan(0)
  },
)
