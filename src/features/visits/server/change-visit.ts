import { sql } from 'kysely'
import { invalid } from '#kernel/problem.ts'
import { given } from '#kernel/given.ts'
import type { By } from '#kernel/rights.ts'
import { readable } from '#platform/access.ts'
import type { Tx } from '#platform/database.ts'
import type { VisitConfirm } from '../visit-steps.ts'
import type { Visit, VisitChange } from '../visit.ts'
import { demandAssignee } from './assignees.ts'
import { demand, lockVisit, presentVisit, readVisit, refuseStale } from './read-visits.ts'
import type { VisitRow } from './read-visits.ts'
import type { VisitsDb } from './tables.ts'
import { writeVisit } from './write-visit.ts'

interface Sent<Input> {
  id: string
  input: Input
  ifMatch?: number | undefined
}

/**
 * Changes a visit by a merge patch. A proposal stays one until it is accepted; an overdue visit that gets another day is
 * planned again. What was written after a visit can be mended when it is over.
 */
export async function changeVisit(
  tx: Tx<VisitsDb>,
  by: By,
  { id, input, ifMatch }: Sent<VisitChange>,
): Promise<Visit> {
  const row = await lockVisit(tx, by, id)
  refuseStale(row, ifMatch)
  return presentVisit(await patchVisit(tx, by, row, input), by)
}

/** The same of a visit that is locked already. */
export async function patchVisit(
  tx: Tx<VisitsDb>,
  by: By,
  row: VisitRow,
  input: VisitChange,
): Promise<VisitRow> {
  const { report, outcome, ...planned } = given(input)
  const changed = Object.entries(planned).filter(([field, value]) => row[field as keyof VisitRow] !== value)
  const is = (field: keyof VisitChange) => changed.some(([name]) => name === field)
  const patch = { ...given({ report, outcome }), ...Object.fromEntries(changed) }
  if (changed.length === 0) return writeVisit(tx, by, row, { patch })
  const isMoved = is('date') || is('startTime')
  const to = demand(row, isMoved || !is('assigneeId') ? 'move' : 'reassign')
  if (is('assigneeId') && planned.assigneeId) await demandAssignee(tx, planned.assigneeId, [row.contactId])
  const state = row.state === 'proposed' || !isMoved ? row.state : to
  return writeVisit(tx, by, row, {
    patch: { ...patch, state },
    action: isMoved ? 'visit.moved' : 'visit.changed',
  })
}

/** Notes that the customer agreed to the visit, with whom and by which channel. */
export async function confirmVisit(
  tx: Tx<VisitsDb>,
  by: By,
  { id, input, ifMatch }: Sent<VisitConfirm>,
): Promise<Visit> {
  const row = await lockVisit(tx, by, id)
  if (row.state === 'confirmed' && input.contactId === undefined && input.channel === undefined)
    return presentVisit(row, by)
  refuseStale(row, ifMatch)
  const state = row.state === 'confirmed' ? row.state : demand(row, 'confirm')
  const { contactId = row.confirmedContactId, channel = row.confirmedChannel } = input
  if (contactId) await demandContact(tx, by, contactId)
  const patch = {
    state,
    confirmedContactId: contactId,
    confirmedChannel: channel,
    confirmedAt: row.confirmedAt ?? new Date().toISOString(),
  }
  return presentVisit(await writeVisit(tx, by, row, { patch, action: 'visit.confirmed' }), by)
}

/** Notes that somebody is there. */
export async function checkIn(
  tx: Tx<VisitsDb>,
  by: By,
  { id, ifMatch }: Omit<Sent<never>, 'input'>,
): Promise<Visit> {
  const row = await lockVisit(tx, by, id)
  if (row.state === 'inProgress') return presentVisit(row, by)
  refuseStale(row, ifMatch)
  const state = demand(row, 'checkIn')
  await writeVisit(tx, by, row, { patch: { state }, action: 'visit.begun' })
  return readVisit(tx, by, id)
}

async function demandContact(tx: Tx<VisitsDb>, by: By, contactId: string): Promise<void> {
  const { rows } = await sql`
    select 1 from contact c where c.id = ${contactId} and c.deleted_at is null
      and ${readable(by, sql`c.reader_ids`)}`.execute(tx)
  if (rows.length === 0)
    throw invalid('contactId', 'unknown', 'There is no such contact, or you may not see it.')
}
