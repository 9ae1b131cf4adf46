import { z } from 'zod'
import { Problem } from '#kernel/problem.ts'
import { routesOf } from '#platform/route.ts'
import { invoice } from '../../invoice.ts'
import {
  invoicePlan,
  invoicePlanChange,
  invoicePlanListQuery,
  invoicePlanNew,
  invoicePlanPage,
  planAhead,
  planRaised,
  planRaising,
} from '../../invoice-plan.ts'
import type { InvoicesDb } from '../tables.ts'
import { deletePlan, erasePlan, restorePlan } from './delete-plan.ts'
import { readAhead } from './read-ahead.ts'
import { raisePlans } from './raise-plans.ts'
import { listPlans, readPlan } from './read-plans.ts'
import { changePlan, createPlan } from './save-plan.ts'
import { writeNow } from './write-now.ts'

const { get, post, patch, remove } = routesOf<InvoicesDb>('invoices')
const byId = z.object({ id: z.uuid() })

export const invoicePlanRoutes = [
  get({
    path: '/invoice-plans',
    summary: 'What is billed again and again, of the customers that the caller may see',
    may: 'user',
    query: invoicePlanListQuery,
    reply: invoicePlanPage,
    run: ({ db, by, query }) => listPlans(db, by, query),
  }),
  post({
    path: '/invoice-plans',
    summary: 'Makes a plan that writes an invoice each period, beginning with those that are due',
    may: 'user',
    body: invoicePlanNew,
    reply: invoicePlan,
    run: ({ tx, by, body }) => createPlan(tx, by, body),
  }),
  post({
    path: '/invoice-plans/raise',
    summary: 'Raises prices from a day on; with `preview` only says what would be',
    may: 'user',
    body: planRaising,
    reply: planRaised,
    status: 200,
    run: ({ tx, by, body }) => raisePlans(tx, by, body),
  }),
  get({
    path: '/invoice-plans/{id}',
    summary: 'One plan',
    may: 'user',
    params: byId,
    reply: invoicePlan,
    run: ({ db, by, params }) => readPlan(db, by, params.id),
  }),
  patch({
    path: '/invoice-plans/{id}',
    summary: 'Changes a plan by a merge patch; `template` is replaced as a whole',
    may: 'user',
    params: byId,
    body: invoicePlanChange,
    reply: invoicePlan,
    run: ({ tx, by, params, body, ifMatch }) => changePlan(tx, by, { id: params.id, change: body, ifMatch }),
  }),
  get({
    path: '/invoice-plans/{id}/ahead',
    summary: 'The periods that come next, with their prices',
    may: 'user',
    params: byId,
    query: z.object({ count: z.coerce.number().int().min(1).max(24).default(3) }),
    reply: z.object({ items: z.array(planAhead), nextCursor: z.null() }),
    run: async ({ db, by, params, query }) => ({
      items: await readAhead(db, by, params.id, query.count),
      nextCursor: null,
    }),
  }),
  post({
    path: '/invoice-plans/{id}/write',
    summary: 'Writes the invoice of the next period now, as a draft',
    may: 'user',
    params: byId,
    reply: invoice,
    run: ({ tx, by, params, ifMatch }) => writeNow(tx, by, { id: params.id, ifMatch }),
  }),
  remove({
    path: '/invoice-plans/{id}',
    summary: 'Moves a plan to the bin; `permanent=true` (administrators) erases it. Its invoices stay',
    may: 'user',
    params: byId,
    query: z.object({ permanent: z.stringbool().default(false) }),
    run: ({ tx, by, params, query, ifMatch }) => {
      if (!query.permanent) return deletePlan(tx, by, { id: params.id, ifMatch })
      if (by.role !== 'admin')
        throw new Problem('forbidden', 'forbidden', 'Only administrators erase for good.')
      return erasePlan(tx, by, params.id)
    },
  }),
  post({
    path: '/invoice-plans/{id}/restore',
    summary: 'Brings a plan back out of the bin, paused',
    may: 'user',
    params: byId,
    reply: invoicePlan,
    status: 200,
    run: ({ tx, by, params }) => restorePlan(tx, by, params.id),
  }),
]
