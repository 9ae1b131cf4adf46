import { sql } from 'kysely'
import { Problem } from '#kernel/problem.ts'
import type { Tx } from '#platform/database.ts'
import { formatNumber, periodOf } from '../number-pattern.ts'
import type { RangeKind } from '../number-range.ts'
import type { InvoicesDb } from './tables.ts'

/**
 * The next number of a kind. Its counter is locked until the transaction ends, and forgets the number when that fails: no
 * number comes twice, none is left out. Ask for it last, so that others wait the shortest.
 */
export async function nextNumber(tx: Tx<InvoicesDb>, kind: RangeKind, day: string): Promise<string> {
  const range = await activeRange(tx, kind)
  const period = periodOf(range, day)
  const { rows } = await sql<{ last: number }>`
    insert into number_counter (range_id, period, last) values (${range.id}, ${period}, ${range.first})
    on conflict (range_id, period) do update set last = number_counter.last + 1
    returning last`.execute(tx)
  return formatNumber(range.pattern, { count: rows[0]?.last ?? range.first, day })
}

/** The range that gives the numbers of a kind. */
export async function activeRange(tx: Tx<InvoicesDb>, kind: RangeKind) {
  const range = await tx
    .selectFrom('numberRange')
    .select(['id', 'pattern', 'first', 'yearly'])
    .where('kind', '=', kind)
    .where('active', '=', true)
    .executeTakeFirst()
  if (!range) throw new Problem('conflict', 'number_range.missing', 'No range gives numbers for this kind.')
  return range
}
