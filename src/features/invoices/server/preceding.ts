import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import { plain, sum } from '#kernel/decimal.ts'
import { invalid } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import type { Frozen } from '../frozen.ts'
import type { Draft } from './drafts/draft.ts'
import { invoiceReadable } from './invoice-access.ts'
import type { InvoicesDb } from './tables.ts'

type Preceding = Frozen['preceding'][number]

/** What a document refers to: the one it corrects, or the earlier invoices that it takes off and their gross. */
export async function readPreceding(
  db: Database<InvoicesDb>,
  by: By,
  draft: Draft,
): Promise<{ documents: Preceding[]; deducted: string }> {
  if (draft.kind === 'correction' && draft.sourceId !== null) {
    const { rows } = await sql<Preceding>`
      select number, date, net, tax, gross from invoice where id = ${draft.sourceId} and number is not null`.execute(
      db,
    )
    return { documents: rows, deducted: '0' }
  }
  if (draft.kind !== 'final' || draft.deductedIds.length === 0) return { documents: [], deducted: '0' }
  const { rows } = await sql<Preceding>`
    select r.number, r.date, r.net, r.tax, r.gross from invoice r
    where r.id = any(${uuids(draft.deductedIds)}) and r.number is not null and r.status in ('issued', 'paid')
      and r.kind in ('downpayment', 'partial', 'invoice') and r.currency = ${draft.currency}
      and r.contact_id = ${draft.contactId} and not ${takenOff()} and ${invoiceReadable(by)}
    order by r.date, r.sort_key`.execute(db)
  if (rows.length < new Set(draft.deductedIds).size) {
    throw invalid(
      'deductedIds',
      'unsuitable_invoice',
      'Only issued invoices of this customer in this currency can be taken off, and only once.',
    )
  }
  return { documents: rows, deducted: plain(sum(rows.map(({ gross }) => gross))) }
}

/** Whether an issued final invoice, another than the named one, takes this document (`r`) off. */
export const takenOff = (besides: string | null = null): RawBuilder<SqlBool> => sql<SqlBool>`exists (
  select 1 from invoice o
  where o.kind = 'final' and o.status in ('issued', 'paid') and o.deducted_ids @> array[r.id]
    and o.id is distinct from ${besides}::uuid)`
