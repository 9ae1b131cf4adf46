import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { wholeWords } from '#ui/api/problem-words.ts'
import { ask } from '#ui/api/request.ts'
import { formatDay, formatNumber } from '#ui/format.ts'
import { isRunning, type Job } from '#ui/jobs/jobs.ts'
import { Sheet } from '#ui/sheet.tsx'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { PlanPreview } from '../../proposal.ts'
import type { VisitPlan } from '../../visit-plan.ts'
import { WeekTable } from '../analysis/week-table.tsx'
import { ShiftMark, timeWords } from '../visit-parts.tsx'
import { usePlanActs } from './plans-api.ts'
import '../plan-form.css'
import './plans.css'

/** What proposing would give: totals by week and user, what moved and why, what found no day. */
export function PreviewSheet({ plan, onDone }: { plan: VisitPlan; onDone: () => void }) {
  const t = useText()
  const go = useNavigate()
  const acts = usePlanActs()
  const [busy, setBusy] = useState(false)
  const { preview, error, job } = usePreview(plan)
  const propose = async () => {
    setBusy(true)
    try {
      await acts.propose(plan.id)
      onDone()
      void go(`/visits?plan=${plan.id}`)
    } catch (problem) {
      complain(problem)
      setBusy(false)
    }
  }
  return (
    <Sheet wide title={t('plan.preview', { name: plan.name })} onClose={onDone}>
      <div className="sheet-body plan-preview">
        {error ? (
          <p className="notice" role="alert">
            {wholeWords(error)}
          </p>
        ) : preview ? (
          <Found plan={plan} preview={preview} />
        ) : (
          <div role="status" className="plan-wait">
            <p className="muted">{t('plan.preview.waiting')}</p>
            {job && <progress value={job.done} max={job.total ?? undefined} aria-label={job.title} />}
          </div>
        )}
      </div>
      <footer className="sheet-foot">
        <button type="button" className="button" onClick={onDone}>
          {t('plan.preview.later')}
        </button>
        <button
          type="button"
          className="button primary"
          disabled={busy || !preview || preview.total === 0}
          onClick={() => void propose()}
        >
          {t('plan.propose', { count: preview?.total ?? 0 })}
        </button>
      </footer>
    </Sheet>
  )
}

/** The preview, asked anew for each version of the plan; a large one is counted by a job. */
function usePreview(plan: VisitPlan) {
  const acts = usePlanActs()
  const asked = useQuery({
    queryKey: ['visitPlan', plan.id, 'preview', plan.version],
    queryFn: () => acts.preview(plan.id),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })
  const started = asked.data && 'state' in asked.data ? asked.data : undefined
  const { data: job } = useQuery({
    queryKey: ['job', started?.id],
    queryFn: ({ signal }) => ask<Job>('GET', `/jobs/${started?.id ?? ''}`, { signal }),
    enabled: started !== undefined,
    refetchInterval: ({ state }) => (state.data && !isRunning(state.data) ? false : 600),
  })
  const failed = job?.state === 'failed' ? new Error(job.error ?? '') : null
  const preview =
    asked.data && 'items' in asked.data ? asked.data : ((job?.result ?? undefined) as PlanPreview | undefined)
  return { preview, job, error: asked.error ?? failed }
}

function Found({ plan, preview }: { plan: VisitPlan; preview: PlanPreview }) {
  const t = useText()
  const facts = [
    t('plan.preview.customers', { count: preview.customers }),
    preview.joining > 0 && t('plan.preview.joining', { count: preview.joining }),
    t('plan.preview.shifted', { count: preview.shifted }),
    t('plan.preview.unplaced', { count: preview.unplacedCount }),
  ].filter(Boolean)
  if (preview.total === 0) return <p>{t('plan.preview.nothing')}</p>
  return (
    <>
      <p className="plan-figure">
        <strong className="num">{formatNumber(preview.total)}</strong>
        <span>{t('plan.preview.dates', { count: preview.total })}</span>
      </p>
      <p className="muted">{facts.join(' · ')}</p>
      <p>{t(plan.count === 0 ? 'plan.count.zero' : 'plan.preview.not_binding')}</p>
      <Load load={preview.load} />
      <Unplaced preview={preview} />
      <Sample items={preview.items} />
    </>
  )
}

/** Weeks down, users across. */
function Load({ load }: { load: PlanPreview['load'] }) {
  const t = useText()
  const most = Math.max(1, ...load.map(({ visits }) => visits))
  if (!load.length) return null
  return (
    <section>
      <h3>{t('plan.preview.load')}</h3>
      <WeekTable
        label={t('plan.preview.load')}
        load={load}
        renderCell={(one) => (
          <span className="cell-bar" style={{ '--part': (one?.visits ?? 0) / most } as React.CSSProperties}>
            {one?.visits || '–'}
          </span>
        )}
      />
    </section>
  )
}

function Unplaced({ preview }: { preview: PlanPreview }) {
  const t = useText()
  if (!preview.unplaced.length) return null
  const nameOf = (id: string) =>
    preview.items.find((item) => item.contactId === id)?.customer.displayName ?? t('visit.customer')
  return (
    <section>
      <h3>{t('plan.preview.unplaced_title')}</h3>
      <ul className="visit-lines">
        {preview.unplaced.slice(0, 50).map((one) => (
          <li key={`${one.contactId} ${one.date}`} className="visit-line">
            <time className="num">{formatDay(one.date)}</time>
            <span className="grow cut">{nameOf(one.contactId)}</span>
            <span className="visit-shift unplaced">{one.detail || t(`visit.shift.${one.reason}`)}</span>
          </li>
        ))}
      </ul>
      <p className="muted">{t('plan.preview.unplaced_text')}</p>
    </section>
  )
}

/** The dates of the first customer: the rhythm with its shifts, as one would check it by hand. */
function Sample({ items }: { items: PlanPreview['items'] }) {
  const t = useText()
  const first = items[0]
  if (!first) return null
  const dates = items
    .filter((item) => item.contactId === first.contactId)
    .toSorted((a, b) => a.no - b.no)
    .slice(0, 6)
  return (
    <section>
      <h3>{t('plan.preview.sample', { name: first.customer.displayName })}</h3>
      <ul className="visit-lines">
        {dates.map((visit) => (
          <li key={visit.no} className="visit-line">
            <time className="num">{formatDay(visit.date)}</time>
            <span className="num">{timeWords(visit)}</span>
            <ShiftMark visit={visit} whole />
          </li>
        ))}
      </ul>
    </section>
  )
}
