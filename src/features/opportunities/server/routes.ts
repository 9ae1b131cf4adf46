import { z } from 'zod'
import { startedJob } from '#features/runs/run.ts'
import { Problem } from '#kernel/problem.ts'
import { routesOf } from '#platform/route.ts'
import { board, boardQuery, forecast, forecastQuery, totals } from '../figures.ts'
import { opportunityBulk } from '../opportunity-bulk.ts'
import { opportunityListQuery, opportunityPage, opportunityQuestion } from '../opportunity-list.ts'
import { opportunity, opportunityChange, opportunityNew, stageMove, stageVisit } from '../opportunity.ts'
import { readBoard, readTotals } from './board.ts'
import { opportunityBulkRun } from './bulk-opportunities.ts'
import { changeOpportunity } from './change-opportunity.ts'
import { createOpportunity } from './create-opportunity.ts'
import { deleteOpportunity, eraseOpportunity, restoreOpportunity } from './delete-opportunity.ts'
import { readForecast } from './forecast.ts'
import { listOpportunities } from './list-opportunities.ts'
import { moveOpportunity, readStageVisits } from './move-opportunity.ts'
import { pipelineRoutes } from './pipeline-routes.ts'
import { readOpportunity } from './read-opportunities.ts'
import type { OpportunitiesDb } from './tables.ts'

const { get, post, patch, remove } = routesOf<OpportunitiesDb>('opportunities')
const byId = z.object({ id: z.uuid() })

const oneOpportunity = [
  post({
    path: '/opportunities',
    summary: 'Creates an opportunity; whose it is is told',
    may: 'user',
    body: opportunityNew,
    reply: opportunity,
    run: ({ tx, by, body }) => createOpportunity(tx, by, body),
  }),
  get({
    path: '/opportunities/{id}',
    summary: 'One opportunity with what it offers',
    may: 'user',
    params: byId,
    reply: opportunity,
    run: ({ db, by, params }) => readOpportunity(db, by, params.id),
  }),
  patch({
    path: '/opportunities/{id}',
    summary: 'Changes an opportunity by a merge patch',
    may: 'user',
    params: byId,
    body: opportunityChange,
    reply: opportunity,
    run: ({ tx, by, params, body, ifMatch }) =>
      changeOpportunity(tx, by, { id: params.id, change: body, ifMatch }),
  }),
  remove({
    path: '/opportunities/{id}',
    summary: 'Moves an opportunity to the bin; `permanent=true` (administrators) erases it',
    may: 'user',
    params: byId,
    query: z.object({ permanent: z.stringbool().default(false) }),
    run: ({ tx, by, params, query, ifMatch }) => {
      if (!query.permanent) return deleteOpportunity(tx, by, { id: params.id, ifMatch })
      if (by.role !== 'admin')
        throw new Problem('forbidden', 'forbidden', 'Only administrators erase for good.')
      return eraseOpportunity(tx, by, params.id)
    },
  }),
  post({
    path: '/opportunities/{id}/restore',
    summary: 'Brings an opportunity back out of the bin',
    may: 'user',
    params: byId,
    reply: opportunity,
    status: 200,
    run: ({ tx, by, params }) => restoreOpportunity(tx, by, params.id),
  }),
  post({
    path: '/opportunities/{id}/stage',
    summary: 'Puts it into a stage, whose probability it gets; closed today unless another day is said',
    may: 'user',
    params: byId,
    body: stageMove,
    reply: opportunity,
    status: 200,
    run: ({ tx, by, params, body, ifMatch }) =>
      moveOpportunity(tx, by, { id: params.id, move: body, ifMatch }),
  }),
  get({
    path: '/opportunities/{id}/stages',
    summary: 'Every stage it was in, and for how long',
    may: 'user',
    params: byId,
    reply: z.object({ items: z.array(stageVisit), nextCursor: z.null() }),
    run: async ({ db, by, params }) => ({
      items: await readStageVisits(db, by, params.id),
      nextCursor: null,
    }),
  }),
]

export const opportunityRoutes = [
  ...pipelineRoutes,
  get({
    path: '/opportunities',
    summary: 'Opportunities the caller may see, by their stage',
    may: 'user',
    query: opportunityListQuery,
    reply: opportunityPage,
    run: ({ db, by, query }) => listOpportunities(db, by, query),
  }),
  get({
    path: '/opportunities/totals',
    summary: 'What the list comes to, by currency and in that of the firm, with the rates used',
    may: 'user',
    query: opportunityQuestion,
    reply: totals,
    run: ({ db, by, query }) => readTotals(db, by, query),
  }),
  get({
    path: '/opportunities/board',
    summary: 'The columns of a pipeline: what they come to, and their first cards',
    may: 'user',
    query: boardQuery,
    reply: board,
    run: ({ db, by, query }) => readBoard(db, by, query),
  }),
  get({
    path: '/opportunities/forecast',
    summary: 'What is to be expected month by month, beside what was won',
    may: 'user',
    query: forecastQuery,
    reply: forecast,
    run: ({ db, by, query }) => readForecast(db, by, query),
  }),
  post({
    path: '/opportunities/bulk',
    summary: 'Changes or deletes many opportunities in the background; a run that can be undone',
    may: 'user',
    body: opportunityBulk,
    reply: startedJob,
    status: 202,
    run: ({ tx, by, body, house }) => opportunityBulkRun.start(tx, by, { house, body }),
  }),
  ...oneOpportunity,
]
