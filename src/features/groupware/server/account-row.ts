import { sql } from 'kysely'
import { Problem, missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { uuids } from '#platform/access.ts'
import type { z } from 'zod'
import type { Account, GraphSettings, OpenSettings } from '../account.ts'
import { ASK_AGAIN } from './intervals.ts'
import { isMadeThere } from './made-there.ts'
import type { GroupwareDb, groupwareAccountTable } from './tables.ts'
import { isUsedByItself } from './used-collections.ts'

export type AccountRow = z.output<typeof groupwareAccountTable>

/**
 * An account belongs to its user, or to a group whose members share it. Administrators see that it is there and how it
 * runs, and may pause or disconnect it.
 */
export function mayHave(by: By, { ownerId }: Pick<AccountRow, 'ownerId'>): boolean {
  return by.principals.includes(ownerId) || by.role === 'admin'
}

/**
 * Own accounts, those of own groups, and for administrators on demand those of all. What stands for the files somebody
 * brought is no connection: nothing of it runs, and it is not listed.
 */
export async function listAccounts(
  db: Database<GroupwareDb>,
  by: By,
  { all = false }: { all?: boolean | undefined } = {},
): Promise<Account[]> {
  const isAll = all && by.role === 'admin'
  const mine = sql<boolean>`a.owner_id = any(${uuids(by.principals)})`
  return selectAccounts(
    db,
    isAll ? sql<boolean>`a.kind <> 'file'` : sql<boolean>`a.kind <> 'file' and ${mine}`,
  )
}

/** One account that `by` may have. */
export async function readAccount(db: Database<GroupwareDb>, by: By, id: string): Promise<Account> {
  const [found] = await selectAccounts(db, sql<boolean>`a.id = ${id}`)
  if (!found || !mayHave(by, found)) throw missing()
  return found
}

/** Locks an account that `by` may have. */
export async function lockAccount(
  tx: Tx<GroupwareDb>,
  by: By,
  id: string,
  ifMatch?: number,
): Promise<AccountRow> {
  const row = await tx
    .selectFrom('groupwareAccount')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row || !mayHave(by, row)) throw missing()
  if (ifMatch !== undefined && ifMatch !== row.version) throw new Problem('stale', 'stale')
  return row
}

/**
 * Whether `by` may have taken away there what Kontor made: whoever it belongs to, and for somebody who left the firm an
 * administrator.
 */
export async function mayClear(
  db: Database<GroupwareDb>,
  by: By,
  { ownerId }: Pick<AccountRow, 'ownerId'>,
): Promise<boolean> {
  if (by.principals.includes(ownerId)) return true
  if (by.role !== 'admin') return false
  const gone = db.selectFrom('appUser').select('id').where('id', '=', ownerId)
  return (await gone.where('deactivatedAt', 'is not', null).executeTakeFirst()) !== undefined
}

/** The account as the engine needs it; as system, nobody asks. */
export function accountById(db: Database<GroupwareDb>, id: string): Promise<AccountRow | undefined> {
  return db.selectFrom('groupwareAccount').selectAll().where('id', '=', id).executeTakeFirst()
}

type Counted = AccountRow & Pick<Account, 'ownerName' | 'counts' | 'hears'>

async function selectAccounts(
  db: Database<GroupwareDb>,
  which: ReturnType<typeof sql<boolean>>,
): Promise<Account[]> {
  const { rows } = await sql<Counted>`
    select a.*, coalesce(u.name, g.name) as owner_name, (
      select jsonb_build_object(
        'appointment', count(*) filter (where l.area = 'appointment'),
        'task', count(*) filter (where l.area = 'task'),
        'contact', count(*) filter (where l.area = 'contact'),
        'mail', count(*) filter (where l.area = 'mail'),
        'conflicts', (select count(*) from groupware_conflict c join groupware_link m on m.id = c.link_id
          where m.account_id = a.id and c.settled_at is null),
        'made', (select count(*) from groupware_link l where l.account_id = a.id and ${isMadeThere()}))
      from groupware_link l where l.account_id = a.id and l.state in ('linked', 'timesOnly', 'conflict')
    ) as counts, coalesce((
      select jsonb_agg(jsonb_build_object('area', h.area, 'seconds', case when h.tells then null
        when h.area = 'mail' then 60 else ${ASK_AGAIN}::int end) order by h.area)
      from (
        select c.area, bool_and(coalesce(c.pushed_until > now(), false)) as tells
        from groupware_collection c where c.account_id = a.id and ${isUsedByItself()} group by c.area
      ) h
    ), '[]') as hears
    from groupware_account a
    left join app_user u on u.id = a.owner_id left join user_group g on g.id = a.owner_id
    where ${which} order by lower(a.name), a.id`.execute(db)
  return rows.map(accountOf)
}

/** What is said of an account; never its secrets. */
function accountOf({ settings, createdBy: _by, updatedBy: _updatedBy, ...row }: Counted): Account {
  const open: Partial<OpenSettings> = row.kind === 'open' ? (settings as OpenSettings) : {}
  const graph: Partial<GraphSettings> = row.kind === 'graph' ? (settings as GraphSettings) : {}
  return {
    ...row,
    userName: open.userName ?? null,
    imap: open.imap ?? null,
    smtp: open.smtp ?? null,
    caldav: open.caldav ?? null,
    carddav: open.carddav ?? null,
    mailbox: graph.mailbox ?? null,
    access: graph.access ?? null,
    signIn: open.signIn ?? null,
  }
}
