import { z } from 'zod'
import { Problem } from '#kernel/problem.ts'
import { routesOf } from '#platform/route.ts'
import { signInOffers, signInStart } from '../../sign-in.ts'
import { withGroupware } from '../groupware-problem.ts'
import type { GroupwareDb } from '../tables.ts'
import { keepClientSecret, readOffers } from './registration.ts'
import { beginSignIn, endSignIn } from './sign-in.ts'

const { get, ask, put } = routesOf<GroupwareDb>('groupware')

/** Signing in where no password is taken, and how the firm is known there. */
export const signInRoutes = [
  get({
    path: '/groupware/sign-in',
    summary: 'Where users of this firm may sign in: Microsoft 365, Google, a provider of its own',
    may: 'user',
    reply: signInOffers,
    run: ({ db, house }) => readOffers(db, house.config),
  }),
  ask({
    path: '/groupware/sign-in',
    summary: 'Where to sign in at a provider; nothing said: at Microsoft 365',
    may: 'user',
    body: signInStart,
    reply: z.object({ url: z.url() }).meta({ id: 'GroupwareSignIn' }),
    run: ({ db, by, body, house }) =>
      withGroupware(() => beginSignIn(db, by, { input: body, config: house.config })),
  }),
  get({
    path: '/groupware/sign-in/callback',
    summary:
      'Where a provider sends the user back to; goes on to the account in the settings, or says why not',
    may: 'user',
    query: z.object({ code: z.string().optional(), error: z.string().optional() }),
    binary: 'text/plain',
    async run({ db, by, house, request, response }) {
      const { publicUrl } = house.config
      const callback = new URL(request.url, publicUrl).href
      const found = await withGroupware(() => endSignIn(db, by, { config: house.config, callback })).then(
        (id) => `account=${id}`,
        // Who comes back is a person in a browser, who cannot read a problem.
        (error: unknown) => {
          if (!(error instanceof Problem)) throw error
          return `refused=${encodeURIComponent(error.code)}`
        },
      )
      response.redirect(`${publicUrl}/settings/groupware?${found}`)
      return undefined
    },
  }),
  put({
    path: '/groupware/sign-in/{provider}',
    summary: 'Keeps the client secret that a provider gave, sealed; of Microsoft see /groupware/microsoft',
    may: 'admin',
    params: z.object({ provider: z.enum(['google', 'other']) }),
    body: z.object({ secret: z.string().trim().min(1).max(1000) }).meta({ id: 'GroupwareClientSecret' }),
    run: ({ tx, by, params, body, house }) =>
      keepClientSecret(tx, by, { ...params, ...body, config: house.config }),
  }),
]
