import { randomUUIDv7 } from 'node:crypto'
import { invalid, missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Config } from '#platform/config.ts'
import type { Database, Tx } from '#platform/database.ts'
import { mayCall } from '#platform/outgoing.ts'
import type { PushSubscription, PushSubscriptionNew } from '../push.ts'
import type { NotificationsDb } from './tables.ts'

/** More browsers nobody has; the oldest one gives way. */
const MOST = 20

/** The browsers that tell `by`, newest first. */
export function listPushSubscriptions(db: Database<NotificationsDb>, by: By): Promise<PushSubscription[]> {
  return db
    .selectFrom('pushSubscription')
    .select(['id', 'agent', 'createdAt'])
    .where('userId', '=', by.id)
    .orderBy('id', 'desc')
    .execute()
}

/** Adds a browser; one that somebody else used before tells `by` from now on, and nobody else. */
export async function addPushSubscription(
  tx: Tx<NotificationsDb>,
  by: By,
  {
    config,
    agent,
    input,
  }: { config: Pick<Config, 'privatePush'>; agent: string; input: PushSubscriptionNew },
): Promise<PushSubscription> {
  const { endpoint, keys } = input
  if (!mayCall(endpoint, { isPrivateAllowed: config.privatePush }))
    throw invalid('endpoint', 'closed', 'Not the address of a push service.')
  const known = await tx
    .selectFrom('pushSubscription')
    .select(['id', 'userId', 'agent', 'createdAt'])
    .where('endpoint', '=', endpoint)
    .forUpdate()
    .executeTakeFirst()
  if (known?.userId === by.id) {
    await tx.updateTable('pushSubscription').set(keys).where('id', '=', known.id).execute()
    return { id: known.id, agent: known.agent, createdAt: known.createdAt }
  }
  // What was on its way to whoever sat there before goes, too.
  if (known) await tx.deleteFrom('pushSubscription').where('id', '=', known.id).execute()
  const added = await tx
    .insertInto('pushSubscription')
    .values({ id: randomUUIDv7(), userId: by.id, endpoint, ...keys, agent: agent.slice(0, 300) })
    .returning(['id', 'agent', 'createdAt'])
    .executeTakeFirstOrThrow()
  const all = await listPushSubscriptions(tx, by)
  const tooMany = all.slice(MOST).map(({ id }) => id)
  if (tooMany.length > 0) await tx.deleteFrom('pushSubscription').where('id', 'in', tooMany).execute()
  return added
}

/** A browser of `by` is told no more: by its id, or by its address. */
export async function removePushSubscription(
  tx: Tx<NotificationsDb>,
  by: By,
  which: { id: string } | { endpoint: string },
): Promise<void> {
  const [column, value] =
    'id' in which ? (['id', which.id] as const) : (['endpoint', which.endpoint] as const)
  const removed = await tx
    .deleteFrom('pushSubscription')
    .where('userId', '=', by.id)
    .where(column, '=', value)
    .executeTakeFirst()
  if (removed.numDeletedRows === 0n) throw missing()
}
