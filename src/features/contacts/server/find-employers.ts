import { sql } from 'kysely'
import { sortKey } from '#kernel/fold.ts'
import type { By } from '#kernel/rights.ts'
import { readable } from '#platform/access.ts'
import type { Tx } from '#platform/database.ts'
import type { ContactsDb } from './tables.ts'

export interface Employer {
  id: string
  name: string
}

/** The visible companies of these names, the oldest of each, by name in lower case. */
export async function findEmployers(
  tx: Tx<ContactsDb>,
  by: By,
  names: readonly string[],
): Promise<Map<string, Employer>> {
  const wanted = [...new Set(names)]
  if (wanted.length === 0) return new Map()
  const { rows } = await sql<Employer & { wanted: string }>`
    select w.name as wanted, c.id, c.company_name as name
    from unnest(${wanted}::text[], ${wanted.map(sortKey)}::text[]) w(name, key) cross join lateral (
      select r.id, r.company_name from contact r
      where r.kind = 'company' and r.deleted_at is null and r.sort_key = w.key
        and lower(r.company_name) = lower(w.name) and ${readable(by, sql`r.reader_ids`)}
      order by r.id limit 1) c`.execute(tx)
  return new Map(rows.map(({ wanted: name, ...company }) => [name.toLowerCase(), company]))
}
