import { sql } from 'kysely'
import { checkSubjects } from '#features/subjects/server/subjects.ts'
import { SUBJECT_FIELDS } from '#features/subjects/subject.ts'
import { Problem } from '#kernel/problem.ts'
import type { FieldError } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { readable, uuids } from '#platform/access.ts'
import type { Tx } from '#platform/database.ts'
import type { AppointmentState } from './appointment-state.ts'
import type { AppointmentsDb } from './tables.ts'

/** Refuses who and what a state newly names and is not there, or not for `by` to see. */
export async function checkReferences(
  tx: Tx<AppointmentsDb>,
  by: By,
  state: AppointmentState,
  before?: AppointmentState,
): Promise<void> {
  const { invited, organizerId, contactId } = state
  const users = [organizerId, ...invited.users].filter(
    (id) => id !== before?.organizerId && !before?.invited.users.includes(id),
  )
  const known = [before?.contactId, ...(before?.invited.contacts ?? [])]
  const contacts = [contactId, ...invited.contacts].filter(
    (id) => id !== null && !known.includes(id),
  ) as string[]
  const { rows } = await sql<{ id: string; organizes: boolean }>`
    select id, role != 'guest' as organizes from app_user
    where id = any(${uuids([...users, organizerId])}) and deactivated_at is null
    union all
    select r.id, false from contact r
    where r.id = any(${uuids(contacts)}) and r.deleted_at is null and ${readable(by, sql`r.reader_ids`)}`.execute(
    tx,
  )
  const there = new Set(rows.map((row) => row.id))
  const errors: FieldError[] = []
  const refuse = (path: string, message: string) => errors.push({ path, code: 'unknown', message })
  if (organizerId !== before?.organizerId && !rows.some((row) => row.id === organizerId && row.organizes))
    refuse('organizerId', 'Choose an active user who is not a guest.')
  if (invited.users.some((id) => users.includes(id) && !there.has(id)))
    refuse('attendees', 'One of the users does not exist or is deactivated.')
  if (invited.contacts.some((id) => contacts.includes(id) && !there.has(id)))
    refuse('attendees', 'There is no such contact.')
  if (contactId !== null && contacts.includes(contactId) && !there.has(contactId))
    refuse('contactId', 'There is no such contact.')
  const [first] = errors
  if (first) throw new Problem('invalid', 'invalid', first.message, errors)
  const anew = Object.values(SUBJECT_FIELDS).filter((field) => state[field] !== before?.[field])
  await checkSubjects(tx, by, Object.fromEntries(anew.map((field) => [field, state[field]])))
}
