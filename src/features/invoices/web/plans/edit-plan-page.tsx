import { useQuery } from '@tanstack/react-query'
import { Navigate, useNavigate, useParams } from 'react-router'
import { ApiProblem } from '#ui/api/api-problem.ts'
import { useRecordName } from '#ui/shell/breadcrumb.tsx'
import { NotFoundPage } from '#ui/shell/message-page.tsx'
import { useText } from '#ui/texts.ts'
import { say } from '#ui/undo.ts'
import type { InvoicePlan } from '../../invoice-plan.ts'
import { planInput, planOf, type PlanDraft } from './plan-draft.ts'
import { PlanEditor } from './plan-editor.tsx'
import { planQuery, usePlans } from './plans-api.ts'

/** A recurring invoice, to be changed; what was billed stays as it is. */
export function EditPlanPage() {
  const { id = '' } = useParams()
  const { data, error } = useQuery({ ...planQuery(id), refetchOnWindowFocus: false })
  useRecordName(data?.title)
  if (error instanceof ApiProblem && [400, 403, 404].includes(error.status)) return <NotFoundPage />
  if (error && !data) throw error
  if (!data) return null
  if (!data.can.includes('change')) return <Navigate to={`/invoices/plans/${id}`} replace />
  return <Editing key={id} plan={data} />
}

function Editing({ plan }: { plan: InvoicePlan }) {
  const t = useText()
  const go = useNavigate()
  const { change } = usePlans()
  const keep = async (draft: PlanDraft) => {
    await change(plan, planInput(draft))
    await go(`/invoices/plans/${plan.id}`, { replace: true })
    say(t('plans.saved'))
  }
  return (
    <PlanEditor first={planOf(plan)} title={plan.title} back={`/invoices/plans/${plan.id}`} keep={keep} />
  )
}
