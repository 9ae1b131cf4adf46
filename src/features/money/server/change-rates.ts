import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { diff } from '#kernel/diff.ts'
import type { Change } from '#kernel/diff.ts'
import { plain } from '#kernel/decimal.ts'
import { given } from '#kernel/given.ts'
import { Problem, invalid } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import type { Rate, RateChange, RateNew } from '../rate.ts'
import { readRate } from './rate-rows.ts'
import type { MoneyDb } from './tables.ts'

/** Says what a currency is worth from a day on; once a day and pair. */
export async function createRate(tx: Tx<MoneyDb>, by: By, input: RateNew): Promise<Rate> {
  await refuseSecond(tx, input)
  const id = randomUUIDv7()
  const { from: fromCurrency, to: toCurrency, day, rate } = input
  await tx.insertInto('rate').values({ id, fromCurrency, toCurrency, day, rate, createdBy: by.id }).execute()
  const made = await readRate(tx, id)
  await tell(tx, by, 'created', made, diff({}, input))
  return made
}

/** Changes one of the firm's own rates; those of the ECB stay as they were published. */
export async function changeRate(
  tx: Tx<MoneyDb>,
  by: By,
  { id, change, ifMatch }: { id: string; change: RateChange; ifMatch?: number | undefined },
): Promise<Rate> {
  const before = await lockOwn(tx, id)
  if (ifMatch !== undefined && ifMatch !== before.version) throw new Problem('stale', 'stale')
  const after = { ...before, ...given(change) }
  after.rate = plain(after.rate)
  const changes = diff(before, after)
  if (changes.length === 0) return before
  if (after.day !== before.day) await refuseSecond(tx, after)
  await tx
    .updateTable('rate')
    .set({ day: after.day, rate: after.rate, updatedAt: sql<string>`now()`, version: before.version + 1 })
    .where('id', '=', id)
    .execute()
  const changed = await readRate(tx, id)
  await tell(tx, by, 'changed', changed, changes)
  return changed
}

/** Takes one of the firm's own rates away. Documents keep the rate they were issued with. */
export async function deleteRate(tx: Tx<MoneyDb>, by: By, id: string): Promise<void> {
  const before = await lockOwn(tx, id)
  await tx.deleteFrom('rate').where('id', '=', id).execute()
  await tell(tx, by, 'deleted', before)
}

async function lockOwn(tx: Tx<MoneyDb>, id: string): Promise<Rate> {
  await sql`select 1 from rate where id = ${id} for update`.execute(tx)
  const rate = await readRate(tx, id)
  if (rate.source === 'own') return rate
  throw new Problem('conflict', 'rate.of_ecb', 'A rate of the ECB stays; add a rate of your own of this day.')
}

async function refuseSecond(tx: Tx<MoneyDb>, { from, to, day }: Pick<Rate, 'from' | 'to' | 'day'>) {
  await sql`select pg_advisory_xact_lock(hashtext(${`rate ${from} ${to}`}))`.execute(tx)
  const { rows } = await sql`
    select 1 from rate
    where from_currency = ${from} and to_currency = ${to} and day = ${day}::date and source = 'own'`.execute(
    tx,
  )
  if (rows.length > 0) throw invalid('day', 'taken', 'There is a rate of this day already.')
}

function tell(tx: Tx<MoneyDb>, by: By, verb: string, rate: Rate, changes: Change[] = []): Promise<void> {
  const { id, from, to, day, version } = rate
  const title = `${from} → ${to} ${day}`
  return record(tx, by, {
    action: `rate.${verb}`,
    kind: 'rate',
    id,
    title,
    diff: changes,
    version,
    readers: 'everyone',
  })
}
