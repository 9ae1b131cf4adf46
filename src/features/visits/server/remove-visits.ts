import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { recordAll } from '#platform/journal.ts'
import type { VisitsDb } from './tables.ts'

/** Removes visits (`r`) as if they had never been: proposals nobody has touched, and what followed by itself. */
export async function removeVisits(tx: Tx<VisitsDb>, by: By, which: RawBuilder<unknown>): Promise<string[]> {
  const { rows } = await sql<{ id: string; title: string; version: number; readers: string[] }>`
    with gone as (delete from visit r where ${which} returning r.id, r.title, r.version, r.contact_id, r.assignee_id),
    forgotten as (delete from reminder where record_kind = 'visit' and record_id in (select id from gone))
    select gone.id, gone.title, gone.version, c.reader_ids || gone.assignee_id as readers
    from gone join contact c on c.id = gone.contact_id`.execute(tx)
  await recordAll(
    tx,
    by,
    rows.map(({ id, title, version, readers }) => ({
      action: 'visit.deleted',
      kind: 'visit',
      id,
      title,
      version: version + 1,
      readers,
    })),
  )
  return rows.map(({ id }) => id)
}
