import { notify } from '#features/notifications/server/notify.ts'
import { loadBy } from '#features/users/server/authenticate.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { mentionsIn, spoken } from '../history.ts'
import type { HistoryItem } from '../history.ts'
import { recordOf } from './about-entry.ts'
import { readEntries } from './read-entries.ts'
import type { HistoryDb } from './tables.ts'

/**
 * Notifies whom the text mentions (who was mentioned before is not told again) and who was chosen, each once and
 * only when they may see the entry.
 */
export async function tellUsers(
  tx: Tx<HistoryDb>,
  by: By,
  { entry, before = '', chosen }: { entry: HistoryItem; before?: string; chosen: string[] },
): Promise<void> {
  const old = new Set(mentionsIn(before))
  const mentioned = mentionsIn(entry.text).filter((id) => !old.has(id))
  const others = [...new Set(chosen)].filter((id) => !mentioned.includes(id))
  const about = { record: recordOf(entry), text: spoken(entry.text) }
  await notify(tx, by, { ...about, kind: 'mention', users: await whoMayRead(tx, mentioned, entry) })
  await notify(tx, by, { ...about, kind: 'history', users: await whoMayRead(tx, others, entry) })
}

async function whoMayRead(
  db: Database<HistoryDb>,
  userIds: string[],
  { id }: HistoryItem,
): Promise<string[]> {
  const may: string[] = []
  for (const userId of userIds) {
    const user = await loadBy(db, userId, 'system')
    if (user && (await readEntries(db, user, [id])).length > 0) may.push(userId)
  }
  return may
}
