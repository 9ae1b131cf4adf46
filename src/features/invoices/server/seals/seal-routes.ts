import { z } from 'zod'
import { startedJob } from '#features/runs/run.ts'
import { routesOf } from '#platform/route.ts'
import { sealState } from '../../seal-check.ts'
import { readSeals, startSealCheck } from './seal-work.ts'
import type { InvoicesDb } from '../tables.ts'

const { get, post } = routesOf<InvoicesDb>('invoices')

export const sealRoutes = [
  get({
    path: '/seals',
    summary: 'The seals over issued documents, and what the last look at them found',
    may: 'admin',
    reply: sealState,
    run: ({ db }) => readSeals(db),
  }),
  post({
    path: '/seals/check',
    summary: 'Looks at the whole chain of seals, as a job; every night that happens by itself',
    may: 'admin',
    body: z.object({}),
    reply: startedJob,
    status: 202,
    run: ({ tx, by, house }) => startSealCheck(tx, by, house),
  }),
]
