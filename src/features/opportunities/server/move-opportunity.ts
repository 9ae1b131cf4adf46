import { sql } from 'kysely'
import type { By } from '#kernel/rights.ts'
import { invalid } from '#kernel/problem.ts'
import type { Tx } from '#platform/database.ts'
import type { Opportunity, StageMove, StageVisit } from '../opportunity.ts'
import type { StageType } from '../pipeline.ts'
import { changeOpportunity } from './change-opportunity.ts'
import { readOpportunity } from './read-opportunities.ts'
import type { Database } from '#platform/database.ts'
import type { OpportunitiesDb } from './tables.ts'

/** Puts an opportunity into a stage, whose probability it gets, and to a place in its column. */
export async function moveOpportunity(
  tx: Tx<OpportunitiesDb>,
  by: By,
  { id, move, ifMatch }: { id: string; move: StageMove; ifMatch?: number | undefined },
): Promise<Opportunity> {
  const { after, position, ...change } = move
  const place = after === undefined ? position : await placeBelow(tx, { id, stageId: move.stageId, after })
  return changeOpportunity(tx, by, {
    id,
    change: { ...change, ...(place !== undefined && { position: place }) },
    ifMatch,
  })
}

/** Neighbours closer than this leave no place between them. */
const NEAR = 1e-5

/** The place below this one, or at the top; where two stand too close the column is numbered anew. */
async function placeBelow(
  tx: Tx<OpportunitiesDb>,
  { id, stageId, after }: { id: string; stageId: string; after: string | null },
): Promise<number> {
  const { above, below } = await neighbours(tx, id, stageId, after)
  if (above !== undefined && below !== undefined && below - above < NEAR) {
    await sql`
      update opportunity r set position = o.at
      from (select id, row_number() over (order by position, id) as at from opportunity where stage_id = ${stageId}) o
      where r.id = o.id`.execute(tx)
    const anew = await neighbours(tx, id, stageId, after)
    return ((anew.above ?? 0) + (anew.below ?? 0)) / 2
  }
  if (above !== undefined && below !== undefined) return (above + below) / 2
  if (above !== undefined) return above + 60
  return below === undefined ? 0 : below - 60
}

async function neighbours(
  tx: Tx<OpportunitiesDb>,
  id: string,
  stageId: string,
  after: string | null,
): Promise<{ above?: number; below?: number }> {
  const { rows: found } = await sql<{ position: number }>`
    select position from opportunity where id = ${after} and stage_id = ${stageId}`.execute(tx)
  const above = found[0]?.position
  if (after !== null && above === undefined)
    throw invalid('after', 'unknown', 'There is no such opportunity in this stage.')
  const { rows } = await sql<{ position: number }>`
    select position from opportunity
    where stage_id = ${stageId} and deleted_at is null and id <> ${id}
      and ${above === undefined ? sql`true` : sql`(position, id) > (${above}, ${after}::uuid)`}
    order by position, id limit 1`.execute(tx)
  const below = rows[0]?.position
  return { ...(above === undefined ? {} : { above }), ...(below === undefined ? {} : { below }) }
}

interface Row {
  id: string
  name: string
  color: string
  type: StageType
  enteredAt: string
  leftAt: string | null
  days: number
  byId: string | null
  byName: string | null
}

/** Every stage it was in, the first one first, and for how long. */
export async function readStageVisits(
  db: Database<OpportunitiesDb>,
  by: By,
  id: string,
): Promise<StageVisit[]> {
  await readOpportunity(db, by, id)
  const { rows } = await sql<Row>`
    select s.id, s.name, s.color, s.type, v.entered_at, v.left_at, v.by_id, u.name as by_name,
      round((extract(epoch from coalesce(v.left_at, now()) - v.entered_at) / 86400)::numeric, 2)::float8 as days
    from opportunity_stage v join stage s on s.id = v.stage_id left join app_user u on u.id = v.by_id
    where v.opportunity_id = ${id} order by v.entered_at, v.id`.execute(db)
  return rows.map(({ id: stageId, name, color, type, enteredAt, leftAt, days, byId, byName }) => ({
    stage: { id: stageId, name, color, type },
    enteredAt,
    leftAt,
    days,
    by: byId === null || byName === null ? null : { id: byId, name: byName },
  }))
}
