import { sql } from 'kysely'
import type { EventItem } from '#kernel/groupware/event-item.ts'
import type { Tx } from '#platform/database.ts'
import { json } from '#platform/database.ts'
import type { MeetingsDb } from './tables.ts'

/**
 * Keeps who leads an event outside, who takes part there and what they answered. Guests whom we write to ourselves stand
 * in no calendar outside: what that says of guests is nothing then.
 */
export async function noteGuests(
  tx: Tx<MeetingsDb>,
  id: string,
  { own, organizer, attendees }: Pick<EventItem, 'own' | 'organizer' | 'attendees'>,
): Promise<void> {
  if (own && attendees.length === 0) {
    await tx.deleteFrom('meeting').where('appointmentId', '=', id).where('way', 'is', null).execute()
    return
  }
  const leader = own || !organizer ? null : json(organizer)
  await tx
    .insertInto('meeting')
    .values({ appointmentId: id, organizer: leader })
    .onConflict((c) => c.column('appointmentId').doUpdateSet({ organizer: leader }))
    .execute()
  const guests = [...new Map(attendees.slice(0, 500).map((one) => [one.email.toLowerCase(), one])).values()]
  const emails = guests.map(({ email }) => email.toLowerCase().slice(0, 254))
  // Whom the server has not heard of yet stays.
  await sql`
    delete from meeting_guest g where g.appointment_id = ${id} and g.email <> all(${emails}::text[])
      and not exists (select from meeting m where m.appointment_id = g.appointment_id
        and (m.way = 'mail' or m.state in ('waiting', 'failed')))`.execute(tx)
  await sql`
    insert into meeting_guest (appointment_id, email, name, response)
    select ${id}, * from unnest(${emails}::text[], ${guests.map(({ name }) => name.slice(0, 255))}::text[],
      ${guests.map(({ response }) => response)}::text[]) as g (email, name, response) where length(email) >= 3
    on conflict (appointment_id, email) do update set response = excluded.response,
      name = case when excluded.name = '' then meeting_guest.name else excluded.name end`.execute(tx)
  await shareAnswers(tx, id)
}

/** What a guest answered the contact with that address answered. */
export async function shareAnswers(tx: Tx<MeetingsDb>, id: string): Promise<void> {
  await sql`
    update appointment_attendee t set response = g.response
    from meeting_guest g, contact c
    where t.appointment_id = ${id} and g.appointment_id = ${id} and c.id = t.contact_id
      and g.response <> 'open' and g.response <> t.response and exists (
        select from jsonb_array_elements(c.details) d
        where d ->> 'kind' = 'email' and lower(d ->> 'value') = g.email)`.execute(tx)
}
