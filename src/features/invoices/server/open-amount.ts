import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'

/**
 * What is missing of a document (`r`), or is to be given back: what was paid for one that was taken back, too, unless the
 * refund was written down at its cancellation.
 */
export const missingOf: RawBuilder<string> = sql<string>`
  case when r.status = 'cancelled'
    then -(r.settled + coalesce((select sum(x.settled) from invoice x where x.source_id = r.id and x.kind = 'cancellation'), 0))
    else r.payable - r.settled end`

/** True of documents (`r`) with something to be paid or given back; cancellations stand with what they cancel. */
export const isOpen: RawBuilder<SqlBool> = sql<SqlBool>`(
  r.deleted_at is null and r.kind in ('invoice', 'downpayment', 'partial', 'final', 'correction')
  and ((r.status = 'issued' and r.payable <> r.settled) or (r.status = 'cancelled' and r.settled <> 0)
    or (r.status = 'paid' and r.payable >= 0 and r.settled > r.payable))
  and (${missingOf}) <> 0)`

/** What is open of a document (`r`): nothing of what is no bill, not issued, or settled. */
export const openAmount: RawBuilder<string> = sql<string>`(case when ${isOpen} then ${missingOf} else 0 end)`
