import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { forgetWords, record } from '#platform/journal.ts'
import { forgetNotifications } from './notify.ts'
import type { NotificationsDb } from './tables.ts'

/**
 * Ends what is kept elsewhere of a record that was just erased for good: its notifications and reminders, its words in
 * the audit trail. That there was one, and who erased it, stays; its `readers` (only who erased it, unless named) hear.
 */
export async function forgetRecord(
  tx: Tx<NotificationsDb>,
  by: By,
  gone: { kind: string; id: string; version: number; readers?: string[] },
): Promise<void> {
  const { kind, id, version, readers = [by.id] } = gone
  await forgetNotifications(tx, id)
  await forgetWords(tx, id)
  await record(tx, by, { action: `${kind}.erased`, kind, id, title: '–', version, readers })
}
