import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import { aboutReadable } from '#features/subjects/server/subject-access.ts'
import { uuids } from '#platform/access.ts'
import type { By } from '#kernel/rights.ts'
import { all } from '#platform/list.ts'
import { attachedBy } from '#platform/record-kinds.ts'
import type { Attachment, BinKind, SearchKind } from '#platform/record-kinds.ts'
import { searchConditions } from '#platform/search.ts'
import { dayText, wallOf } from '#kernel/wall.ts'
import { eraseAppointment } from './delete-appointment.ts'
import type { AppointmentsDb } from './tables.ts'

/** What is about a contact moves along when two contacts become one. */
export const appointmentsAttachment = attachedBy<AppointmentsDb>('appointment', 'contact_id', { holds: true })

/** Where a contact takes part; whoever was asked as both contacts is asked once, and is not asked twice again. */
export const attendeesAttachment: Attachment<AppointmentsDb> = {
  ...attachedBy<AppointmentsDb>('appointment_attendee', 'contact_id', {
    key: sql`appointment_id`,
    holds: true,
  }),
  async move(tx, _by, { from, to }) {
    const { rows } = await sql<{ key: string }>`
      update appointment_attendee t set contact_id = ${to} where t.contact_id = ${from} and not exists (
        select 1 from appointment_attendee o where o.appointment_id = t.appointment_id and o.contact_id = ${to})
      returning t.appointment_id::text as key`.execute(tx)
    return rows.map((row) => row.key)
  },
  async moveBack(tx, _by, { keys, holders, to }) {
    await sql`
      update appointment_attendee t set contact_id = ${to}
      where t.contact_id = any(${uuids(holders)}) and t.appointment_id = any(${uuids(keys)}) and not exists (
        select 1 from appointment_attendee o where o.appointment_id = t.appointment_id and o.contact_id = ${to})`.execute(
      tx,
    )
  },
}

/** How appointments lie in the bin; who may bring one back sees it there. */
export const appointmentBin: BinKind<AppointmentsDb> = {
  kind: 'appointment',
  async rows(db, by, q) {
    const own = sql<SqlBool>`(a.organizer_id = ${by.id} or a.created_by = ${by.id})`
    const mine = by.role === 'admin' ? sql<SqlBool>`true` : own
    const search = await searchConditions(db, q, { text: sql`a.search`, fields: {} })
    return sql`
      select 'appointment' as kind, a.id, a.title, a.deleted_at, a.deleted_by, 'managers' as visibility,
        array[a.organizer_id, a.created_by] as manager_ids, null::jsonb as merged_into
      from appointment a where a.deleted_at is not null and ${all([mine, ...search])}`
  },
  erase: eraseAppointment,
}

/** How the search over everything finds appointments: those to come first, the next one on top. */
export const appointmentSearch: SearchKind<AppointmentsDb> = {
  kind: 'appointment',
  async find(db, by, q, limit) {
    const conditions = [
      sql<SqlBool>`a.deleted_at is null`,
      seenWhole(by),
      ...(await searchConditions(db, q, { text: sql`a.search`, fields: {} })),
    ]
    const { rows } = await sql<{ id: string; title: string; place: string; starts: string; ends: string }>`
      select a.id, a.title, a.place, a.starts, a.ends from appointment a
      where ${all(conditions)}
      order by coalesce(a.repeats_until, a.ends_at) < now(), abs(extract(epoch from a.starts_at - now())), a.id
      limit ${limit}`.execute(db)
    return rows.map(({ id, title, place, starts }) => ({
      kind: 'appointment',
      id,
      title,
      subtitle: [shortDay(starts, by), place].filter(Boolean).join(' · '),
      mark: null,
      photo: null,
    }))
  },
}

/** The same as `sightOf` being `all`, of appointment `a`. */
function seenWhole(by: By): RawBuilder<SqlBool> {
  if (by.role === 'admin') return sql<SqlBool>`true`
  const takesPart = sql<SqlBool>`(a.organizer_id = ${by.id} or a.created_by = ${by.id} or exists (
    select 1 from appointment_attendee t where t.appointment_id = a.id and t.user_id = ${by.id}))`
  if (by.role === 'guest') return takesPart
  return sql<SqlBool>`(not a.private and ${aboutReadable(by, sql`a`)} or ${takesPart})`
}

function shortDay(starts: string, by: By): string {
  return new Intl.DateTimeFormat(by.language, { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(`${dayText(wallOf(starts))}T00:00Z`),
  )
}
