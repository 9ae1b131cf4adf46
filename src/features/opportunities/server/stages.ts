import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { given } from '#kernel/given.ts'
import { Problem, invalid, missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import type { Stage, StageChange, StageNew } from '../pipeline.ts'
import { lockPipelines } from './pipelines.ts'
import type { OpportunitiesDb } from './tables.ts'
import { announceOpportunities } from './tell.ts'

/** The stages of a pipeline, or of all, in their order. */
export async function listStages(
  db: Database<OpportunitiesDb>,
  { pipeline, usage }: { pipeline?: string | undefined; usage: boolean },
): Promise<Stage[]> {
  const count = usage
    ? sql`(select count(*) from opportunity o where o.stage_id = s.id and o.deleted_at is null)::int`
    : sql`null`
  const { rows } = await sql<Omit<Stage, 'usageCount'> & { usageCount: number | null }>`
    select s.id, s.pipeline_id, s.name, s.description, s.color, s.probability, s.type, s.stale_days,
      s.position as order, s.created_at, s.updated_at, s.version, ${count} as usage_count
    from stage s join pipeline p on p.id = s.pipeline_id
    where ${pipeline === undefined ? sql`true` : sql`s.pipeline_id = ${pipeline}`}
    order by p.position, p.id, s.position, s.id`.execute(db)
  return rows.map(({ usageCount, ...stage }) => ({
    ...stage,
    ...(usageCount === null ? {} : { usageCount }),
  }))
}

/** Adds a stage: an open one before those that close, another at the end. */
export async function createStage(tx: Tx<OpportunitiesDb>, by: By, input: StageNew): Promise<Stage> {
  await lockPipelines(tx)
  const { pipelineId = await firstPipeline(tx), name, type = 'open' } = input
  const others = await listStages(tx, { pipeline: pipelineId, usage: false })
  if (others.length === 0) throw invalid('pipelineId', 'unknown', 'There is no such pipeline.')
  demandFree(others, name)
  const id = randomUUIDv7()
  await tx
    .insertInto('stage')
    .values({
      id,
      pipelineId,
      name,
      description: input.description ?? '',
      color: input.color ?? '#8a98d8',
      probability: input.probability ?? { open: 50, won: 100, lost: 0 }[type],
      type,
      staleDays: input.staleDays ?? null,
      position: others.length,
    })
    .execute()
  const closing = others.findIndex((one) => one.type !== 'open')
  if (type === 'open' && closing >= 0) await moveTo(tx, { id, pipelineId }, closing)
  await tell(tx, by, 'created', { id, name })
  return readStage(tx, id)
}

/** Changes or moves a stage. What it means for what is in it, its type, cannot change under it. */
export async function changeStage(
  tx: Tx<OpportunitiesDb>,
  by: By,
  { id, change, ifMatch }: { id: string; change: StageChange; ifMatch?: number | undefined },
): Promise<Stage> {
  await lockPipelines(tx)
  const before = await readStage(tx, id)
  if (ifMatch !== undefined && ifMatch !== before.version) throw new Problem('stale', 'stale')
  const { order, ...plain } = change
  const others = await listStages(tx, { pipeline: before.pipelineId, usage: false })
  if (plain.name !== undefined) demandFree(others, plain.name, id)
  if (plain.type !== undefined && plain.type !== before.type) {
    if (await isUsed(tx, id))
      throw new Problem('conflict', 'stage.in_use', 'There are opportunities in it: its type stays.')
    if (before.type === 'open') demandAnotherOpen(others, id)
  }
  await tx
    .updateTable('stage')
    .set({ ...given(plain), updatedAt: sql<string>`now()`, version: before.version + 1 })
    .where('id', '=', id)
    .execute()
  if (order !== undefined) await moveTo(tx, before, order)
  const after = await readStage(tx, id)
  const fields = ['name', 'description', 'color', 'probability', 'type', 'staleDays', 'order'] as const
  const diff = fields
    .filter((field) => before[field] !== after[field])
    .map((field) => ({ field, from: before[field], to: after[field] }))
  await tell(tx, by, 'changed', after, diff)
  return after
}

/** Removes a stage; what is or was in it goes to another of the same type, together with its past. */
export async function deleteStage(
  tx: Tx<OpportunitiesDb>,
  by: By,
  { id, into }: { id: string; into?: string | undefined },
): Promise<void> {
  await lockPipelines(tx)
  const stage = await readStage(tx, id)
  const others = await listStages(tx, { pipeline: stage.pipelineId, usage: false })
  if (stage.type === 'open') demandAnotherOpen(others, id)
  if (await isUsed(tx, id)) {
    if (into === undefined)
      throw new Problem('conflict', 'stage.in_use', 'There are opportunities in it: say where they go.')
    const target = others.find((one) => one.id === into)
    if (!target || into === id || target.type !== stage.type)
      throw invalid('into', 'unsuitable_stage', 'Choose another stage of this pipeline and type.')
    await sql`
      update opportunity set stage_id = ${into}, version = version + 1 where stage_id = ${id}`.execute(tx)
    await sql`update opportunity_stage set stage_id = ${into} where stage_id = ${id}`.execute(tx)
    await announceOpportunities(tx, by)
  }
  await tx.deleteFrom('stage').where('id', '=', id).execute()
  await tell(tx, by, 'deleted', stage)
}

async function readStage(db: Database<OpportunitiesDb>, id: string): Promise<Stage> {
  const found = (await listStages(db, { usage: true })).find((one) => one.id === id)
  if (!found) throw missing()
  return found
}

async function firstPipeline(db: Database<OpportunitiesDb>): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select id from pipeline where retired_at is null order by position, id limit 1`.execute(db)
  if (!rows[0]) throw invalid('pipelineId', 'required', 'There is no pipeline yet.')
  return rows[0].id
}

/** Whether an opportunity, in the bin too, is in it or was. */
async function isUsed(db: Database<OpportunitiesDb>, id: string): Promise<boolean> {
  const { rows } = await sql`select 1 from opportunity_stage where stage_id = ${id} limit 1`.execute(db)
  return rows.length > 0
}

function demandFree(others: readonly Stage[], name: string, except?: string): void {
  const isTaken = others.some((one) => one.id !== except && one.name.toLowerCase() === name.toLowerCase())
  if (isTaken) throw invalid('name', 'taken', 'There is a stage of this name.')
}

/** Something new has to begin somewhere. */
function demandAnotherOpen(others: readonly Stage[], id: string): void {
  if (!others.some((one) => one.id !== id && one.type === 'open'))
    throw new Problem('conflict', 'stage.last', 'It is the last open stage of its pipeline.')
}

async function moveTo(
  tx: Tx<OpportunitiesDb>,
  { id, pipelineId }: { id: string; pipelineId: string },
  to: number,
): Promise<void> {
  await sql`
    with others as (
      select id, row_number() over (order by position, id) - 1 as at
      from stage where pipeline_id = ${pipelineId} and id <> ${id})
    update stage s set position = case when s.id = ${id} then least(${to}::int, (select count(*) from others)::int)
      else o.at + (o.at >= ${to})::int end
    from (select id, at from others union all select ${id}::uuid, 0) o where o.id = s.id`.execute(tx)
}

function tell(
  tx: Tx<OpportunitiesDb>,
  by: By,
  verb: 'created' | 'changed' | 'deleted',
  { id, name }: { id: string; name: string },
  diff: { field: string; from: unknown; to: unknown }[] = [],
): Promise<void> {
  return record(tx, by, {
    action: `stage.${verb}`,
    kind: 'stage',
    id,
    title: name,
    diff,
    readers: 'everyone',
  })
}
