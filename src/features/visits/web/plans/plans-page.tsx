import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { useUser } from '#ui/api/session.ts'
import { formatNumber } from '#ui/format.ts'
import { EmptyList, ListError } from '#ui/list/list-states.tsx'
import { MoreMenu } from '#ui/more-menu.tsx'
import { useLanguage, useText } from '#ui/texts.ts'
import { describeRhythm } from '../../describe-rhythm.ts'
import type { VisitPlan } from '../../visit-plan.ts'
import { openPlanForm } from '../dialogs.ts'
import { useUserName } from '../user-select.tsx'
import { PlanDot } from '../visit-parts.tsx'
import { PlanState, usePlanMenu } from './plan-parts.tsx'
import { plansQuery } from './plans-api.ts'
import './plans.css'

/** All visit plans with what stands in each of them. */
export function PlansPage() {
  const t = useText()
  const mayCreate = useUser().role !== 'guest'
  const { data: plans, error, refetch } = useQuery(plansQuery)
  const { items, questions } = usePlanMenu()
  const create = mayCreate && (
    <button type="button" className="button primary" onClick={() => void openPlanForm({})}>
      <IconPlus size={16} stroke={1.75} />
      {t('plan.new')}
    </button>
  )
  return (
    <div className="visits-scroll">
      <header className="visits-head">
        <h1>{t('visits.plans')}</h1>
        {plans && plans.length > 0 && create}
      </header>
      {error && !plans && <ListError error={error} onRetry={() => void refetch()} />}
      {plans?.length === 0 && (
        <EmptyList title={t('plan.none')} text={t('plan.none_text')}>
          {create}
        </EmptyList>
      )}
      {plans && plans.length > 0 && (
        <ul className="plan-list">
          {plans.map((plan) => (
            <li key={plan.id}>
              <PlanCard plan={plan} />
              <MoreMenu
                label={t('plan.actions', { name: plan.name })}
                items={items(plan)}
                className="plan-menu"
              />
            </li>
          ))}
        </ul>
      )}
      {questions}
    </div>
  )
}

const told = ['customers', 'proposed', 'open', 'overdue', 'done'] as const

function PlanCard({ plan }: { plan: VisitPlan }) {
  const t = useText()
  const language = useLanguage()
  const nameOf = useUserName()
  return (
    <Link to={`/visits/plans/${plan.id}`} className="plan-card">
      <span className="plan-card-name">
        <PlanDot color={plan.color} />
        <strong className="cut">{plan.name}</strong>
        {plan.state !== 'active' && <PlanState state={plan.state} />}
      </span>
      <span className="muted cut plan-card-rhythm">
        {describeRhythm(plan.rhythm, language)} · {nameOf(plan.assigneeId)}
      </span>
      <span className="plan-counts">
        {told.map((what) => (
          <span key={what} className={what === 'overdue' && plan.counts.overdue > 0 ? 'late' : undefined}>
            <strong className="num">{formatNumber(plan.counts[what])}</strong>
            <span>{t(`plan.counts.${what}`)}</span>
          </span>
        ))}
      </span>
    </Link>
  )
}
