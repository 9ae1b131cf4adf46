import { sql } from 'kysely'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Tx } from '#platform/database.ts'
import type { Reversal, Reverted, UndoKind } from '#platform/record-kinds.ts'
import { deleteEntry, restoreEntry } from './delete-entry.ts'
import { readEntries } from './read-entries.ts'
import type { HistoryDb } from './tables.ts'

/**
 * How runs are taken back from timelines: what they wrote goes to the bin. An entry about a contact that the run itself
 * made goes where that contact goes.
 */
export const historyUndo: UndoKind<HistoryDb> = {
  kind: 'history',
  async revert(tx, by, { runId, reversals }) {
    const along = await withTheirContact(tx, runId, reversals)
    const answers: Reverted[] = []
    for (const reversal of reversals)
      answers.push(along.has(reversal.id) ? 'same' : await revertEntry(tx, by, reversal))
    return answers
  },
}

async function withTheirContact(
  tx: Tx<HistoryDb>,
  runId: string,
  reversals: readonly Reversal[],
): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select e.id from history_entry e
    where e.id = any(${uuids(reversals.map(({ id }) => id))}) and exists (
      select 1 from journal j where j.run_id = ${runId} and j.record_id = e.contact_id and j.action = 'contact.created')`.execute(
    tx,
  )
  return new Set(rows.map((row) => row.id))
}

async function revertEntry(tx: Tx<HistoryDb>, by: By, { id, was, version }: Reversal): Promise<Reverted> {
  const isWritten = was === 'none'
  const [entry] = await readEntries(tx, by, [id], was === 'live' ? 'bin' : 'live')
  if (!entry) return 'same'
  if (isWritten && entry.version !== version) return { left: 'changed' }
  try {
    if (was === 'live') await restoreEntry(tx, by, id)
    else await deleteEntry(tx, by, { id })
    return was === 'live' ? 'restored' : 'deleted'
  } catch (error) {
    if (error instanceof Problem) return { left: 'forbidden' }
    throw error
  }
}
