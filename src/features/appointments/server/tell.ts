import { notify } from '#features/notifications/server/notify.ts'
import { EVERYONE } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { FieldChange } from '#platform/journal.ts'
import { record } from '#platform/journal.ts'
import { readRow } from './read-appointment.ts'
import type { AppointmentsDb } from './tables.ts'

/**
 * Writes down what happened to an appointment. Everybody with a seat hears that something is another, as everybody sees
 * whose time is taken; what it is, nobody hears.
 */
export async function recordAppointment(
  tx: Tx<AppointmentsDb>,
  by: By,
  about: { verb: string; id: string; title: string; version: number; users: string[]; diff?: FieldChange[] },
): Promise<void> {
  const { verb, id, title, version, users, diff = [] } = about
  const readers = [EVERYONE, ...users]
  await record(tx, by, {
    action: `appointment.${verb}`,
    kind: 'appointment',
    id,
    title,
    version,
    readers,
    diff,
  })
}

/** Tells these users who take part, unless it is over. */
export async function tellUsers(
  tx: Tx<AppointmentsDb>,
  by: By,
  about: { id: string; users: readonly string[]; now: number },
): Promise<void> {
  if (about.users.length === 0) return
  const row = await readRow(tx, by, about.id, 'any')
  const over = row.rrule === null ? row.endsAt : row.repeatsUntil
  if (over !== null && Date.parse(over) < about.now) return
  const record = { kind: 'appointment', id: row.id, title: row.title }
  await notify(tx, by, { users: about.users, kind: 'appointment', record, text: row.place })
}
