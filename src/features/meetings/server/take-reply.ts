import { sql } from 'kysely'
import { emailKey } from '#kernel/email.ts'
import { readReply } from '#kernel/groupware/ical/invitation.ts'
import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import { transaction } from '#platform/database.ts'
import { announce } from '#platform/journal.ts'
import { readMime } from '#platform/mime/read-mime.ts'
import { shareAnswers } from './note-guests.ts'
import type { MeetingsDb } from './tables.ts'

/**
 * Keeps what a guest answered by mail to a meeting this account invited to (RFC 6047). Only a guest's own mail says what
 * they answered, and an answer to an earlier time says nothing of the one there is now.
 */
export async function takeReply(
  db: Database<MeetingsDb>,
  by: By,
  { accountId, source }: { accountId: string; source: Uint8Array },
): Promise<boolean> {
  const mail = await readMime(source)
  const part = mail.attachments.find(({ type }) => type.startsWith('text/calendar'))
  const reply = part && readReply(new TextDecoder().decode(part.bytes))
  if (!reply || !mail.from || emailKey(mail.from.email) !== reply.email) return false
  return transaction(db, async (tx) => {
    const { rows } = await sql<{ id: string; readers: string[] }>`
      update meeting_guest g set response = ${reply.response}
      from meeting m join appointment a on a.id = m.appointment_id
      where g.appointment_id = m.appointment_id and lower(g.email) = ${reply.email} and a.uid = ${reply.uid}
        and m.account_id = ${accountId} and m.way = 'mail' and m.organizer is null and a.deleted_at is null
        and ${reply.sequence} >= coalesce((m.told ->> 'sequence')::int, 0)
      returning a.id, (select array_agg(t.user_id) from appointment_attendee t
        where t.appointment_id = a.id and t.user_id is not null) as readers`.execute(tx)
    for (const { id, readers } of rows) {
      await shareAnswers(tx, id)
      await announce(tx, by, { kind: 'appointment', id, action: 'appointment.told', readers })
    }
    return rows.length > 0
  })
}
