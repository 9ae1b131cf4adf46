import { z } from 'zod'
import { routesOf } from '#platform/route.ts'
import {
  planCustomerPage,
  planCustomersChange,
  planCustomersChanged,
  planCustomersQuery,
} from '../../plan-customers.ts'
import { planPreviewReply, planProposalReply, proposeRequest } from '../../proposal.ts'
import { visitPlan, visitPlanChange, visitPlanNew } from '../../visit-plan.ts'
import { visitChain, visitChainChange, visitChains } from '../../visit-chain.ts'
import { changeChain } from '../chains/change-chain.ts'
import { changeCustomers } from './change-customers.ts'
import { listCustomers } from './list-customers.ts'
import { listChains } from '../chains/read-chains.ts'
import { readPlan } from './plan-state.ts'
import { previewPlan } from './preview-plan.ts'
import { proposePlan } from './propose-plan.ts'
import { changePlan, copyPlan, createPlan, deletePlan, listPlans, restorePlan } from './save-plan.ts'
import type { VisitsDb } from '../tables.ts'

const { get, post, patch, remove } = routesOf<VisitsDb>('visits')
const byId = z.object({ id: z.uuid() })
const optionalBody = proposeRequest.nullish().transform((body) => body ?? {})

export const planRoutes = [
  get({
    path: '/visit-plans',
    summary: 'Visit plans by name, with counts of what the caller sees',
    may: 'user',
    reply: z.object({ items: z.array(visitPlan) }),
    run: async ({ db, by }) => ({ items: await listPlans(db, by) }),
  }),
  post({
    path: '/visit-plans',
    summary: 'Creates a plan; nothing is proposed before it is started',
    may: 'user',
    body: visitPlanNew,
    reply: visitPlan,
    run: ({ tx, by, body }) => createPlan(tx, by, body),
  }),
  get({
    path: '/visit-plans/{id}',
    summary: 'One plan',
    may: 'user',
    params: byId,
    reply: visitPlan,
    run: ({ db, by, params }) => readPlan(db, by, params.id),
  }),
  patch({
    path: '/visit-plans/{id}',
    summary: 'Changes a plan; `apply` says whether its open visits change too. If-Match refuses stale writes',
    may: 'user',
    params: byId,
    body: visitPlanChange,
    reply: visitPlan,
    run: ({ tx, by, params, body, ifMatch, house }) =>
      changePlan(tx, by, { id: params.id, change: body, ifMatch, house }),
  }),
  remove({
    path: '/visit-plans/{id}',
    summary: 'Moves a plan to the bin; its open visits are cancelled',
    may: 'user',
    params: byId,
    run: ({ tx, by, params, ifMatch }) => deletePlan(tx, by, { id: params.id, ifMatch }),
  }),
  post({
    path: '/visit-plans/{id}/restore',
    summary: 'Brings a plan back out of the bin',
    may: 'user',
    params: byId,
    reply: visitPlan,
    status: 200,
    run: ({ tx, by, params }) => restorePlan(tx, by, params.id),
  }),
  post({
    path: '/visit-plans/{id}/copy',
    summary: 'Another plan like this one',
    may: 'user',
    params: byId,
    reply: visitPlan,
    run: ({ tx, by, params }) => copyPlan(tx, by, params.id),
  }),
  get({
    path: '/visit-plans/{id}/customers',
    summary: 'Its customers; with `change` those whom its filter would add or remove now',
    may: 'user',
    params: byId,
    query: planCustomersQuery,
    reply: planCustomerPage,
    run: ({ db, by, params, query }) => listCustomers(db, by, params.id, query),
  }),
  post({
    path: '/visit-plans/{id}/customers',
    summary: 'Takes customers in and out',
    may: 'user',
    params: byId,
    body: planCustomersChange,
    reply: planCustomersChanged,
    status: 200,
    run: ({ tx, by, params, body }) => changeCustomers(tx, by, params.id, body),
  }),
  patch({
    path: '/visit-plans/{id}/customers/{contactId}',
    summary: 'Lets one customer rest, go on or be visited by somebody else; If-Match refuses stale writes',
    may: 'user',
    params: byId.extend({ contactId: z.uuid() }),
    body: visitChainChange,
    reply: visitChain,
    run: ({ tx, by, params: { id: planId, contactId }, body: change, ifMatch }) =>
      changeChain(tx, by, { planId, contactId, change, ifMatch }),
  }),
  get({
    path: '/contacts/{id}/visit-plans',
    summary: 'The plans by which a contact is visited',
    may: 'user',
    params: byId,
    reply: visitChains,
    run: ({ db, by, params }) => listChains(db, by, params.id),
  }),
  post({
    path: '/visit-plans/{id}/preview',
    summary: 'What starting it would propose; of more than 500 dates as the result of a job (202)',
    may: 'user',
    params: byId,
    body: optionalBody,
    reply: planPreviewReply,
    status: 200,
    run: async ({ tx, by, params, body, house, response }) => {
      const reply = await previewPlan(tx, by, { house, id: params.id, request: body })
      if ('state' in reply) response.code(202)
      return reply
    },
  }),
  post({
    path: '/visit-plans/{id}/propose',
    summary: 'Starts it: proposes the dates its customers lack; more than 500 as a job (202)',
    may: 'user',
    params: byId,
    body: optionalBody,
    reply: planProposalReply,
    status: 200,
    run: async ({ tx, by, params, body, house, response }) => {
      const reply = await proposePlan(tx, by, { house, id: params.id, request: body })
      if ('state' in reply) response.code(202)
      return reply
    },
  }),
]
