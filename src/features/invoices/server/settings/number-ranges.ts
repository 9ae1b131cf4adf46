import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { diff } from '#kernel/diff.ts'
import { given } from '#kernel/given.ts'
import { Problem, invalid, missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { countIn, formatNumber, periodOf } from '../../number-pattern.ts'
import { RANGE_KINDS, numberRangeNew } from '../../number-range.ts'
import type { NumberRange, NumberRangeChange, NumberRangeNew } from '../../number-range.ts'
import { parse } from '#platform/serve-route.ts'
import { firmToday } from '../drafts/new-draft.ts'
import type { InvoicesDb } from '../tables.ts'

/** All ranges of numbers, and which number each gives next. */
export async function listRanges(db: Database<InvoicesDb>): Promise<NumberRange[]> {
  const found = await db.selectFrom('numberRange').selectAll().orderBy('createdAt').orderBy('id').execute()
  const rows = found.toSorted((a, b) => RANGE_KINDS.indexOf(a.kind) - RANGE_KINDS.indexOf(b.kind))
  const counters = await db.selectFrom('numberCounter').selectAll().execute()
  const today = await firmToday(db)
  return rows.map((row) => {
    const period = periodOf(row, today)
    const last = counters.find((counter) => counter.rangeId === row.id && counter.period === period)?.last
    const count = last === undefined ? row.first : last + 1
    return {
      ...row,
      next: formatNumber(row.pattern, { count, day: today }),
      used: counters.some(({ rangeId }) => rangeId === row.id),
    }
  })
}

async function readRange(db: Database<InvoicesDb>, id: string): Promise<NumberRange> {
  const range = (await listRanges(db)).find((one) => one.id === id)
  if (!range) throw missing()
  return range
}

/** Adds a range; an active one takes the place of the one its kind had. */
export async function createRange(tx: Tx<InvoicesDb>, by: By, input: NumberRangeNew): Promise<NumberRange> {
  const id = randomUUIDv7()
  const { kind, name, pattern, first = 1, yearly = /\{Y/.test(pattern), active = true } = input
  parse(numberRangeNew, { kind, name, pattern, yearly })
  await lock(tx)
  await refuseTwin(tx, { id, pattern })
  if (active) await retire(tx, kind)
  await tx.insertInto('numberRange').values({ id, kind, name, pattern, first, yearly, active }).execute()
  const made = await readRange(tx, id)
  await tellRange(tx, by, 'created', undefined, made)
  return made
}

/** Changes a range. What has given numbers keeps its pattern: another one is another range. */
export async function changeRange(
  tx: Tx<InvoicesDb>,
  by: By,
  { id, change, ifMatch }: { id: string; change: NumberRangeChange; ifMatch?: number | undefined },
): Promise<NumberRange> {
  await lock(tx)
  const before = await readRange(tx, id)
  if (ifMatch !== undefined && ifMatch !== before.version) throw new Problem('stale', 'stale')
  const after = { ...before, ...given(change) }
  parse(numberRangeNew, { kind: after.kind, name: after.name, pattern: after.pattern, yearly: after.yearly })
  const isRecounted =
    after.pattern !== before.pattern || after.yearly !== before.yearly || after.first !== before.first
  if (before.used && isRecounted)
    throw new Problem('conflict', 'number_range.used', 'It has given numbers: add another range instead.')
  await refuseTwin(tx, after)
  if (after.active && !before.active) await retire(tx, before.kind)
  const { name, pattern, first, yearly, active } = after
  await tx
    .updateTable('numberRange')
    .set({ name, pattern, first, yearly, active, version: before.version + 1, updatedAt: sql<string>`now()` })
    .where('id', '=', id)
    .execute()
  const changed = await readRange(tx, id)
  await tellRange(tx, by, 'changed', before, changed)
  return changed
}

/** Removes a range that gave no number and is not needed. */
export async function deleteRange(tx: Tx<InvoicesDb>, by: By, id: string): Promise<void> {
  await lock(tx)
  const range = await readRange(tx, id)
  if (range.used || range.active)
    throw new Problem('conflict', 'number_range.used', 'It gives numbers, or has given some.')
  await tx.deleteFrom('numberRange').where('id', '=', id).execute()
  await tellRange(tx, by, 'deleted', range, undefined)
}

/** Which numbers of each range and period are missing: none, if all is well. */
export async function findGaps(db: Database<InvoicesDb>) {
  const { rows } = await sql<{
    rangeId: string
    kind: NumberRange['kind']
    name: string
    pattern: string
    first: number
    period: string
    last: number
  }>`
    select r.id as range_id, r.kind, r.name, r.pattern, r.first, c.period, c.last
    from number_counter c join number_range r on r.id = c.range_id
    order by r.created_at, r.id, c.period`.execute(db)
  return Promise.all(
    rows.map(async ({ pattern, last, ...range }) => {
      const day = dayOfPeriod(range.period)
      const numbers = await numbersOf(db, pattern, day)
      const counts = new Set(numbers.map((number) => countIn(pattern, number, day)))
      const all = Array.from({ length: Math.max(last - range.first + 1, 0) }, (_, at) => range.first + at)
      const write = (count: number) => formatNumber(pattern, { count, day })
      const { rangeId, kind, name, period } = range
      return {
        rangeId,
        kind,
        name,
        period,
        first: write(range.first),
        last: write(last),
        count: all.filter((count) => counts.has(count)).length,
        missing: all.filter((count) => !counts.has(count)).map(write),
      }
    }),
  )
}

/** A day of the period, to write its numbers; a range that never begins anew is of no period. */
function dayOfPeriod(period: string): string {
  return `${period}-01-01`.slice(0, 10) || '2000-01-01'
}

async function numbersOf(db: Database<InvoicesDb>, pattern: string, day: string): Promise<string[]> {
  const start = formatNumber(pattern.slice(0, pattern.indexOf('{#')), { count: 0, day })
  const { rows } = await sql<{ number: string }>`
    select number from invoice where number is not null and starts_with(number, ${start})
    union all select number from reminder_letter where starts_with(number, ${start})`.execute(db)
  return rows.map(({ number }) => number)
}

function lock(tx: Tx<InvoicesDb>) {
  return sql`select pg_advisory_xact_lock(hashtext('number_range'))`.execute(tx)
}

/** Two ranges with one pattern would give the same number twice. */
async function refuseTwin(
  tx: Tx<InvoicesDb>,
  { id, pattern }: { id: string; pattern: string },
): Promise<void> {
  const shape = (one: string) => one.replaceAll(/#+/g, '#')
  const rows = await tx.selectFrom('numberRange').select(['id', 'pattern']).execute()
  if (rows.some((row) => row.id !== id && shape(row.pattern) === shape(pattern)))
    throw invalid('pattern', 'taken', 'Another range writes its numbers in the same way.')
}

async function retire(tx: Tx<InvoicesDb>, kind: NumberRange['kind']): Promise<void> {
  await tx
    .updateTable('numberRange')
    .set((e) => ({ active: false, version: e('version', '+', 1) }))
    .where('kind', '=', kind)
    .where('active', '=', true)
    .execute()
}

async function tellRange(
  tx: Tx<InvoicesDb>,
  by: By,
  verb: 'created' | 'changed' | 'deleted',
  before: NumberRange | undefined,
  after: NumberRange | undefined,
): Promise<void> {
  const one = after ?? before
  if (!one) return
  const plainOf = (range: NumberRange | undefined) => {
    if (!range) return {}
    const { name, pattern, first, yearly, active } = range
    return { name, pattern, first, yearly, active }
  }
  await record(tx, by, {
    action: `number-range.${verb}`,
    kind: 'number-range',
    id: one.id,
    title: one.name,
    diff: diff(plainOf(before), plainOf(after)),
    version: one.version,
    readers: 'everyone',
  })
}
