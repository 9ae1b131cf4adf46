import { sql } from 'kysely'
import { mailboxRoot } from '#connectors/groupware/graph/open-graph.ts'
import { resourceOf } from '#connectors/groupware/graph/subscriptions.ts'
import type { GraphSettings } from '#features/groupware/account.ts'
import { isUsedByItself } from '#features/groupware/server/used-collections.ts'
import type { Area } from '#kernel/groupware/area.ts'
import type { Config } from '#platform/config.ts'
import type { Database } from '#platform/database.ts'
import type { SyncDb } from '../tables.ts'

/** What Graph shall call us for. */
export interface Wanted {
  accountId: string
  area: Area
  /** Null: all of the mailbox's calendars. */
  collectionId: string | null
  resource: string
}

/** Where Graph calls; only a public address with TLS will do for it, without one everything is asked from time to time. */
export function notifyUrl({ publicUrl }: Pick<Config, 'publicUrl'>): string | undefined {
  return publicUrl.startsWith('https:') ? `${publicUrl}/api/v1/groupware/notify` : undefined
}

/** All that is to be subscribed to now, by account and resource. */
export async function wantedSubscriptions(db: Database<SyncDb>): Promise<Map<string, Wanted>> {
  const { rows } = await sql<Used>`
    select a.id as account_id, a.address, a.settings, c.id, c.area, c.remote_id
    from groupware_collection c join groupware_account a on a.id = c.account_id
    where a.kind = 'graph' and a.state = 'ok' and ${isUsedByItself()}
    order by a.id, c.area, c.id`.execute(db)
  const wanted = new Map<string, Wanted>()
  for (const { accountId, address, settings, id, area, remoteId } of rows) {
    // Graph tells of tasks only to who signed in themselves.
    if (area === 'task' && settings.access === 'app') continue
    const resource = resourceOf(area, remoteId, mailboxRoot({ ...settings, self: address }))
    const collectionId = area === 'appointment' ? null : id
    wanted.set(keyOf({ accountId, resource }), { accountId, area, collectionId, resource })
  }
  return wanted
}

export const keyOf = ({ accountId, resource }: Pick<Wanted, 'accountId' | 'resource'>) =>
  `${accountId} ${resource}`

interface Used {
  accountId: string
  address: string
  settings: GraphSettings
  id: string
  area: Area
  remoteId: string
}
