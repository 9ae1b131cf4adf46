import { sql } from 'kysely'
import { transaction } from '#platform/database.ts'
import type { Database } from '#platform/database.ts'
import { uuids } from '#platform/access.ts'
import type { BookkeepingDb } from './tables.ts'

/** The numbers of customers in the books; whoever has none gets the next one and keeps it. As system. */
export function debtorNumbers(
  db: Database<BookkeepingDb>,
  contactIds: readonly string[],
  first: number,
): Promise<Map<string, string>> {
  const ids = [...new Set(contactIds)]
  return transaction(db, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('debtor'))`.execute(tx)
    await sql`
      insert into debtor (contact_id, number)
      select c.id, greatest(${first}::integer - 1, (select coalesce(max(number), 0) from debtor))
        + row_number() over (order by c.created_at, c.id)
      from contact c where c.id = any(${uuids(ids)}) and not exists (select 1 from debtor d where d.contact_id = c.id)`.execute(
      tx,
    )
    const { rows } = await sql<{ contactId: string; number: number }>`
      select contact_id, min(number) as number from debtor where contact_id = any(${uuids(ids)})
      group by contact_id`.execute(tx)
    return new Map(rows.map(({ contactId, number }) => [contactId, String(number)]))
  })
}
