import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import { formatNumber } from '../../number-pattern.ts'
import type { RangeKind } from '../../number-range.ts'
import type { HeldInvoice } from './draft.ts'
import { activeRange } from '../next-number.ts'
import type { InvoicesDb } from '../tables.ts'

// Documents of the sample firm are no documents of the firm: they have numbers of their own, stand in no chain of seals,
// and go when the sample goes. What is made of one is one too, until it is issued to a customer who is none.

/** Whether what is made of this document belongs to the sample. */
export async function isSampleSource(tx: Tx<InvoicesDb>, sourceId: string | null): Promise<boolean> {
  if (sourceId === null) return false
  const { rows } = await sql`select 1 from invoice where id = ${sourceId} and sample`.execute(tx)
  return rows.length > 0
}

/** Whether a document that is about to be issued is still one of the sample: a sample for a sample customer. */
export async function staysSample(
  tx: Tx<InvoicesDb>,
  { isSample, draft }: Pick<HeldInvoice, 'isSample' | 'draft'>,
): Promise<boolean> {
  if (!isSample) return false
  const { rows } = await sql`select 1 from contact where id = ${draft.contactId} and sample`.execute(tx)
  return rows.length > 0
}

/** The next number of a kind in the sample: as the firm's own looks, behind `MUSTER-`; its ranges do not hear of it. */
export async function nextSampleNumber(tx: Tx<InvoicesDb>, kind: RangeKind, day: string): Promise<string> {
  const range = await activeRange(tx, kind)
  const pattern = `MUSTER-${range.pattern}`
  const start = formatNumber(pattern.slice(0, pattern.indexOf('{#')), { count: 0, day })
  await sql`select pg_advisory_xact_lock(hashtext('sample number'))`.execute(tx)
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from invoice where sample and starts_with(number, ${start})`.execute(tx)
  return formatNumber(pattern, { count: (rows[0]?.n ?? 0) + 1, day })
}
