import { dayNumber, dayOf } from '#kernel/day.ts'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { VisitBulkChange } from '../visit-bulk.ts'
import type { VisitChange } from '../visit.ts'
import { demandAssignee } from './assignees.ts'
import { patchVisit } from './change-visit.ts'
import { skipLocked } from './close-visit.ts'
import { demand, mayChangeVisit } from './read-visits.ts'
import type { VisitRow } from './read-visits.ts'
import type { VisitsDb } from './tables.ts'
import { clockOf, minutesOf } from './visit-time.ts'
import { writeVisit } from './write-visit.ts'

/** By user and day: when the next visit in the row begins, in minutes after midnight. */
export type Clocks = Record<string, number>

const MIDNIGHT = 24 * 60

/** Does to one locked visit what is done to many; says whether that changed it. */
export async function changeOne(
  tx: Tx<VisitsDb>,
  by: By,
  row: VisitRow,
  { change, clocks }: { change: VisitBulkChange; clocks: Clocks },
): Promise<boolean> {
  if (!mayChangeVisit(by, row)) throw new Problem('forbidden', 'forbidden', 'You may not change this visit.')
  if (change.skip) {
    if (row.state === 'skipped') return false
    await skipLocked(tx, by, row)
    return true
  }
  if (change.cancel) {
    if (row.state === 'cancelled') return false
    await writeVisit(tx, by, row, { patch: { state: demand(row, 'cancel') }, action: 'visit.cancelled' })
    return true
  }
  const wanted = wantedOf(row, change, clocks)
  const changed = Object.keys(wanted).length === 0 ? row : await patchVisit(tx, by, row, wanted)
  const accepted = change.accept ? await acceptLocked(tx, by, changed) : changed
  return accepted !== row
}

/** A proposal becomes binding; what is planned already stays as it is. */
export async function acceptLocked(tx: Tx<VisitsDb>, by: By, row: VisitRow): Promise<VisitRow> {
  if (row.state === 'planned' || row.state === 'confirmed') return row
  const state = demand(row, 'accept')
  await demandAssignee(tx, row.assigneeId, [row.contactId])
  return writeVisit(tx, by, row, { patch: { state, unplaced: false }, action: 'visit.accepted' })
}

function wantedOf(row: VisitRow, change: VisitBulkChange, clocks: Clocks): VisitChange {
  const { shiftDays, assigneeId, times } = change
  const date = shiftDays === undefined ? change.date : dayOf(dayNumber(row.date) + shiftDays)
  const wanted: VisitChange = {
    ...(date === undefined ? {} : { date }),
    ...(assigneeId === undefined ? {} : { assigneeId }),
  }
  if (!times) return wanted
  const key = `${assigneeId ?? row.assigneeId} ${date ?? row.date}`
  const start = clocks[key] ?? minutesOf(times.start)
  if (start >= MIDNIGHT)
    throw new Problem('conflict', 'visit.day_full', 'The day is not long enough for them all.')
  clocks[key] = start + times.minutes + times.travelMinutes
  return { ...wanted, startTime: clockOf(start), durationMinutes: times.minutes }
}
