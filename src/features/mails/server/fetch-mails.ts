import { sql } from 'kysely'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Tx } from '#platform/database.ts'
import { announce } from '#platform/journal.ts'
import { MAILS_DUE } from './collect-mails.ts'
import type { MailsDb } from './tables.ts'

/** Has the watched folders of own accounts and those of own groups looked at as soon as the transaction is through. */
export async function fetchMails(tx: Tx<MailsDb>, by: By): Promise<void> {
  const own = sql`a.owner_id = any(${uuids(by.principals)})`
  await sql`
    update groupware_collection c set told_at = clock_timestamp()
    from groupware_account a
    where a.id = c.account_id and ${own} and c.area = 'mail' and c.role = 'import'`.execute(tx)
  await sql`
    update groupware_account a set next_run_at = now() where ${own} and a.state = 'failed' and (a.options #>> '{automatic,mail}')::boolean`.execute(
    tx,
  )
  await announce(tx, by, { kind: 'mail-waiting', id: by.id, action: MAILS_DUE, readers: [by.id] })
}
