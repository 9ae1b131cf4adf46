import { sql } from 'kysely'
import type { z } from 'zod'
import type { Contact } from '#features/contacts/contact.ts'
import { listContacts } from '#features/contacts/server/list-contacts.ts'
import { readContacts } from '#features/contacts/server/read-contacts.ts'
import { ownAccount } from '#features/sync/server/read-links.ts'
import { missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { readable, uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import type { ExportCandidate, exportItem, ExportQuery, exportItemQuery } from '../../people-export.ts'
import type { PeopleDb } from './tables.ts'

/** The contacts of a search, each with whether it is in an address book of this account already. */
export async function listCandidates(
  db: Database<PeopleDb>,
  by: By,
  { accountId, query: { ids, ...query } }: { accountId: string; query: ExportQuery },
): Promise<{ items: ExportCandidate[]; nextCursor: string | null; total?: number }> {
  await ownAccount(db, by, accountId)
  const { items, ...page } = ids
    ? { items: (await readContacts(db, by, ids)).filter((one) => one.deletedAt === null), nextCursor: null }
    : await listContacts(db, by, query)
  const links = await linksOf(
    db,
    accountId,
    items.map(({ id }) => id),
  )
  return { ...page, items: items.map((contact) => candidateOf(contact, links.get(contact.id) ?? null)) }
}

function candidateOf(
  { id, kind, displayName, companyName, details }: Contact,
  link: ExportCandidate['link'],
): ExportCandidate {
  const first = (of: string) => {
    const rows = details.filter((row) => row.kind === of)
    const value = (rows.find((row) => row.primary) ?? rows[0])?.value
    return typeof value === 'string' ? value : null
  }
  return { id, kind, displayName, companyName, email: first('email'), phone: first('phone'), link }
}

async function linksOf(
  db: Database<PeopleDb>,
  accountId: string,
  ids: readonly string[],
): Promise<Map<string, NonNullable<ExportCandidate['link']>>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<NonNullable<ExportCandidate['link']> & { recordId: string }>`
    select l.record_id, l.state, l.fault, l.created_at as since, l.state = 'linked' and l.our_version is null as pending
    from groupware_link l where l.account_id = ${accountId} and l.record_kind = 'contact' and l.record_id = any(${uuids(ids)})
      and l.state in ('linked', 'timesOnly', 'failed', 'conflict')`.execute(db)
  return new Map(rows.map(({ recordId, ...link }) => [recordId, link]))
}

/** What became of each contact of an own export, by name. */
export async function listExportItems(
  db: Database<PeopleDb>,
  by: By,
  { jobId, query }: { jobId: string; query: z.output<typeof exportItemQuery> },
): Promise<{ items: z.infer<typeof exportItem>[]; nextCursor: string | null }> {
  const job = await db.selectFrom('job').select('ownerId').where('id', '=', jobId).executeTakeFirst()
  if (job?.ownerId !== by.id) throw missing()
  const { outcome, limit, cursor } = query
  const { rows } = await sql<z.infer<typeof exportItem>>`
    select e.contact_id, coalesce(r.display_name, '') as display_name, e.outcome, e.fault
    from card_export e left join contact r on r.id = e.contact_id and ${readable(by, sql`r.reader_ids`)}
    where e.job_id = ${jobId} ${outcome === undefined ? sql`` : sql`and e.outcome = ${outcome}`}
      ${cursor === undefined ? sql`` : sql`and (coalesce(r.sort_key, ''), e.contact_id) > (${keyOf(by, cursor)}, ${cursor}::uuid)`}
    order by coalesce(r.sort_key, ''), e.contact_id limit ${limit + 1}`.execute(db)
  const items = rows.slice(0, limit)
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.contactId ?? null) : null }
}

/** Where a contact stands in that order; whom one may not see stands before the others. */
function keyOf(by: By, id: string) {
  return sql`coalesce((select c.sort_key from contact c where c.id = ${id}::uuid and ${readable(by, sql`c.reader_ids`)}), '')`
}
