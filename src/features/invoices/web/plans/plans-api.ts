import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { call } from '#features/settings/web/call.ts'
import { text } from '#ui/texts.ts'
import { complain, did, say } from '#ui/undo.ts'
import type { InvoicePage } from '../../invoice-list.ts'
import type {
  InvoicePlan,
  InvoicePlanChange,
  InvoicePlanNew,
  InvoicePlanPage,
  InvoicePlanRow,
  PlanAhead,
  PlanRaise,
  PlanRaised,
} from '../../invoice-plan.ts'
import type { Invoice } from '../../invoice.ts'

// What a screen asks of recurring invoices. Keys begin with the kind of record, so that live changes refresh them.

/** One plan. */
export const planQuery = (id: string) =>
  queryOptions({
    queryKey: ['invoicePlan', id],
    queryFn: ({ signal }) => call<InvoicePlan>('GET', `/invoice-plans/${id}`, { signal }),
  })

/** The plans of a customer. */
export const plansOfQuery = (contact: string) =>
  queryOptions({
    queryKey: ['invoicePlan', 'of', contact],
    queryFn: ({ signal }) =>
      call<InvoicePlanPage>('GET', '/invoice-plans', { query: { contact, limit: '50' }, signal }),
  })

/** The periods of a plan that come next. */
export const aheadQuery = (id: string) =>
  queryOptions({
    queryKey: ['invoicePlan', id, 'ahead'],
    queryFn: async ({ signal }) =>
      (await call<{ items: PlanAhead[] }>('GET', `/invoice-plans/${id}/ahead`, { signal })).items,
  })

/** What was written for a plan, the newest first. */
export const writtenQuery = (plan: string) =>
  queryOptions({
    queryKey: ['invoice', 'of', 'plan', plan],
    queryFn: ({ signal }) =>
      call<InvoicePage>('GET', '/invoices', { query: { plan, limit: '50', sort: '-date' }, signal }),
  })

/** By how much prices rise, and for whom. */
export interface Raising extends Partial<Omit<PlanRaise, 'from'>> {
  ids: string[]
  from: string
}

/** What prices would be; nothing is kept. */
export const raisePreview = (raising: Raising, signal: AbortSignal): Promise<PlanRaised> =>
  call<PlanRaised>('POST', '/invoice-plans/raise', { body: { ...raising, preview: true }, signal })

type Named = Pick<InvoicePlanRow, 'id' | 'title' | 'version'>

/** Makes, changes and moves plans on. */
export function usePlans() {
  const client = useQueryClient()
  const again = () => client.invalidateQueries({ queryKey: ['invoicePlan'] })
  const kept = async (answer: Promise<InvoicePlan>) => {
    const plan = await answer
    client.setQueryData(['invoicePlan', plan.id], plan)
    await again()
    return plan
  }
  const patch = (id: string, body: InvoicePlanChange) =>
    kept(call<InvoicePlan>('PATCH', `/invoice-plans/${id}`, { body }))
  return {
    create: (body: InvoicePlanNew) => kept(call<InvoicePlan>('POST', '/invoice-plans', { body })),
    change: ({ id, version }: Pick<Named, 'id' | 'version'>, body: InvoicePlanChange) =>
      kept(call<InvoicePlan>('PATCH', `/invoice-plans/${id}`, { body, version })),
    /** Changes a plan and offers the way back. */
    async set({ id }: Pick<Named, 'id'>, label: string, body: InvoicePlanChange, back: InvoicePlanChange) {
      await patch(id, body)
      did({ label, undo: () => patch(id, back) })
    },
    async writeNow({ id, version }: Pick<Named, 'id' | 'version'>): Promise<Invoice> {
      const invoice = await call<Invoice>('POST', `/invoice-plans/${id}/write`, { version })
      await Promise.all([again(), client.invalidateQueries({ queryKey: ['invoice'] })])
      return invoice
    },
    async raise(raising: Raising): Promise<void> {
      const { plans, left } = await call<PlanRaised>('POST', '/invoice-plans/raise', { body: raising })
      await again()
      say(text('plans.raised', { count: plans.length }))
      if (left.length > 0) say(text('plans.raise_left', { count: left.length }))
    },
    /** Moves a plan to the bin. */
    async remove({ id, title }: Named): Promise<void> {
      try {
        await call<void>('DELETE', `/invoice-plans/${id}`)
        await again()
        const restore = () => kept(call<InvoicePlan>('POST', `/invoice-plans/${id}/restore`))
        did({ label: text('plans.deleted', { title }), undo: restore })
      } catch (error) {
        complain(error)
      }
    },
  }
}
