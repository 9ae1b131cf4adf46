import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import { readContact } from '#features/contacts/server/read-contacts.ts'
import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import type { FieldChange } from '#platform/journal.ts'
import { all } from '#platform/list.ts'
import { newestPage } from '#platform/newest.ts'
import type { NewestQuery } from '#platform/newest.ts'
import type { AuditEntry, AuditFilters } from '../audit.ts'
import type { AdministrationDb } from './tables.ts'

interface AuditPage {
  items: AuditEntry[]
  nextCursor: string | null
}

/** The whole audit trail, newest first; the caller is known to be an administrator (as system). */
export async function listAudit(
  db: Database<AdministrationDb>,
  query: NewestQuery & AuditFilters,
): Promise<AuditPage> {
  const conditions: RawBuilder<SqlBool>[] = []
  if (query.cursor) conditions.push(sql`j.id < ${query.cursor}`)
  if (query.by) conditions.push(sql`j.by_id = ${query.by}`)
  if (query.kind !== undefined) conditions.push(sql`j.kind = ${query.kind}`)
  if (query.action !== undefined) conditions.push(sql`j.action = ${query.action}`)
  if (query.record) conditions.push(sql`j.record_id = ${query.record}`)
  if (query.from) conditions.push(sql`j.at >= ${query.from}::timestamptz`)
  if (query.to?.length === 10) conditions.push(sql`j.at < ${query.to}::date + 1`)
  else if (query.to) conditions.push(sql`j.at <= ${query.to}::timestamptz`)
  const { rows } = await sql<Row>`
    select j.id, j.at, j.by_id, u.name as by_name, j.via, j.action, j.kind, j.record_id, j.title, j.diff, j.run_id
    from journal j left join app_user u on u.id = j.by_id
    where ${all(conditions)} order by j.id desc limit ${query.limit + 1}`.execute(db)
  const { items, nextCursor } = newestPage(rows, query)
  return { items: items.map(present), nextCursor }
}

/** What happened to one contact, for whoever may see it, in the bin too. */
export async function listContactAudit(
  db: Database<AdministrationDb>,
  by: By,
  id: string,
  query: NewestQuery,
): Promise<AuditPage> {
  await readContact(db, by, id, 'any')
  return listAudit(db, { ...query, record: id })
}

interface Row {
  id: string
  at: string
  byId: string | null
  byName: string | null
  via: AuditEntry['via']
  action: string
  kind: string
  recordId: string
  title: string
  diff: FieldChange[]
  runId: string | null
}

function present({ byId, byName, kind, recordId, title, ...plain }: Row): AuditEntry {
  const by = byId === null || byName === null ? null : { id: byId, name: byName }
  return { ...plain, by, record: { kind, id: recordId, title } }
}
