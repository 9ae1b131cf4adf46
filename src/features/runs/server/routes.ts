import { z } from 'zod'
import { newestQuery } from '#platform/newest.ts'
import { routesOf } from '#platform/route.ts'
import { run, runLeftPage, runPage, startedJob } from '../run.ts'
import { listLeft, listRuns, readRun } from './read-runs.ts'
import { startUndo } from './start-undo.ts'
import type { RunsDb } from './tables.ts'

const { get, post } = routesOf<RunsDb>('runs')
const byId = z.object({ id: z.uuid() })

export const runRoutes = [
  get({
    path: '/runs',
    summary:
      'Big actions (imports, changes of many, merges), own ones; administrators see those of everybody',
    may: 'user',
    query: newestQuery,
    reply: runPage,
    run: ({ db, by, query }) => listRuns(db, by, query),
  }),
  get({
    path: '/runs/{id}',
    summary: 'One of them',
    may: 'user',
    params: byId,
    reply: run,
    run: ({ db, by, params }) => readRun(db, by, params.id),
  }),
  get({
    path: '/runs/{id}/left',
    summary: 'The records it left as they are, and why',
    may: 'user',
    params: byId,
    query: newestQuery,
    reply: runLeftPage,
    run: ({ db, by, params, query }) => listLeft(db, by, params.id, query),
  }),
  post({
    path: '/runs/{id}/undo',
    summary: 'Takes it back in the background, as far as nobody changed the records since',
    may: 'user',
    params: byId,
    reply: startedJob,
    status: 202,
    run: ({ tx, by, params, house }) => startUndo(tx, by, { house, id: params.id }),
  }),
]
