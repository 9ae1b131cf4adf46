import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Tx } from '#platform/database.ts'
import { json } from '#platform/database.ts'
import { insertAll } from '#platform/insert-all.ts'
import { columnsOf } from './appointment-state.ts'
import type { AppointmentState } from './appointment-state.ts'
import type { ExceptionRow } from './occurrences.ts'
import type { AppointmentsDb } from './tables.ts'

/** Writes a new appointment with everybody who takes part; gives back its id. */
export async function insertAppointment(
  tx: Tx<AppointmentsDb>,
  by: By,
  state: AppointmentState,
  { createdBy = by.id, uid }: { createdBy?: string | null; uid?: string | undefined } = {},
): Promise<string> {
  const id = randomUUIDv7()
  await tx
    .insertInto('appointment')
    .values({ ...columnsOf(state), id, uid: uid ?? `${id}@kontor`, createdBy, updatedBy: by.id })
    .execute()
  await storeAttendees(tx, id, state)
  return id
}

/** Writes what is another now; `moved` says that calendars outside have to hear of it (RFC 5545, 3.8.7.4). */
export async function updateAppointment(
  tx: Tx<AppointmentsDb>,
  by: By,
  id: string,
  { state, moved }: { state: AppointmentState; moved: boolean },
): Promise<void> {
  await tx
    .updateTable('appointment')
    .set({
      ...columnsOf(state),
      updatedBy: by.id,
      updatedAt: sql<string>`now()`,
      version: sql<number>`version + 1`,
      ...(moved && { sequence: sql<number>`sequence + 1` }),
    })
    .where('id', '=', id)
    .execute()
  await storeAttendees(tx, id, state)
}

/** The organizer, who comes of course, and the others, who have not answered yet; answers that are there stay. */
async function storeAttendees(tx: Tx<AppointmentsDb>, id: string, state: AppointmentState): Promise<void> {
  const { organizerId, invited } = state
  const users = [organizerId, ...invited.users.filter((user) => user !== organizerId)]
  await sql`
    delete from appointment_attendee where appointment_id = ${id}
      and not (user_id is not null and user_id = any(${uuids(users)})
        or contact_id is not null and contact_id = any(${uuids(invited.contacts)}))`.execute(tx)
  await sql`
    insert into appointment_attendee (appointment_id, user_id, contact_id, response, starts_at, until)
    select a.id, n.user_id, n.contact_id, case when n.user_id = a.organizer_id then 'accepted' else 'open' end,
      a.starts_at, coalesce(a.repeats_until, a.ends_at)
    from appointment a, (
      select unnest(${uuids(users)}) as user_id, null::uuid as contact_id
      union all select null, unnest(${uuids(invited.contacts)})) n
    where a.id = ${id}
    on conflict do nothing`.execute(tx)
  await storeReach(tx, id)
}

/** Puts exceptions in place of those that were there. */
export async function storeExceptions(
  tx: Tx<AppointmentsDb>,
  id: string,
  exceptions: readonly ExceptionRow[],
): Promise<void> {
  await tx.deleteFrom('appointmentException').where('appointmentId', '=', id).execute()
  await insertAll(
    tx,
    'appointmentException',
    exceptions.map((one) => ({ ...one, changes: { ...one.changes }, appointmentId: id })),
  )
  await storeReach(tx, id)
}

/** Writes one exception, in place of what was there for the same occurrence. */
export async function storeException(tx: Tx<AppointmentsDb>, exception: ExceptionRow): Promise<void> {
  const changes = json<Record<string, unknown>>({ ...exception.changes })
  await tx
    .insertInto('appointmentException')
    .values({ ...exception, changes })
    .onConflict((c) =>
      c.columns(['appointmentId', 'original']).doUpdateSet({
        cancelled: exception.cancelled,
        changes,
        startsAt: exception.startsAt,
        endsAt: exception.endsAt,
      }),
    )
    .execute()
  await storeReach(tx, exception.appointmentId)
}

/** From the first start to the last end, moved occurrences included, beside each who takes part. */
async function storeReach(tx: Tx<AppointmentsDb>, id: string): Promise<void> {
  await sql`
    update appointment_attendee t set
      starts_at = least(a.starts_at, (select min(e.starts_at) from appointment_exception e where e.appointment_id = a.id)),
      until = greatest(coalesce(a.repeats_until, a.ends_at),
        (select max(e.ends_at) from appointment_exception e where e.appointment_id = a.id))
    from appointment a where a.id = ${id} and t.appointment_id = a.id`.execute(tx)
}

/** Whoever was asked is asked anew: the time is another one. */
export async function askAgain(tx: Tx<AppointmentsDb>, id: string): Promise<void> {
  await sql`
    update appointment_attendee t set response = 'open' from appointment a
    where a.id = ${id} and t.appointment_id = a.id and t.user_id is distinct from a.organizer_id`.execute(tx)
}

/** Counts a change up that touches no column of its own. */
export async function touchAppointment(
  tx: Tx<AppointmentsDb>,
  by: By,
  id: string,
  { moved }: { moved: boolean },
): Promise<void> {
  await tx
    .updateTable('appointment')
    .set({
      updatedBy: by.id,
      updatedAt: sql<string>`now()`,
      version: sql<number>`version + 1`,
      ...(moved && { sequence: sql<number>`sequence + 1` }),
    })
    .where('id', '=', id)
    .execute()
}

/** Gives a new appointment the answers that were given to the one it comes from. */
export async function copyAnswers(
  tx: Tx<AppointmentsDb>,
  { from, to }: { from: string; to: string },
): Promise<void> {
  await sql`
    update appointment_attendee t set response = o.response from appointment_attendee o
    where t.appointment_id = ${to} and o.appointment_id = ${from}
      and (t.user_id = o.user_id or t.contact_id = o.contact_id)`.execute(tx)
}
