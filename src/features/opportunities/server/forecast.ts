import { sql } from 'kysely'
import type { SqlBool } from 'kysely'
import { readSettings } from '#features/settings/server/settings.ts'
import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import { all } from '#platform/list.ts'
import { monthsAround } from '../months.ts'
import type { Forecast, ForecastQuery, Sums } from '../figures.ts'
import { CLOSE, opportunityConditions } from './opportunity-source.ts'
import { convert, ratesInto } from './rates-today.ts'
import type { OpportunitiesDb } from './tables.ts'
import { todayOf } from './today.ts'

interface Row extends Sums {
  /** Null where nobody said when. */
  month: string | null
  type: 'open' | 'won'
}

/** What is to be expected month by month, beside what was won. */
export async function readForecast(
  db: Database<OpportunitiesDb>,
  by: By,
  { months, back, ...query }: ForecastQuery,
): Promise<Forecast> {
  const conditions = await opportunityConditions(db, by, query)
  const { rows } = await sql<Row>`
    select to_char(${CLOSE}, 'YYYY-MM') as month, s.type, r.currency, count(*)::int as count,
      sum(r.total)::text as total, sum(round(r.total * r.probability / 100, 2))::text as weighted
    from opportunity r join stage s on s.id = r.stage_id and s.type <> 'lost'
    where ${all([sql<SqlBool>`r.deleted_at is null`, ...conditions])} group by 1, 2, 3`.execute(db)
  const today = await todayOf(db)
  const { currency } = await readSettings(db)
  const used = rows.map((row) => row.currency)
  const rates = await ratesInto(db, currency, used, today)
  const amounts = (some: readonly Row[]) => {
    const { total, weighted } = convert(currency, some, rates)
    return { count: some.reduce((sum, one) => sum + one.count, 0), total, weighted }
  }
  const now = today.slice(0, 7)
  const open = rows.filter((row) => row.type === 'open')
  const won = rows.filter((row) => row.type === 'won')
  const { rates: usedRates, missing } = convert(currency, rows, rates)
  return {
    currency,
    months: monthsAround(now, { back, months }).map((month) => {
      const { count, total } = amounts(won.filter((row) => row.month === month))
      // What was expected before this month is late, and stands there.
      const expected = month < now ? [] : open.filter((row) => row.month === month)
      return { month, open: amounts(expected), won: { count, total } }
    }),
    overdue: amounts(open.filter((row) => row.month !== null && row.month < now)),
    undated: amounts(open.filter((row) => row.month === null)),
    rates: usedRates,
    missing,
  }
}
