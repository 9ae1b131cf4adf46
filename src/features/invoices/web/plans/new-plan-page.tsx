import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearchParams } from 'react-router'
import { contactQuery } from '#features/contacts/web/contact-api.ts'
import type { Opportunity } from '#features/opportunities/opportunity.ts'
import { useSettings } from '#features/settings/web/settings-api.ts'
import { ask } from '#ui/api/request.ts'
import { useUser } from '#ui/api/session.ts'
import { EmptyList } from '#ui/list/list-states.tsx'
import { useText } from '#ui/texts.ts'
import { say } from '#ui/undo.ts'
import { invoiceQuery } from '../invoices-api.ts'
import { emptyPlan, planInput, planOfInvoice, planOfOpportunity, type PlanDraft } from './plan-draft.ts'
import { PlanEditor } from './plan-editor.tsx'
import { usePlans } from './plans-api.ts'

/** A new recurring invoice: from scratch, for a customer, from an invoice, or from what was won. */
export function NewPlanPage() {
  const t = useText()
  const go = useNavigate()
  const guest = useUser().role === 'guest'
  const { create } = usePlans()
  const first = useFirst()
  if (guest) return <EmptyList title={t('plans.title')} text={t('invoices.guests')} />
  if (!first) return null
  const keep = async (plan: PlanDraft) => {
    const { id, title } = await create(planInput(plan))
    await go(`/invoices/plans/${id}`, { replace: true })
    say(t('plans.created', { title }))
  }
  return <PlanEditor first={first} title={t('plans.new')} back="/invoices/plans" keep={keep} />
}

/** What it begins with; undefined while that is read. What cannot be read is left out. */
function useFirst(): PlanDraft | undefined {
  const [params] = useSearchParams()
  const [invoice, opportunity, contact] = ['invoice', 'opportunity', 'contact'].map((name) =>
    params.get(name),
  )
  const currency = useSettings()?.currency
  const options = { retry: false, staleTime: Number.POSITIVE_INFINITY }
  const billed = useQuery({ ...invoiceQuery(invoice ?? ''), ...options, enabled: Boolean(invoice) })
  const won = useQuery({
    queryKey: ['opportunity', opportunity],
    queryFn: ({ signal }) => ask<Opportunity>('GET', `/opportunities/${opportunity}`, { signal }),
    ...options,
    enabled: Boolean(opportunity),
  })
  const known = useQuery({ ...contactQuery(contact ?? ''), ...options, enabled: Boolean(contact) })
  if (!currency || billed.isLoading || won.isLoading || known.isLoading) return undefined
  if (billed.data) return planOfInvoice(billed.data)
  const named = known.data ? { id: known.data.id, name: known.data.displayName } : null
  if (!won.data) return emptyPlan(named, currency)
  const plan = planOfOpportunity(won.data)
  return named && !plan.paper.contact.id ? { ...plan, paper: { ...plan.paper, contact: named } } : plan
}
