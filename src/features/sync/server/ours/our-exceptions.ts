import type { AppointmentChange } from '#features/appointments/appointment.ts'
import { changeAppointment } from '#features/appointments/server/change-appointment.ts'
import { deleteAppointment, restoreAppointment } from '#features/appointments/server/delete-appointment.ts'
import { exceptionsOf } from '#features/appointments/server/list-occurrences.ts'
import { readRow } from '#features/appointments/server/read-appointment.ts'
import type { EventException, EventItem } from '#kernel/groupware/event-item.ts'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { wallOf, written } from '#kernel/wall.ts'
import { isSame } from '#kernel/diff.ts'
import type { Database, Tx } from '#platform/database.ts'
import { cut } from './our-side.ts'
import type { SyncDb } from '../tables.ts'

/** Makes the exceptions of a series those of the event; what its rule does not name is no occurrence and left out. */
export async function writeExceptions(tx: Tx<SyncDb>, by: By, id: string, event: EventItem): Promise<void> {
  const db: Database<SyncDb> = tx
  const row = await readRow(db, by, id)
  if (row.rrule === null) return
  const present = (await exceptionsOf(db, [row])).get(id) ?? []
  const wanted = new Map(event.exceptions.map((one) => [wallOf(one.original), one]))
  for (const { original, cancelled, changes } of present) {
    const occurrence = written(wallOf(original), row.allDay)
    const next = wanted.get(wallOf(original))
    if (next && next.cancelled === cancelled && (cancelled || isSame(kept(next), changes))) {
      wanted.delete(wallOf(original))
      continue
    }
    await restoreAppointment(tx, by, { id, occurrence })
  }
  for (const [original, one] of wanted) {
    if (Number.isNaN(original)) continue
    await writeException(tx, by, { id, occurrence: written(original, row.allDay), one }).catch(ifOther)
  }
}

/** The series as it is has no such occurrence. */
function ifOther(error: unknown): void {
  if (!(error instanceof Problem)) throw error
}

async function writeException(
  tx: Tx<SyncDb>,
  by: By,
  { id, occurrence, one }: { id: string; occurrence: string; one: EventException },
): Promise<void> {
  if (one.cancelled) return deleteAppointment(tx, by, { id, occurrence, scope: 'this' })
  const { title, description, place, categories, allDay, start, end, busy, reminderMinutes } = one.changes
  const change: AppointmentChange = {
    ...(title === undefined ? {} : { title: cut(title, 255).trim() || '–' }),
    ...(description === undefined ? {} : { description: cut(description, 65_000) }),
    ...(place === undefined ? {} : { place: cut(place, 500) }),
    ...(categories === undefined ? {} : { category: categories[0]?.slice(0, 100) ?? null }),
    ...(allDay === undefined ? {} : { allDay }),
    ...(start === undefined ? {} : { start }),
    ...(end === undefined ? {} : { end }),
    ...(busy === undefined ? {} : { busy }),
    ...(reminderMinutes === undefined ? {} : { reminderMinutes }),
    ...(one.changes.private === undefined ? {} : { private: one.changes.private }),
  }
  await changeAppointment(tx, by, { id, change: { ...change, occurrence, scope: 'this' } })
}

/** The changes as our exceptions name them. */
function kept({ changes }: EventException): Record<string, unknown> {
  const { start, end, categories, ...said } = changes
  return {
    ...said,
    ...(categories === undefined ? {} : { category: categories[0] ?? null }),
    ...(start === undefined ? {} : { starts: start }),
    ...(end === undefined ? {} : { ends: end }),
  }
}
