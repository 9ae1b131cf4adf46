import { sql, type RawBuilder } from 'kysely'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { cancelOpen } from './end-chains.ts'
import { removeVisits } from '../remove-visits.ts'
import type { VisitsDb } from '../tables.ts'
import { todayIn } from '../visit-time.ts'

/**
 * While a plan or one customer of it rests nobody goes: the proposals among these visits (`r`) go, the planned ones are
 * cancelled. What was agreed with customers stays, and so does what lies behind the pause.
 */
export async function rest(
  tx: Tx<VisitsDb>,
  by: By,
  { which, until, zone }: { which: RawBuilder<unknown>; until: string | null; zone: string },
): Promise<void> {
  const within = until === null ? sql`true` : sql`r.date < ${until}::date`
  await removeVisits(tx, by, sql`${which} and r.state = 'proposed' and ${within}`)
  await cancelOpen(
    tx,
    by,
    sql`${which} and r.state = 'planned' and ${within} and r.date >= ${todayIn(zone)}::date`,
  )
}
