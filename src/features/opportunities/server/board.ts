import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import { readSettings } from '#features/settings/server/settings.ts'
import { Big } from '#kernel/decimal.ts'
import { missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import { all, listPage } from '#platform/list.ts'
import type { Board, BoardQuery, Sums, Totals } from '../figures.ts'
import type { OpportunityQuestion } from '../opportunity-list.ts'
import { opportunityConditions, opportunitySource } from './opportunity-source.ts'
import { listPipelines } from './pipelines.ts'
import { convert, ratesInto } from './rates-today.ts'
import { readOpportunities } from './read-opportunities.ts'
import { listStages } from './stages.ts'
import type { OpportunitiesDb } from './tables.ts'
import { todayOf } from './today.ts'

/** What the list finds comes to, in each currency and in that of the firm. */
export async function readTotals(
  db: Database<OpportunitiesDb>,
  by: By,
  query: OpportunityQuestion,
): Promise<Totals> {
  const found = await sumByStage(db, await opportunityConditions(db, by, query))
  const byCurrency = merged(found)
  const { currency } = await readSettings(db)
  const rates = await ratesInto(
    db,
    currency,
    byCurrency.map((one) => one.currency),
    await todayOf(db),
  )
  const count = byCurrency.reduce((sum, one) => sum + one.count, 0)
  return { count, byCurrency, converted: convert(currency, byCurrency, rates) }
}

/** The columns of a pipeline: what they come to, and their first cards; more come by the list. */
export async function readBoard(
  db: Database<OpportunitiesDb>,
  by: By,
  { limit, ...query }: BoardQuery,
): Promise<Board> {
  const pipelineId = query.pipeline ?? (await firstPipeline(db))
  const stages = await listStages(db, { pipeline: pipelineId, usage: false })
  if (stages.length === 0) throw missing()
  const conditions = await opportunityConditions(db, by, { ...query, pipeline: pipelineId })
  const found = await sumByStage(db, conditions)
  const source = opportunitySource(by)
  const pages = await Promise.all(
    stages.map(({ id }) => {
      const inStage = [sql<SqlBool>`r.stage_id = ${id}`, ...conditions]
      return listPage(db, source, inStage, { sort: 'position', limit })
    }),
  )
  const cards = await readOpportunities(
    db,
    by,
    pages.flatMap((page) => page.ids),
  )
  const byId = new Map(cards.map((card) => [card.id, card]))
  const open = new Set(stages.filter((one) => one.type === 'open').map((one) => one.id))
  return {
    pipelineId,
    columns: stages.map(({ id }, at) => {
      const totals = merged(found.filter((one) => one.stageId === id))
      return {
        stageId: id,
        count: totals.reduce((sum, one) => sum + one.count, 0),
        totals,
        items: (pages[at]?.ids ?? []).flatMap((card) => byId.get(card) ?? []),
        nextCursor: pages[at]?.nextCursor ?? null,
      }
    }),
    open: merged(found.filter((one) => open.has(one.stageId))),
  }
}

async function firstPipeline(db: Database<OpportunitiesDb>): Promise<string> {
  const first = (await listPipelines(db)).find((one) => !one.retired)
  if (!first) throw missing()
  return first.id
}

interface StageSums extends Sums {
  stageId: string
}

async function sumByStage(
  db: Database<OpportunitiesDb>,
  conditions: RawBuilder<SqlBool>[],
): Promise<StageSums[]> {
  const { rows } = await sql<StageSums>`
    select r.stage_id, r.currency, count(*)::int as count, sum(r.total)::text as total,
      sum(round(r.total * r.probability / 100, 2))::text as weighted
    from opportunity r where ${all([sql<SqlBool>`r.deleted_at is null`, ...conditions])}
    group by r.stage_id, r.currency order by r.currency`.execute(db)
  return rows
}

/** One line a currency, the largest first. */
function merged(found: readonly StageSums[]): Sums[] {
  const byCurrency = Map.groupBy(found, (one) => one.currency)
  const lines = [...byCurrency].map(([currency, some]) => ({
    currency,
    count: some.reduce((sum, one) => sum + one.count, 0),
    total: some.reduce((sum, one) => sum.plus(one.total), new Big(0)).toFixed(2),
    weighted: some.reduce((sum, one) => sum.plus(one.weighted), new Big(0)).toFixed(2),
  }))
  return lines.toSorted((a, b) => new Big(b.total).cmp(a.total))
}
