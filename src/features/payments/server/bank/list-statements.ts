import { sql } from 'kysely'
import type { Database } from '#platform/database.ts'
import { uuids } from '#platform/access.ts'
import type { BankStatement } from '../../bank.ts'
import type { PaymentsDb } from '../tables.ts'

/** The last 200 statements that were read, or those of the ids, the newest first; administrators see them. */
export async function listStatements(
  db: Database<PaymentsDb>,
  ids?: readonly string[],
): Promise<BankStatement[]> {
  const { rows } = await sql<BankStatement>`
    select s.id, s.iban, s.reference, s.from_day, s.to_day, s.opening, s.closing, s.currency, s.created_at,
      count(e.id) as entries, count(e.id) filter (where e.state = 'open') as open
    from bank_statement s left join bank_entry e on e.statement_id = s.id
    where ${ids ? sql`s.id = any(${uuids(ids)})` : sql`true`}
    group by s.id order by s.to_day desc nulls last, s.id desc limit 200`.execute(db)
  return rows
}
