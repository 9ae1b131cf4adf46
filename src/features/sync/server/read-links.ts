import { sql } from 'kysely'
import { missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import type { GroupwareConflict, GroupwareLink } from '../link.ts'
import { textOf } from '../item-fields.ts'
import { REMOVING } from './pull/gone-here.ts'
import { ourKinds } from './ours/our-areas.ts'
import type { Account } from './run.ts'
import type { SyncDb } from './tables.ts'

/** An account that belongs to `by` or to a group of theirs: nobody else's links are shown. */
export async function ownAccount(db: Database<SyncDb>, by: By, id: string): Promise<Account> {
  const account = await db.selectFrom('groupwareAccount').selectAll().where('id', '=', id).executeTakeFirst()
  if (!account || !by.principals.includes(account.ownerId)) throw missing()
  return account
}

/** With what of the own accounts a record is linked; the file it came in is nothing it is kept in step with. */
export async function linksOfRecord(
  db: Database<SyncDb>,
  by: By,
  record: { kind: string; id: string },
): Promise<GroupwareLink[]> {
  const { rows } = await sql<Omit<GroupwareLink, 'record'>>`
    select l.id, l.account_id, a.name as account_name, l.area, c.name as collection, l.origin, l.state, l.fault, l.updated_at,
      l.state = 'linked' and l.our_version is null or coalesce(l.fault = ${REMOVING}, false) as pending,
      (select count(*) from groupware_conflict o where o.link_id = l.id and o.settled_at is null)::int as conflicts
    from groupware_link l join groupware_account a on a.id = l.account_id join groupware_collection c on c.id = l.collection_id
    where l.record_kind = ${record.kind} and l.record_id = ${record.id} and a.kind <> 'file' and a.owner_id = any(${uuids(by.principals)})
    order by a.name, l.id`.execute(db)
  return rows.map((row) => ({ ...row, record }))
}

/** What was overruled in the own accounts and nobody has looked at, the newest first. */
export async function listConflicts(
  db: Database<SyncDb>,
  by: By,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: GroupwareConflict[]; nextCursor: string | null }> {
  const { rows } = await sql<Omit<GroupwareConflict, 'record'> & { recordKind: string; recordId: string }>`
    select o.id, o.link_id, l.account_id, o.at, l.record_kind, l.record_id, o.field, o.agreed, o.ours, o.theirs, o.kept
    from groupware_conflict o join groupware_link l on l.id = o.link_id join groupware_account a on a.id = l.account_id
    where o.settled_at is null and a.owner_id = any(${uuids(by.principals)})
      ${cursor === undefined ? sql`` : sql`and o.id < ${cursor}::uuid`}
    order by o.id desc limit ${limit + 1}`.execute(db)
  const page = rows.slice(0, limit)
  const titles = await titlesOf(db, by, page)
  return {
    items: page.map(({ recordKind, recordId, ...plain }) => ({
      ...plain,
      record: { kind: recordKind, id: recordId, title: titles.get(recordId) ?? titleIn(plain) },
    })),
    nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  }
}

/** Where the record is gone, what one of the sides calls it. */
function titleIn({ ours, theirs }: Pick<GroupwareConflict, 'ours' | 'theirs'>): string {
  for (const side of [ours, theirs]) {
    const said = typeof side === 'object' && side !== null ? (side as Record<string, unknown>) : {}
    const title = said['displayName'] || said['title']
    if (typeof title === 'string' && title !== '') return title
  }
  return ''
}

async function titlesOf(
  db: Database<SyncDb>,
  by: By,
  rows: readonly { recordKind: string; recordId: string }[],
): Promise<Map<string, string>> {
  const titles = new Map<string, string>()
  for (const [kind, of] of Map.groupBy(rows, ({ recordKind }) => recordKind)) {
    const records = await ourKinds.get(kind)?.read(db, by, [...new Set(of.map(({ recordId }) => recordId))])
    for (const [id, { item }] of records ?? [])
      titles.set(id, textOf(item['displayName']) || textOf(item['title']))
  }
  return titles
}
