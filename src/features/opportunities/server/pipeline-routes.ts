import { z } from 'zod'
import { routesOf } from '#platform/route.ts'
import { pipeline, pipelineChange, pipelineNew, stage, stageChange, stageNew } from '../pipeline.ts'
import { changePipeline, createPipeline, listPipelines } from './pipelines.ts'
import { changeStage, createStage, deleteStage, listStages } from './stages.ts'
import type { OpportunitiesDb } from './tables.ts'

const { get, post, patch, remove } = routesOf<OpportunitiesDb>('opportunities')
const byId = z.object({ id: z.uuid() })

export const pipelineRoutes = [
  get({
    path: '/pipelines',
    summary: 'The pipelines in their order',
    may: 'user',
    reply: z.object({ items: z.array(pipeline), nextCursor: z.null() }),
    run: async ({ db }) => ({ items: await listPipelines(db), nextCursor: null }),
  }),
  post({
    path: '/pipelines',
    summary: 'Adds a pipeline with the stages of another or the usual ones',
    may: 'admin',
    body: pipelineNew,
    reply: pipeline,
    run: ({ tx, by, body }) => createPipeline(tx, by, body),
  }),
  patch({
    path: '/pipelines/{id}',
    summary: 'Renames, moves or retires a pipeline',
    may: 'admin',
    params: byId,
    body: pipelineChange,
    reply: pipeline,
    run: ({ tx, by, params, body, ifMatch }) =>
      changePipeline(tx, by, { id: params.id, change: body, ifMatch }),
  }),
  get({
    path: '/stages',
    summary: 'The stages of a pipeline, or of all, in their order',
    may: 'user',
    query: z.object({ pipeline: z.uuid().optional(), usage: z.stringbool().default(true) }),
    reply: z.object({ items: z.array(stage), nextCursor: z.null() }),
    run: async ({ db, query }) => ({ items: await listStages(db, query), nextCursor: null }),
  }),
  post({
    path: '/stages',
    summary: 'Adds a stage to a pipeline',
    may: 'admin',
    body: stageNew,
    reply: stage,
    run: ({ tx, by, body }) => createStage(tx, by, body),
  }),
  patch({
    path: '/stages/{id}',
    summary: 'Changes or moves a stage',
    may: 'admin',
    params: byId,
    body: stageChange,
    reply: stage,
    run: ({ tx, by, params, body, ifMatch }) => changeStage(tx, by, { id: params.id, change: body, ifMatch }),
  }),
  remove({
    path: '/stages/{id}',
    summary: 'Removes a stage; `into` names the one that takes over what is or was in it',
    may: 'admin',
    params: byId,
    query: z.object({ into: z.uuid().optional() }),
    run: ({ tx, by, params, query }) => deleteStage(tx, by, { id: params.id, into: query.into }),
  }),
]
