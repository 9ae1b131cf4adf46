import type { LabelUse } from '#features/labels/server/use.ts'
import { countAttempt } from '#features/users/server/attempts.ts'
import { openSession } from '#features/users/server/sign-in.ts'
import { session } from '#features/users/user.ts'
import { Problem } from '#kernel/problem.ts'
import { transaction } from '#platform/database.ts'
import { routesOf } from '#platform/route.ts'
import { setupInput, setupState } from '../setup.ts'
import { addSampleData, removeSampleData } from './sample-data.ts'
import { isSetupNeeded, setUp } from './set-up.ts'
import { isSetupToken } from './setup-token.ts'
import type { SetupDb } from './tables.ts'

const { get, ask, remove } = routesOf<SetupDb>('set-up')

export const setupRoutes = (uses: readonly LabelUse[]) => [
  get({
    path: '/setup',
    summary: 'Whether Kontor still has to be set up, and whether it can send mails',
    may: 'anyone',
    reply: setupState,
    run: async ({ db, house }) => ({ needed: await isSetupNeeded(db), mails: house.mail.configured }),
  }),
  ask({
    path: '/setup',
    summary: 'Sets Kontor up and signs the administrator in',
    may: 'anyone',
    body: setupInput,
    reply: session,
    status: 201,
    run: async ({ db, body, house, ...http }) => {
      await countAttempt(db, [`setup:${http.request.ip}`])
      if (!(await isSetupToken(db, body.token))) {
        throw new Problem('invalid', 'invalid', 'This is not the token from the log.', [
          { path: 'token', code: 'wrong_token', message: 'This is not the token from the log.' },
        ])
      }
      return transaction(db, async (tx) => {
        const by = await setUp(tx, body)
        if (body.sampleData) await addSampleData(tx, by, house)
        return openSession(tx, house, by.id, http)
      })
    },
  }),
  remove({
    path: '/setup/sample-data',
    summary: 'Takes the sample firm out; what of it was changed since goes to the bin',
    may: 'admin',
    run: ({ tx, by }) => removeSampleData(tx, by, uses),
  }),
]
