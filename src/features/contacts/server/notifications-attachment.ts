import { moveNotifications } from '#features/notifications/server/notify.ts'
import { attachedBy } from '#platform/record-kinds.ts'
import type { Attachment } from '#platform/record-kinds.ts'
import type { ContactsDb } from './tables.ts'

/** What waits for users about a contact; it stays where it is for who may not see the other contact. */
export const notificationsAttachment: Attachment<ContactsDb> = {
  ...attachedBy<ContactsDb>('notification', 'record_id'),
  async move(tx, _by, { from, to }) {
    const { readerIds } = await tx
      .selectFrom('contact')
      .select('readerIds')
      .where('id', '=', to)
      .executeTakeFirstOrThrow()
    return moveNotifications(tx, { from, to, readers: readerIds })
  },
}
