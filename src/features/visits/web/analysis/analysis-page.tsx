import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'
import { dayNumber, dayOf } from '#kernel/day.ts'
import { ask } from '#ui/api/request.ts'
import { formatDay, formatNumber } from '#ui/format.ts'
import { ListError } from '#ui/list/list-states.tsx'
import { useText } from '#ui/texts.ts'
import type { VisitAnalysis } from '../../visit-analysis.ts'
import { plansQuery } from '../plans/plans-api.ts'
import { UserSelect, useUserName } from '../user-select.tsx'
import { today } from '../visit-parts.tsx'
import { KeptTable } from './kept-table.tsx'
import { LoadChart } from './load-chart.tsx'
import './analysis.css'

const spans = [30, 90, 180, 365] as const

/** What was kept of the plans, who waits for too long, and what is coming. */
export function AnalysisPage() {
  const t = useText()
  const nameOf = useUserName()
  const [params, setParams] = useSearchParams()
  const days = Number(params.get('days') ?? 90)
  const [plan, user] = [params.get('plan') ?? '', params.get('user') ?? '']
  const { data: plans = [] } = useQuery(plansQuery)
  const query = {
    from: dayOf(dayNumber(today()) - days),
    to: today(),
    ...(plan && { plan }),
    ...(user && { user }),
  }
  const { data, error, refetch } = useQuery({
    queryKey: ['visit', 'analysis', query],
    queryFn: ({ signal }) => ask<VisitAnalysis>('GET', '/visits/analysis', { query, signal }),
    placeholderData: keepPreviousData,
  })
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(params)
    if (value) next.set(name, value)
    else next.delete(name)
    setParams(next, { replace: true })
  }
  return (
    <div className="visits-scroll">
      <header className="visits-head">
        <h1>{t('visits.analysis')}</h1>
        <span className="grow" />
        <select
          className="field"
          aria-label={t('analysis.span')}
          value={days}
          onChange={(event) => set('days', event.target.value)}
        >
          {spans.map((span) => (
            <option key={span} value={span}>
              {t('analysis.days', { count: span })}
            </option>
          ))}
        </select>
        <select
          className="field"
          aria-label={t('visits.plan')}
          value={plan}
          onChange={(event) => set('plan', event.target.value)}
        >
          <option value="">{t('analysis.all_plans')}</option>
          {plans.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
        <UserSelect
          aria-label={t('visit.assignee')}
          none={t('analysis.all_users')}
          value={user}
          onChange={(id) => set('user', id)}
        />
      </header>
      {error && !data && <ListError error={error} onRetry={() => void refetch()} />}
      {data && (
        <>
          <KeptTable
            title={t('analysis.by_plan')}
            rows={data.plans.map((row) => ({ id: row.planId, path: `/visits/plans/${row.planId}`, ...row }))}
          />
          <KeptTable
            title={t('analysis.by_user')}
            rows={data.users.map((row) => ({ id: row.userId, name: nameOf(row.userId), ...row }))}
          />
          <LoadChart load={data.load} />
          <Neglected rows={data.neglected} />
        </>
      )}
    </div>
  )
}

/** Customers who wait for longer than their rhythm and its tolerance allow. */
function Neglected({ rows }: { rows: VisitAnalysis['neglected'] }) {
  const t = useText()
  return (
    <section className="analysis-part">
      <h2>{t('analysis.neglected')}</h2>
      {rows.length === 0 ? (
        <p className="muted">{t('analysis.neglected.none')}</p>
      ) : (
        <ul className="visit-lines">
          {rows.map((row) => (
            <li key={`${row.contactId} ${row.planId}`} className="visit-line">
              <Link className="grow cut" to={`/contacts/${row.contactId}?tab=visits`}>
                {row.displayName}
              </Link>
              <span className="muted num">
                {row.lastDone ? t('plan.last_done', { day: formatDay(row.lastDone) }) : t('analysis.never')}
              </span>
              {row.days !== null && (
                <span className="num">{t('analysis.since', { count: formatNumber(row.days) })}</span>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
