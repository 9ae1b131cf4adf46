import { sql } from 'kysely'
import { uuids } from '#platform/access.ts'
import type { Tx } from '#platform/database.ts'
import type { Attachment } from '#platform/record-kinds.ts'
import { carryDecisions, takeBackDecisions } from './carry-decisions.ts'
import type { DuplicatesDb } from './tables.ts'

/**
 * What was said of pairs, when two contacts become one: who was told from the one that goes is told from the one that
 * stays, and the pair of the two themselves was the same.
 */
export const pairsAttachment: Attachment<DuplicatesDb> = {
  column: 'duplicate_pair.left_id',
  async move(tx, by, { from, to }) {
    const { rows } = await sql<{ key: string }>`
      update duplicate_pair set state = 'same', decided_at = now(), decided_by = ${by.id}
      where left_id = least(${from}::uuid, ${to}::uuid) and right_id = greatest(${from}::uuid, ${to}::uuid)
        and state = 'open'
      returning ${SAME} || id as key`.execute(tx)
    return [...rows.map(({ key }) => key), ...(await carryDecisions(tx, from, to))]
  },
  async moveBack(tx, _by, { keys }) {
    await openAgain(
      tx,
      keys.flatMap((key) => (key.startsWith(SAME) ? key.slice(SAME.length) : [])),
    )
    await takeBackDecisions(
      tx,
      keys.filter((key) => !key.startsWith(SAME)),
    )
  },
}

/** Marks the pair of the two, among the keys of pairs that were told from each other. */
const SAME = 'same:'

async function openAgain(tx: Tx<DuplicatesDb>, ids: string[]): Promise<void> {
  await sql`
    update duplicate_pair set state = 'open', decided_at = null, decided_by = null
    where id = any(${uuids(ids)}) and state = 'same'`.execute(tx)
}
