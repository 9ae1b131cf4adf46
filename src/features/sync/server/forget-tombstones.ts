import { sql } from 'kysely'
import type { Chore } from '#platform/jobs.ts'

/**
 * Links of what is gone there, or on both sides, are forgotten after 180 days. One that somebody cut stays, and one whose
 * item still stands there: else it would come over anew.
 */
export const forgetTombstones: Chore = {
  name: 'forget-tombstones',
  run: async ({ db }) => {
    await sql`
      delete from groupware_link l where l.updated_at < now() - interval '180 days'
        and (l.state = 'goneHere' and l.fault is null or l.state = 'goneThere')
        and (l.remote_id is null or l.state = 'goneThere')
        and not exists (select from groupware_conflict c where c.link_id = l.id and c.settled_at is null)`.execute(
      db,
    )
  },
}
