import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { finishSignIn, startSignIn } from '#connectors/groupware/graph/sign-in.ts'
import type { SignedIn } from '#connectors/groupware/graph/sign-in.ts'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Config } from '#platform/config.ts'
import type { Database, Tx } from '#platform/database.ts'
import { json, transaction } from '#platform/database.ts'
import { keepSecret, readSecret } from '#platform/secrets.ts'
import { USUAL_OPTIONS } from '../../account.ts'
import { readAccount } from '../account-row.ts'
import { keepAccountSecret } from '../account-secret.ts'
import { writeLog } from '../groupware-log.ts'
import { tell } from '../save-account.ts'
import type { GroupwareDb } from '../tables.ts'
import { entraApp, redirectOf } from './entra-app.ts'

const MINUTES = 15
const begun = z.object({
  url: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  until: z.number(),
})

/** Where to sign in at Microsoft. What was begun is kept for a quarter of an hour, one for each user. */
export async function beginSignIn(
  db: Database<GroupwareDb>,
  by: By,
  config: Config,
): Promise<{ url: string }> {
  const started = await startSignIn(await entraApp(db, config), {
    redirectUri: redirectOf(config),
    ...(await knownAddress(db, by)),
  })
  const text = JSON.stringify({ ...started, until: Date.now() + MINUTES * 60_000 })
  await transaction(db, (tx) => keepSecret(tx, config, nameOf(by), text))
  return { url: started.url }
}

/** Takes the user back from Microsoft: a new account, or the known one of this mailbox signed in anew. */
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
  const signedIn = await finishSignIn(await entraApp(db, config), started, callback)
  return transaction(db, async (tx) => {
    await tx.deleteFrom('secret').where('name', '=', nameOf(by)).execute()
    return keepSignedIn(tx, by, { config, signedIn })
  })
}

async function keepSignedIn(
  tx: Tx<GroupwareDb>,
  by: By,
  { config, signedIn }: { config: Config; signedIn: SignedIn },
): Promise<string> {
  const { userName, tenant: _tenant, ...tokens } = signedIn
  const address = userName.toLowerCase()
  const known = await tx
    .selectFrom('groupwareAccount')
    .select('id')
    .where('ownerId', '=', by.id)
    .where('kind', '=', 'graph')
    .where('address', '=', address)
    .forUpdate()
    .executeTakeFirst()
  const id = known?.id ?? randomUUIDv7()
  if (known) {
    await tx
      .updateTable('groupwareAccount')
      .set({ state: 'ok', failures: 0, fault: null, detail: null, nextRunAt: sql<string>`now()` })
      .where('id', '=', id)
      .execute()
  } else {
    const settings = json({ mailbox: address, access: 'user' as const })
    const options = json(USUAL_OPTIONS)
    const base = { id, ownerId: by.id, kind: 'graph' as const, name: userName, address, settings, options }
    await tx
      .insertInto('groupwareAccount')
      .values({ ...base, createdBy: by.id, updatedBy: by.id })
      .execute()
  }
  await keepAccountSecret(tx, config, id, tokens)
  await writeLog(tx, id, { action: 'connected' })
  const row = await readAccount(tx, by, id)
  await tell(tx, by, { action: 'groupware.connected', row, changes: [] })
  return id
}

async function knownAddress(db: Database<GroupwareDb>, by: By): Promise<{ address?: string }> {
  const user = await db.selectFrom('appUser').select('email').where('id', '=', by.id).executeTakeFirst()
  return user ? { address: user.email } : {}
}

function nameOf(by: By): string {
  return `groupware.signIn.${by.id}`
}
