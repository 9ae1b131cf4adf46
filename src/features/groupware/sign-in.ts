import { z } from 'zod'
import { davServer, mailServer, SIGN_INS } from './account.ts'

/** Where users sign in: Microsoft 365 for accounts of kind `graph`, the others for accounts of kind `open`. */
export const PROVIDERS = ['microsoft', ...SIGN_INS] as const
export const provider = z.enum(PROVIDERS)
export type Provider = z.infer<typeof provider>

/** What a sign-in is begun with. */
export const signInStart = z
  .object({
    provider: provider.default('microsoft'),
    accountId: z.uuid().meta({ description: 'Of an account that is signed in anew' }),
    ownerId: z.uuid().meta({ description: 'Whose account it becomes: a group, else the caller' }),
    name: z.string().trim().min(1).max(255),
    address: z.email().max(254).meta({ description: 'Saves typing it there' }),
    userName: z.string().trim().max(254),
    imap: mailServer.nullable(),
    smtp: mailServer.nullable(),
    caldav: davServer.nullable(),
    carddav: davServer.nullable(),
  })
  .partial()
  .meta({ id: 'GroupwareSignInStart', description: 'Servers are said for `other` alone' })
export type SignInStart = z.infer<typeof signInStart>

/** Where users of this firm may sign in. */
export const signInOffers = z
  .object({
    redirect: z.string().meta({ description: 'What is registered there: where users come back to' }),
    items: z.array(
      z.object({
        provider,
        name: z.string().meta({ description: 'As the administrator calls it, of `other`' }),
        hasSecret: z.boolean(),
        isReady: z.boolean().meta({ description: 'An administrator has registered Kontor there' }),
      }),
    ),
  })
  .meta({ id: 'GroupwareSignInOffers' })
export type SignInOffers = z.infer<typeof signInOffers>
