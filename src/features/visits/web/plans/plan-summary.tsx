import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { contactQuestion } from '#features/contacts/web/list/contact-question.ts'
import { dayNumber, dayOf, weekdayOf } from '#kernel/day.ts'
import { formatDay, formatNumber } from '#ui/format.ts'
import { useLanguage, useText } from '#ui/texts.ts'
import { describeRhythm } from '../../describe-rhythm.ts'
import { intervalDays, nominalDays } from '../../occurrences.ts'
import type { PlanDraft } from './plan-draft.ts'
import './plans.css'

const six = 6

/** What the plan will be, in words and figures, while it is being written. */
export function PlanSummary({ draft }: { draft: PlanDraft }) {
  const t = useText()
  const language = useLanguage()
  const customers = useCustomerCount(draft)
  const perDay =
    customers === undefined
      ? undefined
      : (customers / intervalDays(draft.rhythm)) * (7 / Math.max(1, draft.workdays.length))
  const days = datesOf(draft)
  return (
    <aside className="plan-summary" aria-label={t('plan.summary')} aria-live="polite">
      <p className="plan-figure">
        <strong className="num">{customers === undefined ? '…' : formatNumber(customers)}</strong>
        <span>{t('plan.summary.customers', { count: customers ?? 0 })}</span>
      </p>
      {perDay !== undefined && (
        <p className="plan-figure">
          <strong className="num">{formatNumber(perDay, { maximumFractionDigits: 1 })}</strong>
          <span>{t('plan.summary.per_day')}</span>
        </p>
      )}
      <p>{describeRhythm(draft.rhythm, language, draft.startDate ?? undefined)}</p>
      <section>
        <h3>{t('plan.summary.dates')}</h3>
        {days.length === 0 && <p className="muted">{t('plan.summary.no_dates')}</p>}
        <ol className="plan-dates num">
          {days.map((day) => (
            <li key={day}>
              <span>{formatDay(dayOf(day))}</span>
              {!draft.workdays.includes(weekdayOf(day)) && (
                <span className="visit-shift">{t('visit.shift.weekend')}</span>
              )}
            </li>
          ))}
        </ol>
        <p className="muted">{t(draft.count === 0 ? 'plan.summary.zero' : 'plan.summary.preview')}</p>
      </section>
    </aside>
  )
}

/** The next six days by the rhythm alone; the preview knows what shifts them. */
function datesOf({ rhythm, startDate, endDate }: PlanDraft): number[] {
  if (!startDate) return []
  const days = nominalDays(rhythm, dayNumber(startDate))
  const last = endDate ? dayNumber(endDate) : Infinity
  return Array.from({ length: six }, (_, k) => days.at(k)).filter(
    (day): day is number => day !== undefined && day <= last,
  )
}

/** How many customers the filter finds, together with the picked ones. */
function useCustomerCount({ filter, contactIds }: PlanDraft): number | undefined {
  const asked = useDeferredValue(filter)
  const { data } = useQuery({
    queryKey: ['contact', 'count', asked],
    queryFn: ({ signal }) =>
      contactQuestion.count({ q: '', sort: 'displayName', filters: {}, ...asked }, 'exact', signal),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })
  if (filter === null) return contactIds.length
  return data && data.total + contactIds.length
}
