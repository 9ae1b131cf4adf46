import { sql } from 'kysely'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { MailSender } from '../mail.ts'
import type { MailsDb } from './tables.ts'

/** From where `by` may write: own accounts, those of own groups, and the firm's server where one is set; and how they sign. */
export async function listSenders(
  db: Database<MailsDb>,
  by: By,
  house: Pick<House, 'mail'>,
): Promise<{ items: MailSender[]; signature: string }> {
  const { rows } = await sql<MailSender>`
    select a.id as account_id, case when a.owner_id = ${by.id} then u.name else a.name end as name, a.address,
      a.owner_id <> ${by.id} as "group"
    from groupware_account a left join app_user u on u.id = ${by.id}
    where a.owner_id = any(${uuids(by.principals)}) and a.address <> '' and a.state not in ('paused', 'consent')
      and (a.kind = 'graph' or (a.kind = 'open' and a.settings -> 'smtp' is not null and a.settings -> 'smtp' <> 'null'))
    order by a.owner_id <> ${by.id}, a.created_at, a.id`.execute(db)
  return { items: [...rows, ...firmSender(by, house)], signature: await readSignature(db, by) }
}

/** What stands under the mails of `by`. */
async function readSignature(db: Database<MailsDb>, by: By): Promise<string> {
  const user = await db.selectFrom('appUser').select('preferences').where('id', '=', by.id).executeTakeFirst()
  const { mailSignature: signature } = { mailSignature: '', ...user?.preferences }
  return typeof signature === 'string' ? signature : ''
}

/** The sender that somebody chose. */
export async function readSender(
  db: Database<MailsDb>,
  by: By,
  { house, accountId }: { house: Pick<House, 'mail'>; accountId: string | null },
): Promise<MailSender> {
  const { items } = await listSenders(db, by, house)
  const found = items.find((one) => one.accountId === accountId)
  if (!found) throw new Problem('conflict', 'mail.no_sender', 'Nothing can be sent from there.')
  return found
}

function firmSender(by: By, { mail }: Pick<House, 'mail'>): MailSender[] {
  if (!mail.configured) return []
  return [{ accountId: null, name: by.name, address: addressOf(mail.from), group: false }]
}

/** `a@b.de` of `Firm <a@b.de>`. */
export function addressOf(from: string): string {
  return (/<([^<>]+)>\s*$/.exec(from)?.[1] ?? from).trim().toLowerCase()
}
