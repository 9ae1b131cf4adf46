import { sql } from 'kysely'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { KEPT } from '#platform/kept.ts'
import { record } from '#platform/journal.ts'
import { EVIDENCE, SHIPPED } from '../model.ts'
import { recalibrate } from '../recalibrate.ts'
import type { Decision, Recalibrated } from '../recalibrate.ts'
import { scaleOf } from '../score.ts'
import type { Scale } from '../score.ts'
import type { WeightPage } from '../weight.ts'
import type { DuplicatesDb } from './tables.ts'

/** The weights of the journal are one record; this is its id. */
const RECORD = '00000000-0000-7000-8000-000000000003'

/** What evidence counts here: as shipped, moved by what users have said since. */
export async function readScale(db: Database<DuplicatesDb>): Promise<Scale> {
  return scaleOf((await learn(db)).model)
}

/** The weights one by one, for administrators. */
export async function readWeights(db: Database<DuplicatesDb>): Promise<WeightPage> {
  const { model, decisions, count } = await learn(db)
  const items = EVIDENCE.map((evidence) => ({
    evidence,
    shipped: SHIPPED.weights[evidence],
    now: model.weights[evidence],
    decisions: decisions[evidence],
  }))
  return { items, decisions: count }
}

/** Back to the shipped weights. What was decided stays decided, and teaches no longer. */
export async function forgetDecisions(tx: Tx<DuplicatesDb>, by: By): Promise<void> {
  await sql`update duplicate_scan set learns_since = now()`.execute(tx)
  await record(tx, by, {
    action: 'weights.reset',
    kind: 'weights',
    id: RECORD,
    title: 'weights',
    readers: 'everyone',
  })
}

async function learn(db: Database<DuplicatesDb>): Promise<Recalibrated & { count: number }> {
  const { rows } = await sql<Required<Decision>>`${KEPT}
    select p.evidence, p.state = 'same' as same, count(*) as times
    from duplicate_pair p, duplicate_scan s
    where p.state <> 'open' and p.decided_at > s.learns_since
    group by 1, 2`.execute(db)
  return { ...recalibrate(SHIPPED, rows), count: rows.reduce((sum, { times }) => sum + times, 0) }
}
