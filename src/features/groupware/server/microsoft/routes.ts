import { z } from 'zod'
import { routesOf } from '#platform/route.ts'
import { withGroupware } from '../groupware-problem.ts'
import type { GroupwareDb } from '../tables.ts'
import { keepEntraSecret, readEntra } from './entra-app.ts'
import { beginSignIn, endSignIn } from './sign-in.ts'

const { get, ask, put } = routesOf<GroupwareDb>('groupware')

/** Signing in at Microsoft 365, and how the firm is known there. */
export const microsoftRoutes = [
  ask({
    path: '/groupware/sign-in',
    summary: 'Where to sign in at Microsoft 365',
    may: 'user',
    reply: z.object({ url: z.url() }).meta({ id: 'GroupwareSignIn' }),
    run: ({ db, by, house }) => withGroupware(() => beginSignIn(db, by, house.config)),
  }),
  get({
    path: '/groupware/sign-in/callback',
    summary: 'Where Microsoft sends the user back to; goes on to the account in the settings',
    may: 'user',
    query: z.object({ code: z.string().optional(), error: z.string().optional() }),
    binary: 'text/plain',
    async run({ db, by, house, request, response }) {
      const { publicUrl } = house.config
      const callback = new URL(request.url, publicUrl).href
      const id = await withGroupware(() => endSignIn(db, by, { config: house.config, callback }))
      response.redirect(`${publicUrl}/settings/groupware?account=${id}`)
      return undefined
    },
  }),
  get({
    path: '/groupware/microsoft',
    summary: 'What is registered in Entra ID: the redirect, and whether the secret or certificate is kept',
    may: 'admin',
    reply: z
      .object({
        redirect: z.string(),
        hasSecret: z.boolean(),
        certificateUntil: z
          .string()
          .nullable()
          .meta({ description: 'When the certificate in its place ends' }),
      })
      .meta({ id: 'GroupwareMicrosoft' }),
    run: ({ db, house }) => readEntra(db, house.config),
  }),
  put({
    path: '/groupware/microsoft',
    summary: 'Keeps the client secret of the app, or its certificate with the key (PEM), sealed',
    may: 'admin',
    body: z.object({ secret: z.string().trim().min(1).max(20_000) }).meta({ id: 'GroupwareMicrosoftSecret' }),
    run: ({ tx, by, body, house }) => keepEntraSecret(tx, by, { secret: body.secret, config: house.config }),
  }),
]
