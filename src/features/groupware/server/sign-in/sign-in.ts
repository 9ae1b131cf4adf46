import { z } from 'zod'
import { finishSignIn, startSignIn } from '#connectors/groupware/sign-in/sign-in.ts'
import { Problem, invalid } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Config } from '#platform/config.ts'
import { transaction } from '#platform/database.ts'
import type { Database } from '#platform/database.ts'
import { keepSecret, readSecret } from '#platform/secrets.ts'
import type { Account } from '../../account.ts'
import { signInStart } from '../../sign-in.ts'
import type { Provider, SignInStart } from '../../sign-in.ts'
import { readAccount } from '../account-row.ts'
import { openSettingsOf } from '../save-account.ts'
import type { GroupwareDb } from '../tables.ts'
import { keepSignedIn } from './keep-signed-in.ts'
import { providerOf, redirectOf } from './registration.ts'

const MINUTES = 15
const begun = z.object({
  url: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  until: z.number(),
  input: signInStart,
})

/** Where to sign in. What was begun is kept for a quarter of an hour, one for each user. */
export async function beginSignIn(
  db: Database<GroupwareDb>,
  by: By,
  { input, config }: { input: SignInStart; config: Config },
): Promise<{ url: string }> {
  const account = input.accountId === undefined ? undefined : await readAccount(db, by, input.accountId)
  const provider = account ? providerOfAccount(account) : (input.provider ?? 'microsoft')
  const ownerId = account?.ownerId ?? input.ownerId ?? by.id
  if (!by.principals.includes(ownerId))
    throw invalid('ownerId', 'not_yours', 'Yourself, or one of your groups.')
  if (provider === 'other' && !account) openSettingsOf({ ...input, address: input.address ?? '' })
  const started = await startSignIn(await providerOf(db, config, provider), {
    redirectUri: redirectOf(config),
    ...(account ? { address: account.address } : await knownAddress(db, by, input)),
  })
  const until = Date.now() + MINUTES * 60_000
  const text = JSON.stringify({ ...started, until, input: { ...input, provider, ownerId } })
  await transaction(db, (tx) => keepSecret(tx, config, nameOf(by), text))
  return { url: started.url }
}

/** Takes the user back from the provider: a new account, or the known one of this address signed in anew. */
export async function endSignIn(
  db: Database<GroupwareDb>,
  by: By,
  { config, callback }: { config: Config; callback: string },
): Promise<string> {
  const text = await readSecret(db, config, nameOf(by))
  const started = begun.safeParse(text === undefined ? undefined : JSON.parse(text)).data
  if (!started || started.until < Date.now()) {
    throw new Problem('conflict', 'groupware.sign_in_over', 'Begin to sign in once more.')
  }
  const provider = await providerOf(db, config, started.input.provider ?? 'microsoft')
  const signedIn = await finishSignIn(provider, started, callback)
  return transaction(db, async (tx) => {
    await tx.deleteFrom('secret').where('name', '=', nameOf(by)).execute()
    return keepSignedIn(tx, by, { config, signedIn, input: started.input })
  })
}

/** Where whoever has this account signs in; not every account is one of those. */
function providerOfAccount({ kind, access, signIn }: Account): Provider {
  const provider = kind === 'graph' && access === 'user' ? 'microsoft' : signIn
  if (!provider) throw invalid('accountId', 'other_kind', 'Nobody signs in to this account.')
  return provider
}

async function knownAddress(
  db: Database<GroupwareDb>,
  by: By,
  { address }: SignInStart,
): Promise<{ address?: string }> {
  if (address !== undefined) return { address }
  const user = await db.selectFrom('appUser').select('email').where('id', '=', by.id).executeTakeFirst()
  return user ? { address: user.email } : {}
}

function nameOf(by: By): string {
  return `groupware.signIn.${by.id}`
}
