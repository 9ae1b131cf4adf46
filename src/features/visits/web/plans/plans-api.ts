import { queryOptions, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { ask } from '#ui/api/request.ts'
import { formatDay } from '#ui/format.ts'
import { text } from '#ui/texts.ts'
import { did, say } from '#ui/undo.ts'
import type { StartedJob } from '#features/runs/run.ts'
import { undoRun } from '#features/runs/web/follow-run.ts'
import type { PlanCustomersChange } from '../../plan-customers.ts'
import type { PlanPreview, PlanProposal } from '../../proposal.ts'
import type { VisitPlan, VisitPlanChange, VisitPlanNew } from '../../visit-plan.ts'
import { followVisits, refreshVisits } from '../visits-api.ts'

/** All visit plans: a firm has a few dozen of them. */
export const plansQuery = queryOptions({
  queryKey: ['visitPlan', 'all'],
  queryFn: async ({ signal }) => (await ask<{ items: VisitPlan[] }>('GET', '/visit-plans', { signal })).items,
})

export const planQuery = (id: string) =>
  queryOptions({
    queryKey: ['visitPlan', id],
    queryFn: ({ signal }) => ask<VisitPlan>('GET', `/visit-plans/${id}`, { signal }),
  })

export function usePlanActs() {
  const client = useQueryClient()
  const refresh = () => refreshVisits(client)
  const change = async (plan: VisitPlan, body: VisitPlanChange) => {
    const changed = await ask<VisitPlan>('PATCH', `/visit-plans/${plan.id}`, { body, version: plan.version })
    remember(client, changed)
    await refresh()
    return changed
  }
  return {
    change,
    create: async (body: VisitPlanNew) => {
      const plan = await ask<VisitPlan>('POST', '/visit-plans', { body })
      remember(client, plan)
      await refresh()
      return plan
    },
    /** Paused, ended or going on: said, and taken back by the state it had. */
    setState: async (plan: VisitPlan, state: VisitPlan['state'], pausedUntil: string | null = null) => {
      const changed = await change(plan, { state, pausedUntil })
      const words =
        state === 'paused' && pausedUntil
          ? text('plan.said.paused_until', { name: plan.name, day: formatDay(pausedUntil) })
          : text(`plan.said.${state}`, { name: plan.name })
      if (state === 'paused') did({ label: words, undo: () => change(changed, { state: 'active' }) })
      else say(words)
    },
    copy: (plan: VisitPlan) => ask<VisitPlan>('POST', `/visit-plans/${plan.id}/copy`, { body: {} }),
    remove: async (plan: VisitPlan) => {
      await ask<void>('DELETE', `/visit-plans/${plan.id}`, { version: plan.version })
      await refresh()
      did({
        label: text('plan.said.deleted', { name: plan.name }),
        undo: async () => {
          await ask<unknown>('POST', `/visit-plans/${plan.id}/restore`)
          await refresh()
        },
      })
    },
    preview: (id: string) =>
      ask<PlanPreview | StartedJob>('POST', `/visit-plans/${id}/preview`, { body: {} }),
    /** Writes the proposals; many are written by a job that one can watch. */
    propose: async (id: string) => {
      const answer = await ask<PlanProposal | StartedJob>('POST', `/visit-plans/${id}/propose`, { body: {} })
      if ('items' in answer) {
        await refresh()
        const label = text('plan.said.proposed', { count: answer.total })
        const { runId } = answer
        if (runId === null) say(label)
        else did({ label, undo: () => undoRun(client, runId).then(refresh) })
      } else void followVisits(client, answer)
      return answer
    },
    changeCustomers: async (id: string, body: PlanCustomersChange) => {
      await ask<unknown>('POST', `/visit-plans/${id}/customers`, { body })
      await refresh()
    },
  }
}

function remember(client: QueryClient, plan: VisitPlan): void {
  client.setQueryData(planQuery(plan.id).queryKey, plan)
}
