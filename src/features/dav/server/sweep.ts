import { sql } from 'kysely'
import type { Chore } from '#platform/jobs.ts'
import { TOMBSTONE_DAYS } from './methods/sync-report.ts'

/**
 * Forgets what is gone for so long that programs begin anew anyway, and the texts of records that were erased: their words
 * must not outlive them here.
 */
export const sweepDav: Chore = {
  name: 'old dav resources',
  async run({ db }) {
    const before = Date.now() - TOMBSTONE_DAYS * 86_400_000
    await sql`delete from dav_resource where gone and sequence < ${before}`.execute(db)
    await sql`
      update dav_resource r set raw = null where raw is not null and not exists (
        select 1 from appointment where id = r.record_id union all select 1 from visit where id = r.record_id
        union all select 1 from task where id = r.record_id union all select 1 from contact where id = r.record_id)`.execute(
      db,
    )
  },
}
