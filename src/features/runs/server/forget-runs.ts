import { sql } from 'kysely'
import type { Chore } from '#platform/jobs.ts'
import { UNDO_DAYS } from '../run.ts'

/**
 * Every night: what runs left is forgotten when they can no longer be taken back, and the records that a cancelled one
 * had still before it. The runs themselves stay, with their counts.
 */
export const forgetRuns: Chore = {
  name: 'old runs',
  async run({ db }) {
    await sql`
      delete from run_left l using run r
      where r.id = l.run_id and r.created_at < now() - ${UNDO_DAYS} * interval '1 day'`.execute(db)
    await sql`
      delete from run_target t using run r
      where r.id = t.run_id and not exists (
        select 1 from job j where j.id = r.job_id and j.state in ('queued', 'running'))`.execute(db)
  },
}
