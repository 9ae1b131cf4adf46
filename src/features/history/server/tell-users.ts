import type { Contact } from '#features/contacts/contact.ts'
import { notify } from '#features/notifications/server/notify.ts'
import { loadBy } from '#features/users/server/authenticate.ts'
import { mayRead } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { mentionsIn, spoken } from '../history.ts'
import type { HistoryItem } from '../history.ts'
import type { HistoryDb } from './tables.ts'

/**
 * Notifies whom the text mentions (who was mentioned before is not told again) and who was chosen, each once and
 * only when they may see the contact.
 */
export async function tellUsers(
  tx: Tx<HistoryDb>,
  by: By,
  contact: Contact,
  { entry, before = '', chosen }: { entry: HistoryItem; before?: string; chosen: string[] },
): Promise<void> {
  const old = new Set(mentionsIn(before))
  const mentioned = mentionsIn(entry.text).filter((id) => !old.has(id))
  const others = [...new Set(chosen)].filter((id) => !mentioned.includes(id))
  const about = {
    record: { kind: 'contact', id: contact.id, title: contact.displayName },
    text: spoken(entry.text),
  }
  await notify(tx, by, { ...about, kind: 'mention', users: await whoMayRead(tx, mentioned, contact) })
  await notify(tx, by, { ...about, kind: 'history', users: await whoMayRead(tx, others, contact) })
}

async function whoMayRead(db: Database<HistoryDb>, userIds: string[], contact: Contact): Promise<string[]> {
  const may: string[] = []
  for (const id of userIds) {
    const user = await loadBy(db, id, 'system')
    if (user && mayRead(user, contact)) may.push(id)
  }
  return may
}
