import { changeAppointment } from '#features/appointments/server/change-appointment.ts'
import { deleteAppointment, restoreAppointment } from '#features/appointments/server/delete-appointment.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { HeldEvent, HeldException } from '../../event/held-event.ts'
import type { DavDb } from '../tables.ts'

/** Brings what is another in a series to what a program sent, occurrence by occurrence. */
export async function writeExceptions(
  tx: Tx<DavDb>,
  by: By,
  id: string,
  { held, sent }: { held: HeldEvent; sent: HeldEvent },
): Promise<void> {
  const were = new Map(held.exceptions.map((one) => [one.original, one]))
  const are = new Map(sent.exceptions.map((one) => [one.original, one]))
  for (const [occurrence, was] of were) {
    if (are.has(occurrence) && !(was.cancelled && !are.get(occurrence)?.cancelled)) continue
    await restoreAppointment(tx, by, { id, occurrence })
    were.delete(occurrence)
  }
  for (const [occurrence, one] of are) {
    if (JSON.stringify(were.get(occurrence)) === JSON.stringify(one)) continue
    if (one.cancelled) await deleteAppointment(tx, by, { id, occurrence, scope: 'this' })
    else await changeAppointment(tx, by, { id, change: { ...whole(sent, one), occurrence, scope: 'this' } })
  }
}

/** All an occurrence says, so that what it does not have of its own is that of the series. */
function whole(series: HeldEvent, { original, changes }: HeldException) {
  const { title, description, place, category, allDay, busy, private: secret, reminderMinutes } = series
  const start = changes.start ?? original
  const lasting = Date.parse(stamp(series.end)) - Date.parse(stamp(series.start))
  const end = new Date(Date.parse(stamp(start)) + lasting).toISOString().slice(0, start.length)
  const usual = { title, description, place, category, allDay, busy, private: secret, reminderMinutes }
  return { ...usual, start, end, ...changes }
}

const stamp = (text: string) => (text.length === 10 ? `${text}T00:00Z` : `${text}Z`)
