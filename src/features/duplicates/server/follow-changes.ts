import { sql } from 'kysely'
import type { Database } from '#platform/database.ts'
import { transaction } from '#platform/database.ts'
import type { Chore } from '#platform/jobs.ts'
import { examineContacts } from './examine-contacts.ts'
import type { DuplicatesDb } from './tables.ts'

const BATCH = 200

/** What was created or changed since the last time goes through the check; the first time that is everything. */
export const followChanges: Chore = {
  name: 'duplicates',
  async run(house) {
    const db = house.db as Database<DuplicatesDb>
    while (await followSome(db));
  },
}

async function followSome(db: Database<DuplicatesDb>): Promise<boolean> {
  return transaction(db, async (tx) => {
    const scan = await tx
      .selectFrom('duplicateScan')
      .select(['followedAt', 'followedId'])
      .forUpdate()
      .executeTakeFirstOrThrow()
    // A change is dated by the beginning of its transaction: the youngest may not all be there yet.
    const { rows } = await sql<{ id: string; at: string }>`
      select r.id, r.updated_at::text as at from contact r
      where (r.updated_at, r.id) > (${scan.followedAt}::timestamptz, ${scan.followedId})
        and r.updated_at < now() - interval '1 minute' and r.deleted_at is null
      order by r.updated_at, r.id limit ${BATCH}`.execute(tx)
    const last = rows.at(-1)
    if (!last) return false
    await examineContacts(
      tx,
      rows.map(({ id }) => id),
    )
    await sql`update duplicate_scan set followed_at = ${last.at}::timestamptz, followed_id = ${last.id}`.execute(
      tx,
    )
    return rows.length === BATCH
  })
}
