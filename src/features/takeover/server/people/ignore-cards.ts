import { sql } from 'kysely'
import { ownAccount } from '#features/sync/server/read-links.ts'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Database, Tx } from '#platform/database.ts'
import type { Chore } from '#platform/jobs.ts'
import type { CardIgnoring } from '../../people-import.ts'
import type { PeopleDb } from './tables.ts'

/** Never offers these cards again, or offers them anew. */
export async function ignoreCards(
  tx: Tx<PeopleDb>,
  by: By,
  { accountId, ids, ignored }: CardIgnoring & { accountId: string },
): Promise<void> {
  await ownAccount(tx as Database<PeopleDb>, by, accountId)
  const from = ignored ? sql`('open', 'duplicate', 'failed')` : sql`('ignored')`
  await sql`
    update card_offer set state = ${ignored ? 'ignored' : 'open'}, updated_at = now()
    where account_id = ${accountId} and id = any(${uuids(ids)}) and state in ${from}`.execute(tx)
}

/** Whoever was not taken over within thirty days is forgotten; the list is made anew whenever somebody asks. */
export const forgetOffers: Chore = {
  name: 'groupware.forget-offers',
  async run(house) {
    await sql`
      delete from card_offer where state <> 'ignored' and updated_at < now() - interval '30 days'`.execute(
      house.db,
    )
  },
}
