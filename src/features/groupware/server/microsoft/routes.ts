import { z } from 'zod'
import { routesOf } from '#platform/route.ts'
import type { GroupwareDb } from '../tables.ts'
import { keepEntraSecret, readEntra } from './entra-app.ts'

const { get, put } = routesOf<GroupwareDb>('groupware')

/** How the firm is known at Microsoft 365. */
export const microsoftRoutes = [
  get({
    path: '/groupware/microsoft',
    summary: 'What is registered in Entra ID: whether the secret or certificate is kept',
    may: 'admin',
    reply: z
      .object({
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
