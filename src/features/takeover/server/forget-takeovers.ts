import { sql } from 'kysely'
import type { Chore } from '#platform/jobs.ts'

/** What mailboxes had is not kept: of what was listed and not taken over nothing is left after 30 days. */
export const forgetTakeovers: Chore = {
  name: 'forget-takeovers',
  async run({ db }) {
    await sql`
      with old as (
        update takeover set state = case when state in ('listing', 'choosing') then 'cancelled' else state end
        where updated_at < now() - interval '30 days' and state <> 'running' returning id)
      delete from takeover_item i using old where i.takeover_id = old.id`.execute(db)
  },
}
