import { sql } from 'kysely'
import { z } from 'zod'
import { namedIn, notifiedOf, validationToken } from '#connectors/groupware/graph/subscriptions.ts'
import type { Notified } from '#connectors/groupware/graph/subscriptions.ts'
import { transaction } from '#platform/database.ts'
import type { Database, Tx } from '#platform/database.ts'
import { announce } from '#platform/journal.ts'
import { routesOf } from '#platform/route.ts'
import type { SyncDb } from '../tables.ts'
import { asOwner } from './as-owner.ts'
import { SUBSCRIPTIONS_DUE } from './keep-subscriptions.ts'
import { tellChanged } from './tell-changed.ts'

const { ask } = routesOf<SyncDb>('groupware')

/** Bytes; some hundred changes in one call. */
const LIMIT = 512 * 1024

/** Where Microsoft Graph calls: without signing in, so nothing that is said is believed but the secret. */
export const notifyRoute = ask({
  path: '/groupware/notify',
  summary: 'Where Microsoft Graph says that something changed; nobody else is listened to',
  may: 'anyone',
  query: z.object({ validationToken: z.string().max(4096).optional() }),
  body: z.looseObject({ value: z.array(z.unknown()).optional() }).meta({ id: 'GraphNotifications' }),
  bodyLimit: LIMIT,
  binary: 'text/plain',
  async run({ db, query, body, response }) {
    const token = validationToken(query)
    if (token !== undefined) {
      response.headers({ 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' })
      return escaped(token)
    }
    await hear(db, body)
    response.code(202)
    return undefined
  },
})

type Known = { id: string; accountId: string; ownerId: string | null } & Pick<
  SyncDb['groupwareSubscription'],
  'area' | 'collectionId' | 'secretHash'
>

/** Whoever guesses hears the same answer after the same work as Microsoft does. */
async function hear(db: Database<SyncDb>, body: unknown): Promise<void> {
  const { rows } = await sql<Known>`
    select s.remote_id as id, s.account_id, s.area, s.collection_id, s.secret_hash, a.owner_id
    from groupware_subscription s left join groupware_account a on a.id = s.account_id
    where s.remote_id = any(${namedIn(body)}::text[])`.execute(db)
  const known = new Map(rows.map((row) => [row.id, row]))
  const notified = notifiedOf(body, (id) => known.get(id)?.secretHash)
  if (notified.length === 0) return
  await transaction(db, async (tx) => {
    const changed = new Map<string, Known>()
    for (const one of notified) {
      const row = known.get(one.subscriptionId)
      if (!row) continue
      await care(tx, row, one.what)
      if (one.what !== 'reauthorize') changed.set(`${row.accountId} ${row.area} ${row.collectionId}`, row)
    }
    for (const row of changed.values()) await tellChanged(tx, row)
  })
}

/** What happened to the subscription itself is looked after at once. */
async function care(
  tx: Tx<SyncDb>,
  { id, accountId, ownerId }: Known,
  what: Notified['what'],
): Promise<void> {
  if (what !== 'reauthorize' && what !== 'removed') return
  const gone = what === 'removed' ? { remoteId: null, expiresAt: null } : {}
  await tx
    .updateTable('groupwareSubscription')
    .set({ dueAt: sql<string>`now()`, ...gone })
    .where('remoteId', '=', id)
    .execute()
  if (ownerId === null) return
  const readers = [ownerId]
  await announce(tx, asOwner(ownerId), {
    kind: 'groupware',
    id: accountId,
    action: SUBSCRIPTIONS_DUE,
    readers,
  })
}

/** As Microsoft asks for: should somebody open the address in a browser, nothing in it is markup. */
function escaped(token: string): string {
  return token.replaceAll(/[<>&"']/g, (sign) => `&#${sign.codePointAt(0)};`)
}
