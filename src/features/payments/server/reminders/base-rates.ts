import { sql } from 'kysely'
import { plain } from '#kernel/decimal.ts'
import { missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import type { BaseRate } from '../../interest.ts'
import type { PaymentsDb } from '../tables.ts'

/** The base rates by which interest is asked for, the newest first. */
export async function listBaseRates(db: Database<PaymentsDb>): Promise<BaseRate[]> {
  const { rows } = await sql<BaseRate>`
    select country, valid_from, percent from base_rate order by country, valid_from desc`.execute(db)
  return rows.map((row) => ({ ...row, percent: plain(row.percent) }))
}

/** Writes down what the base rate is from a day on; a day that has one gets the new one. */
export async function setBaseRate(
  tx: Tx<PaymentsDb>,
  by: By,
  { country, validFrom, percent }: BaseRate,
): Promise<BaseRate[]> {
  const { rows } = await sql<{ percent: string }>`
    select percent from base_rate where country = ${country} and valid_from = ${validFrom}`.execute(tx)
  await sql`
    insert into base_rate (country, valid_from, percent) values (${country}, ${validFrom}, ${percent})
    on conflict (country, valid_from) do update set percent = excluded.percent`.execute(tx)
  await tell(tx, by, { country, validFrom }, { from: rows[0]?.percent ?? null, to: percent })
  return listBaseRates(tx)
}

/** Takes a base rate out that was wrong. */
export async function deleteBaseRate(
  tx: Tx<PaymentsDb>,
  by: By,
  { country, validFrom }: Pick<BaseRate, 'country' | 'validFrom'>,
): Promise<void> {
  const { rows } = await sql<{ percent: string }>`
    delete from base_rate where country = ${country} and valid_from = ${validFrom} returning percent`.execute(
    tx,
  )
  if (!rows[0]) throw missing()
  await tell(tx, by, { country, validFrom }, { from: rows[0].percent, to: null })
}

/** All base rates are one record of the journal. */
const RECORD = '00000000-0000-7000-8000-000000000025'

function tell(
  tx: Tx<PaymentsDb>,
  by: By,
  { country, validFrom }: Pick<BaseRate, 'country' | 'validFrom'>,
  change: { from: string | null; to: string | null },
) {
  return record(tx, by, {
    action: 'base-rate.changed',
    kind: 'base-rate',
    id: RECORD,
    title: `${country} ${validFrom}`,
    diff: [{ field: 'percent', ...change }],
    readers: 'everyone',
  })
}
