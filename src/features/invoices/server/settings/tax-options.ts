import { sql } from 'kysely'
import { plain } from '#kernel/decimal.ts'
import type { Database } from '#platform/database.ts'
import type { TaxOption } from '../../tax-case.ts'
import type { InvoicesDb } from '../tables.ts'

/** Every tax as it was on each of these days. */
export async function taxesOn(
  db: Database<InvoicesDb>,
  days: readonly string[],
): Promise<Map<string, TaxOption[]>> {
  const { rows } = await sql<TaxOption & { day: string; retired: boolean }>`
    select d.day::text as day, t.id, t.code, t.name, t.category, t.reason, t.reason_code, coalesce(
      (select r.rate from tax_rate r where r.tax_id = t.id and r.valid_from <= d.day order by r.valid_from desc limit 1),
      (select r.rate from tax_rate r where r.tax_id = t.id order by r.valid_from limit 1), 0) as rate
    from unnest(${[...new Set(days)]}::date[]) as d(day), tax t
    order by t.retired_at is not null, t.position, t.id`.execute(db)
  const byDay = new Map<string, TaxOption[]>()
  for (const { day, retired: _, ...tax } of rows) {
    const all = byDay.get(day) ?? []
    all.push({ ...tax, rate: plain(tax.rate) })
    byDay.set(day, all)
  }
  return byDay
}
