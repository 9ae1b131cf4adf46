import { writeEntry } from '#features/history/server/write-entry.ts'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Tx } from '#platform/database.ts'
import { sql } from 'kysely'
import type { Draft } from '../../read-row.ts'
import type { Outcome } from './outcome.ts'
import type { ImportsDb } from '../tables.ts'

/** Notes of rows go into the timelines of their contacts; one that stands there already is not written again. */
export async function writeNotes(
  tx: Tx<ImportsDb>,
  by: By,
  drafts: readonly Draft[],
  outcomes: readonly Outcome[],
): Promise<void> {
  const notes = drafts.flatMap(({ entry }, at) => {
    const { state, contactId = null } = outcomes[at] ?? {}
    const isIn = state === 'created' || state === 'updated'
    return entry && isIn && contactId !== null ? [{ contactId, text: entry, isNew: state === 'created' }] : []
  })
  const ids = notes.flatMap(({ contactId, isNew }) => (isNew ? [] : [contactId]))
  const known = await knownNotes(tx, ids)
  for (const { contactId, text } of notes) {
    if (known.has(`${contactId} ${text}`)) continue
    await writeEntry(tx, by, { contactId, category: 'note', text })
  }
}

async function knownNotes(tx: Tx<ImportsDb>, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const { rows } = await sql<{ id: string; text: string }>`
    select contact_id as id, text from history_entry
    where contact_id = any(${uuids([...ids])}) and deleted_at is null`.execute(tx)
  return new Set(rows.map(({ id, text }) => `${id} ${text}`))
}
