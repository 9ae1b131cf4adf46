import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const WORKERS = availableParallelism() + 1

/**
 * Only what hangs runs into these: how long something takes on a busy machine proves nothing, so they are far beyond
 * it. What is waited for (`expect.poll`) is asked for as long.
 */
const patience = {
  testTimeout: 600_000,
  hookTimeout: 600_000,
  expect: { poll: { timeout: 300_000, interval: 30 } },
}

/**
 * Four rooms of tests: `house` (the structure of the code), `rules` (pure functions, no I/O), `server`
 * (everything that needs PostgreSQL; each file gets a database of its own) and `journeys` (a real browser). Much of
 * their time is waiting for a database, a process, a browser, so that more files than cores run side by side.
 */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'house', include: ['test/*.test.ts'], sequence: { groupOrder: 0 }, ...patience } },
      {
        test: {
          name: 'rules',
          sequence: { groupOrder: 0 },
          include: [
            'src/kernel/**/*.test.ts',
            'src/ui/**/*.test.ts',
            'src/features/*/*.test.ts',
            'src/features/*/web/**/*.test.ts',
          ],
          ...patience,
        },
      },
      {
        test: {
          name: 'server',
          // Files share what they import, which costs more than most of them do: nothing in a module may be of one
          // database, and no hook may stand in a module that a test file imports.
          isolate: false,
          maxWorkers: WORKERS,
          sequence: { groupOrder: 1 },
          include: [
            'src/platform/**/*.test.ts',
            'src/connectors/**/*.test.ts',
            'src/features/*/server/**/*.test.ts',
            'src/app/**/*.test.ts',
            'test/server/**/*.test.ts',
            'test/einvoice/**/*.test.ts',
          ],
          globalSetup: ['test/postgres.ts'],
          ...patience,
        },
      },
      {
        test: {
          name: 'journeys',
          // Files share what they import and one browser for each worker; `each-test.ts` is run for each of them.
          isolate: false,
          setupFiles: ['test/journeys/each-test.ts'],
          sequence: { groupOrder: 2 },
          include: ['test/journeys/**/*.test.ts'],
          globalSetup: ['test/postgres.ts'],
          maxWorkers: 2,
          // A busy machine and a real browser miss each other now and then; the run says which test it took twice.
          retry: 1,
          ...patience,
        },
      },
    ],
  },
})
