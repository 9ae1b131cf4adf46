import { IconCalendarPlus, IconPencil } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { ApiProblem } from '#ui/api/api-problem.ts'
import { formatDay, formatNumber } from '#ui/format.ts'
import { MoreMenu } from '#ui/more-menu.tsx'
import { useRecordName } from '#ui/shell/breadcrumb.tsx'
import { NotFoundPage } from '#ui/shell/message-page.tsx'
import { useLanguage, useText } from '#ui/texts.ts'
import { describeRhythm } from '../../describe-rhythm.ts'
import type { VisitPlan } from '../../visit-plan.ts'
import { openPlanForm, openPreview } from '../dialogs.ts'
import { useUserName } from '../user-select.tsx'
import { PlanDot } from '../visit-parts.tsx'
import { PlanCustomers } from './plan-customers.tsx'
import { PlanState, usePlanMenu } from './plan-parts.tsx'
import { planQuery } from './plans-api.ts'
import './plans.css'

/** One plan: what it is, how it stands, and its customers. */
export function PlanPage() {
  const { id = '' } = useParams()
  const { data: plan, error } = useQuery(planQuery(id))
  useRecordName(plan?.name)
  if (error instanceof ApiProblem && !plan) return <NotFoundPage />
  if (!plan) return null
  return (
    <div className="visits-scroll">
      <Head plan={plan} />
      <Facts plan={plan} />
      <PlanCustomers plan={plan} />
    </div>
  )
}

function Head({ plan }: { plan: VisitPlan }) {
  const t = useText()
  const go = useNavigate()
  const [gone, setGone] = useState(false)
  const { items, questions } = usePlanMenu(() => {
    setGone(true)
    void go('/visits/plans')
  })
  const mayChange = plan.can.includes('change') && !gone
  return (
    <header className="visits-head">
      <h1>
        <PlanDot color={plan.color} /> {plan.name}
      </h1>
      <PlanState state={plan.state} />
      <span className="grow" />
      {mayChange && plan.state === 'active' && (
        <button type="button" className="button primary" onClick={() => void openPreview({ plan })}>
          <IconCalendarPlus size={16} stroke={1.75} />
          {t('plan.start_it')}
        </button>
      )}
      {mayChange && (
        <button type="button" className="button" onClick={() => void openPlanForm({ plan })}>
          <IconPencil size={16} stroke={1.75} />
          {t('plan.change')}
        </button>
      )}
      <MoreMenu label={t('plan.actions', { name: plan.name })} items={items(plan)} />
      {questions}
    </header>
  )
}

/** Each figure leads to the visits behind it. */
function Facts({ plan }: { plan: VisitPlan }) {
  const t = useText()
  const language = useLanguage()
  const nameOf = useUserName()
  const { counts, sample } = plan
  const figures = [
    { what: 'proposed', to: `/visits?plan=${plan.id}`, count: counts.proposed },
    { what: 'open', to: `/visits/all?plan=${plan.id}&state=planned&state=confirmed`, count: counts.open },
    { what: 'overdue', to: `/visits/all?plan=${plan.id}&state=missed`, count: counts.overdue },
    { what: 'done', to: `/visits/all?plan=${plan.id}&state=done&sort=-date`, count: counts.done },
  ] as const
  const facts = [
    describeRhythm(plan.rhythm, language, plan.startDate),
    plan.endDate && t('plan.until', { day: formatDay(plan.endDate) }),
    t(plan.count === 0 ? 'plan.count.zero_short' : 'plan.count.some', { count: plan.count }),
    [sample.startTime, sample.durationMinutes && t('visit.minutes', { count: sample.durationMinutes })]
      .filter(Boolean)
      .join(', '),
    plan.assigneeRule === 'manager'
      ? t('plan.by_manager', { name: nameOf(plan.assigneeId) })
      : nameOf(plan.assigneeId),
    plan.state === 'paused' &&
      plan.pausedUntil &&
      t('plan.paused_until', { day: formatDay(plan.pausedUntil) }),
  ].filter(Boolean)
  return (
    <>
      <p className="plan-words">{facts.join(' · ')}</p>
      <div className="plan-figures">
        {figures.map(({ what, to, count }) => (
          <Link key={what} to={to} className={what === 'overdue' && count > 0 ? 'late' : undefined}>
            <strong className="num">{formatNumber(count)}</strong>
            <span>{t(`plan.counts.${what}`)}</span>
          </Link>
        ))}
      </div>
    </>
  )
}
