import { sql } from 'kysely'
import {
  appointmentColumns,
  mayChangeAppointment,
  withContact,
} from '#features/appointments/server/appointment-row.ts'
import type { AppointmentRow } from '#features/appointments/server/appointment-row.ts'
import { zoneOf } from '#features/appointments/server/appointment-state.ts'
import { isStart, keptRule } from '#features/appointments/server/expand-rule.ts'
import { exceptionsOf } from '#features/appointments/server/list-occurrences.ts'
import type { ExceptionRow } from '#features/appointments/server/occurrences.ts'
import { recordLink } from '#features/notifications/server/record-link.ts'
import { readVisitRows } from '#features/visits/server/read-visits.ts'
import type { VisitRow } from '#features/visits/server/read-visits.ts'
import { addressLines } from '#kernel/postal-address.ts'
import type { By } from '#kernel/rights.ts'
import { wallOf, written } from '#kernel/wall.ts'
import { uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import { heldEvent, itemOfHeld } from '../../event/held-event.ts'
import type { HeldEvent, HeldException, Rules } from '../../event/held-event.ts'
import { visitAsEvent } from '../../event/held-visit.ts'
import type { VisitFacts, VisitFields } from '../../event/held-visit.ts'
import type { DavDb } from '../tables.ts'

/** Rules as appointments keep and count them. */
export const RULES: Rules = {
  kept: (rrule, { allDay, timeZone: zone }) => keptRule(rrule, { allDay, zone }),
  isStart: ({ start, rrule, timeZone: zone }, original) =>
    isStart({ rrule, starts: wallOf(start), zone }, wallOf(original)),
}

export interface HeldRecord {
  id: string
  held: HeldEvent
  updatedAt: string
  may: boolean
}

export interface HeldVisit extends HeldRecord {
  fields: VisitFields
  facts: VisitFacts
}

/** These appointments of `by`, as events. */
export async function heldAppointments(
  db: Database<DavDb>,
  by: By,
  ids: readonly string[],
): Promise<HeldRecord[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<AppointmentRow>`
    select ${appointmentColumns(by)} from appointment a ${withContact}
    where a.id = any(${uuids(ids)}) and a.deleted_at is null
      and exists (select 1 from appointment_attendee t where t.appointment_id = a.id and t.user_id = ${by.id})`.execute(
    db,
  )
  const exceptions = await exceptionsOf(db, rows)
  return rows.map((row) => ({
    id: row.id,
    held: heldOfRow(row, exceptions.get(row.id) ?? []),
    updatedAt: row.updatedAt,
    may: mayChangeAppointment(by, row),
  }))
}

function heldOfRow(row: AppointmentRow, exceptions: readonly ExceptionRow[]): HeldEvent {
  const { title, description, place, category, allDay, timeZone, rrule, busy, reminderMinutes } = row
  const told = { title, description, place, category, allDay, timeZone, rrule, busy, reminderMinutes }
  const times = { start: written(wallOf(row.starts), allDay), end: written(wallOf(row.ends), allDay) }
  const loose = {
    ...told,
    ...times,
    private: row.private,
    exceptions: exceptions.map((one) => looseException(row, one)),
  }
  // Through the neutral form and back, so that both sides of a comparison are made the same way.
  return heldEvent(itemOfHeld(loose, { uid: '', kontorId: '' }), RULES)
}

function looseException(
  { allDay }: AppointmentRow,
  { original, cancelled, changes: { starts, ends, ...changes } }: ExceptionRow,
): HeldException {
  const days = changes.allDay ?? allDay
  return {
    original: written(wallOf(original), allDay),
    cancelled,
    changes: {
      ...changes,
      ...(starts === undefined ? {} : { start: written(wallOf(starts), days) }),
      ...(ends === undefined ? {} : { end: written(wallOf(ends), days) }),
    },
  }
}

/** These visits of `by`, as events. */
export async function heldVisits(
  db: Database<DavDb>,
  by: By,
  { ids, publicUrl }: { ids: readonly string[]; publicUrl: string },
): Promise<HeldVisit[]> {
  const rows = await readVisitRows(db, by, ids)
  return rows.map((row) => {
    const facts = factsOf(row, by, publicUrl)
    const { date, startTime, durationMinutes, title, description, place, reminderMinutes } = row
    const fields = { date, startTime, durationMinutes, title, description, place, reminderMinutes }
    const may = row.reads && by.role !== 'guest'
    return { id: row.id, fields, facts, held: visitAsEvent(fields, facts), updatedAt: row.updatedAt, may }
  })
}

function factsOf(row: VisitRow, by: By, publicUrl: string): VisitFacts {
  const address = row.address ? addressLines(addressOf(row.address), by.language).join(', ') : ''
  const bring = row.bring && `${by.language === 'de' ? 'Mitbringen' : 'Bring along'}: ${row.bring}`
  const link = recordLink(publicUrl, { recordKind: 'visit', recordId: row.id, occurrence: null })
  const lines = [row.customerName, address, row.phone ?? '', bring, link].filter(Boolean)
  return { timeZone: row.timeZone, customer: row.customerName, address, lines }
}

function addressOf(address: NonNullable<VisitRow['address']>) {
  const { street = '', houseNumber = '', postalCode = '', city = '', country = '' } = address
  return { street, houseNumber, postalCode, city, state: '', country }
}

/** What times without a zone are read in. */
export function zoneOfUser(db: Database<DavDb>, by: By): Promise<string> {
  return zoneOf(db, by.id)
}
