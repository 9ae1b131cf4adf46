import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { given } from '#kernel/given.ts'
import { Problem, invalid, missing } from '#kernel/problem.ts'
import type { By, Language } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { DEFAULT_PIPELINE, DEFAULT_STAGES } from '../default-stages.ts'
import type { Pipeline, PipelineChange, PipelineNew } from '../pipeline.ts'
import type { OpportunitiesDb } from './tables.ts'

/** All pipelines in their order. */
export async function listPipelines(db: Database<OpportunitiesDb>): Promise<Pipeline[]> {
  const rows = await db.selectFrom('pipeline').selectAll().orderBy('position').orderBy('id').execute()
  return rows.map(({ position, retiredAt, ...plain }) => ({
    ...plain,
    order: position,
    retired: retiredAt !== null,
  }))
}

/** What a new firm begins with: one pipeline with nine stages. */
export function createFirstPipeline(tx: Tx<OpportunitiesDb>, by: By, language: Language): Promise<Pipeline> {
  return createPipeline(tx, { ...by, language }, { name: DEFAULT_PIPELINE[language] })
}

/** Adds a pipeline at the end, with the stages of another or the usual ones in the language of `by`. */
export async function createPipeline(
  tx: Tx<OpportunitiesDb>,
  by: By,
  { name, stagesOf }: PipelineNew,
): Promise<Pipeline> {
  await lockPipelines(tx)
  await demandFree(tx, name)
  const id = randomUUIDv7()
  await sql`
    insert into pipeline (id, name, position)
    select ${id}::uuid, ${name}, coalesce(max(position), -1) + 1 from pipeline`.execute(tx)
  const stages = stagesOf === undefined ? usualStages(by.language) : await stagesLike(tx, stagesOf)
  await tx
    .insertInto('stage')
    .values(stages.map((stage, position) => ({ ...stage, id: randomUUIDv7(), pipelineId: id, position })))
    .execute()
  await record(tx, by, { action: 'pipeline.created', kind: 'pipeline', id, title: name, readers: 'everyone' })
  return readPipeline(tx, id)
}

/** Renames, moves or retires a pipeline; one at least stays open for what is new. */
export async function changePipeline(
  tx: Tx<OpportunitiesDb>,
  by: By,
  { id, change, ifMatch }: { id: string; change: PipelineChange; ifMatch?: number | undefined },
): Promise<Pipeline> {
  await lockPipelines(tx)
  const before = await readPipeline(tx, id)
  if (ifMatch !== undefined && ifMatch !== before.version) throw new Problem('stale', 'stale')
  const { order, retired, name } = change
  if (name !== undefined) await demandFree(tx, name, id)
  if (retired === true && !before.retired) await demandAnother(tx, id)
  await tx
    .updateTable('pipeline')
    .set({
      ...given({ name }),
      ...(retired === undefined ? {} : { retiredAt: retired ? sql<string>`now()` : null }),
      updatedAt: sql<string>`now()`,
      version: before.version + 1,
    })
    .where('id', '=', id)
    .execute()
  if (order !== undefined) await moveTo(tx, id, order)
  const after = await readPipeline(tx, id)
  const diff = (['name', 'order', 'retired'] as const)
    .filter((field) => before[field] !== after[field])
    .map((field) => ({ field, from: before[field], to: after[field] }))
  const told = { kind: 'pipeline', id, title: after.name, diff, version: after.version }
  await record(tx, by, { action: 'pipeline.changed', ...told, readers: 'everyone' })
  return after
}

/** Pipelines and stages are arranged by one at a time. */
export async function lockPipelines(tx: Tx<OpportunitiesDb>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('pipelines'))`.execute(tx)
}

async function readPipeline(db: Database<OpportunitiesDb>, id: string): Promise<Pipeline> {
  const found = (await listPipelines(db)).find((one) => one.id === id)
  if (!found) throw missing()
  return found
}

function usualStages(language: Language) {
  return DEFAULT_STAGES.map(({ de: _de, en: _en, ...stage }, at) => ({
    ...stage,
    name: DEFAULT_STAGES[at]?.[language] ?? '',
  }))
}

async function stagesLike(tx: Tx<OpportunitiesDb>, pipelineId: string) {
  const stages = await tx
    .selectFrom('stage')
    .select(['name', 'description', 'color', 'probability', 'type', 'staleDays'])
    .where('pipelineId', '=', pipelineId)
    .orderBy('position')
    .orderBy('id')
    .execute()
  if (stages.length === 0) throw invalid('stagesOf', 'unknown', 'There is no such pipeline.')
  return stages
}

async function demandFree(tx: Tx<OpportunitiesDb>, name: string, except?: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from pipeline where lower(name) = lower(${name})`.execute(tx)
  if (rows[0] && rows[0].id !== except) throw invalid('name', 'taken', 'There is a pipeline of this name.')
}

async function demandAnother(tx: Tx<OpportunitiesDb>, id: string): Promise<void> {
  const { rows } = await sql`select 1 from pipeline where retired_at is null and id <> ${id} limit 1`.execute(
    tx,
  )
  if (rows.length === 0)
    throw new Problem('conflict', 'pipeline.last', 'It is the last pipeline that takes something new.')
}

async function moveTo(tx: Tx<OpportunitiesDb>, id: string, to: number): Promise<void> {
  await sql`
    with others as (select id, row_number() over (order by position, id) - 1 as at from pipeline where id <> ${id})
    update pipeline p set position = case when p.id = ${id} then least(${to}::int, (select count(*) from others)::int)
      else o.at + (o.at >= ${to})::int end
    from (select id, at from others union all select ${id}::uuid, 0) o where o.id = p.id`.execute(tx)
}
