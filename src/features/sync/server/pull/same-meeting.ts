import { sql } from 'kysely'
import { readRow } from '#features/appointments/server/read-appointment.ts'
import { sightOf } from '#features/appointments/server/appointment-row.ts'
import { handOnAppointment, joinAppointment } from '#features/appointments/server/join-appointment.ts'
import { respond } from '#features/appointments/server/respond.ts'
import type { AttendeeResponse, EventItem } from '#kernel/groupware/event-item.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { LIVE_STATES } from '../links.ts'
import type { Match, OurKind } from '../ours/our-side.ts'
import type { SyncItem } from '../run.ts'
import type { SyncDb } from '../tables.ts'

// One meeting stands in the mailboxes of all who take part, under one UID (RFC 5545, 3.8.4.7): here it is one record.
// Whose record it is decides; the copies of the others say only that they take part and what they answered.

/**
 * The record a colleague entered of this meeting, when the owner may see all of it. What is private on either side, and
 * what nobody is invited to, stays everybody's own.
 */
export async function colleaguesMeeting(
  tx: Tx<SyncDb>,
  by: By,
  account: { id: string },
  item: SyncItem,
): Promise<Match | undefined> {
  const event = item as unknown as EventItem
  if (event.private || event.uid === '' || (event.own && event.attendees.length === 0)) return undefined
  const { rows } = await sql<{ id: string }>`
    select a.id from appointment a
    where a.id in (select id from appointment where uid = ${event.uid}
        union all select record_id from groupware_link where uid_there = ${event.uid} and record_kind = 'appointment')
      and a.organizer_id <> ${by.id} and not a.private and a.deleted_at is null
      and not exists (select from groupware_link l
        where l.account_id = ${account.id} and l.record_kind = 'appointment' and l.record_id = a.id)
    order by a.id limit 1`.execute(tx)
  const [found] = rows
  const db: Database<SyncDb> = tx
  if (!found || sightOf(by, await readRow(db, by, found.id)) !== 'all') return undefined
  return { kind: 'appointment', id: found.id, joins: true }
}

/** Has the owner of a copy take part; with the organizer's own copy the record is theirs. */
export async function joinMeeting(tx: Tx<SyncDb>, by: By, id: string, item: SyncItem): Promise<void> {
  await joinAppointment(tx, by, { id, leads: item['own'] === true })
}

/** Keeps what the owner answered to the invitation outside. */
export async function takeAnswer(
  tx: Tx<SyncDb>,
  by: By,
  id: string,
  response: AttendeeResponse,
): Promise<void> {
  await respond(tx, by, { id, response })
}

/**
 * A copy is gone: who removed theirs has declined, and whose record it was hands it on to a colleague who still has one.
 * When the organizer's own is gone, or the meeting was called off, it is the record that is gone.
 */
export const copyGone: NonNullable<OurKind['copyGone']> = async (
  tx,
  by,
  { id, isCopy },
  { accountId, isOrganizers },
) => {
  if (isCopy) {
    if (!isOrganizers) await respond(tx, by, { id, response: 'declined' })
    return true
  }
  if (isOrganizers) return false
  const { rows } = await sql<{ ownerId: string }>`
    select o.owner_id from groupware_link l join groupware_account o on o.id = l.account_id
      join appointment_attendee t on t.appointment_id = l.record_id and t.user_id = o.owner_id
    where l.record_kind = 'appointment' and l.record_id = ${id} and l.account_id <> ${accountId}
      and o.owner_id <> ${by.id} and l.state = any(${[...LIVE_STATES]})
    order by t.response = 'declined', l.id limit 1`.execute(tx)
  const [next] = rows
  if (!next) return false
  await handOnAppointment(tx, by, { id, to: next.ownerId })
  return true
}
