import { sql } from 'kysely'
import { Problem, missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import type { Appointment } from '../appointment.ts'
import { wallOf } from '#kernel/wall.ts'
import {
  appointmentColumns,
  mayChangeAppointment,
  presentAppointment,
  presentOccurrence,
  sightOf,
  withContact,
} from './appointment-row.ts'
import type { AppointmentRow } from './appointment-row.ts'
import { exceptionsOf } from './list-occurrences.ts'
import { occurrenceAt } from './occurrences.ts'
import type { ExceptionRow } from './occurrences.ts'
import type { AppointmentsDb } from './tables.ts'

export type Where = 'live' | 'bin' | 'any'

/** One appointment, or one occurrence of it; where `by` may know only its time, that. */
export async function readAppointment(
  db: Database<AppointmentsDb>,
  by: By,
  { id, occurrence }: { id: string; occurrence?: string | undefined },
): Promise<Appointment> {
  const row = await readRow(db, by, id)
  if (occurrence === undefined) return presentAppointment(by, row)
  const exceptions = (await exceptionsOf(db, [row])).get(id) ?? []
  const found = occurrenceAt(row, exceptions, wallOf(occurrence))
  if (!found) throw missing()
  return presentOccurrence(by, row, found)
}

/** The row behind it, for whoever may know that it is there. */
export async function readRow(
  db: Database<AppointmentsDb>,
  by: By,
  id: string,
  where: Where = 'live',
): Promise<AppointmentRow> {
  const place =
    where === 'any' ? sql`true` : where === 'live' ? sql`a.deleted_at is null` : sql`a.deleted_at is not null`
  const { rows } = await sql<AppointmentRow>`
    select ${appointmentColumns(by)} from appointment a ${withContact} where a.id = ${id} and ${place}`.execute(
    db,
  )
  const [row] = rows
  if (!row || sightOf(by, row) === 'none') throw missing()
  return row
}

/** Locks an appointment that `by` may change, with its exceptions. */
export async function lockAppointment(
  tx: Tx<AppointmentsDb>,
  by: By,
  { id, ifMatch, where = 'live' }: { id: string; ifMatch?: number | undefined; where?: Where },
): Promise<{ row: AppointmentRow; exceptions: ExceptionRow[] }> {
  // A statement of its own: one that waited would see the row of now beside the attendees of before.
  await sql`select 1 from appointment where id = ${id} for update`.execute(tx)
  const row = await readRow(tx, by, id, where)
  if (!mayChangeAppointment(by, row))
    throw new Problem('forbidden', 'forbidden', 'Only its organizer changes this appointment.')
  if (ifMatch !== undefined && ifMatch !== row.version)
    throw new Problem('stale', 'stale', 'Somebody else changed this appointment in the meantime.')
  return { row, exceptions: (await exceptionsOf(tx, [row])).get(id) ?? [] }
}
