import { sql } from 'kysely'
import { readable, uuids } from '#platform/access.ts'
import { attachedBy } from '#platform/record-kinds.ts'
import type { Attachment } from '#platform/record-kinds.ts'

interface Link {
  /** The table that links contacts to records: by a `contact_id`, and the record by its name with `_id`. */
  table: string
  /** The table of the records, which have `reader_ids`. */
  record: string
  /** Under which name the records are counted; else they are not. */
  counted?: string
}

/** The records that many contacts are linked to; one that was linked to both contacts of a merge is so once. */
export function linkAttachment<T>({ table, record, counted }: Link): Attachment<T> {
  const [links, records, key] = [sql.table(table), sql.table(record), sql.ref(`${record}_id`)]
  return {
    ...attachedBy<T>(table, 'contact_id', { holds: true }),
    async move(tx, _by, { from, to }) {
      const { rows } = await sql<{ key: string }>`
        update ${links} t set contact_id = ${to} where t.contact_id = ${from} and not exists (
          select 1 from ${links} o where o.${key} = t.${key} and o.contact_id = ${to})
        returning t.${key}::text as key`.execute(tx)
      return rows.map((row) => row.key)
    },
    async moveBack(tx, _by, { keys, holders, to }) {
      await sql`
        update ${links} t set contact_id = ${to}
        where t.contact_id = any(${uuids(holders)}) and t.${key} = any(${uuids(keys)}) and not exists (
          select 1 from ${links} o where o.${key} = t.${key} and o.contact_id = ${to})`.execute(tx)
    },
    ...(counted !== undefined && {
      async counts(db, by, ids) {
        if (by.role === 'guest') return {}
        const { rows } = await sql<{ n: number }>`
          select count(distinct r.id) as n from ${records} r join ${links} t on t.${key} = r.id
          where t.contact_id = any(${uuids(ids)}) and r.deleted_at is null
            and ${readable(by, sql`r.reader_ids`)}`.execute(db)
        return { [counted]: rows[0]?.n ?? 0 }
      },
    }),
  }
}
