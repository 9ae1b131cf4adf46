import { sql } from 'kysely'
import type { AbsenceWarning } from '#features/workdays/server/absences.ts'
import { VISITS } from './list-visits.ts'
import type { VisitsDb } from './tables.ts'

/** Visits somebody is to make on days on which they are away; only a number, so whoever enters it need not see them. */
export const visitAbsence: AbsenceWarning<VisitsDb> = {
  kind: 'visit',
  async count(db, _by, { userId, from, to }) {
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from ${VISITS}
      where r.assignee_id = ${userId} and r.date between ${from}::date and ${to}::date
        and r.state in ('proposed', 'planned', 'confirmed') and c.deleted_at is null and p.deleted_at is null`.execute(
      db,
    )
    return rows[0]?.n ?? 0
  },
}
