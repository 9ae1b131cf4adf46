import { sql } from 'kysely'
import type { Database } from '#platform/database.ts'
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
    await forgetFiles(db)
  },
}

/**
 * Files nobody went on with stay a day, others 30 days; those of mails that wait for somebody to say what they are about stay
 * until it is said. Of a file that is gone its collections go too, unless something is linked with them.
 */
async function forgetFiles(db: Database<unknown>): Promise<void> {
  await sql`
    delete from groupware_file f
    where f.created_at < now() - interval '1 day'
      and (f.created_at < now() - interval '30 days' or not exists (
        select from takeover t join groupware_collection c on c.id = any(t.sources)
        where c.account_id = f.account_id and c.remote_id = f.id::text and t.state <> 'cancelled'))
      and not exists (select from mail_waiting w join groupware_collection c on c.id = w.collection_id
        where c.account_id = f.account_id and c.remote_id = f.id::text and w.ignored_at is null)`.execute(db)
  await sql`
    delete from groupware_collection c using groupware_account a
    where a.id = c.account_id and a.kind = 'file'
      and not exists (select from groupware_file f where f.account_id = a.id and f.id::text = c.remote_id)
      and not exists (select from groupware_link l where l.collection_id = c.id)
      and not exists (select from takeover_item i where i.collection_id = c.id)`.execute(db)
}
