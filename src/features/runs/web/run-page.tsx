import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { Part, SettingsPage, Waiting } from '#features/settings/web/settings-page.tsx'
import { Table, type TableColumn } from '#features/settings/web/table.tsx'
import { usePages } from '#features/settings/web/use-pages.ts'
import { ask } from '#ui/api/request.ts'
import { formatDay, formatMoment } from '#ui/format.ts'
import { useCancelJob, type Job } from '#ui/jobs/jobs.ts'
import { ListError } from '#ui/list/list-states.tsx'
import { useRecordName } from '#ui/shell/breadcrumb.tsx'
import { useOffer } from '#ui/shell/shell-context.ts'
import { useText, type Translate } from '#ui/texts.ts'
import type { Run, runLeft } from '../run.ts'
import type { z } from 'zod'
import { countWords, tones } from './run-words.ts'
import './run-page.css'
import { UndoButton } from './undo-button.tsx'

/** One big action: who, when, what came of it, what was left, and the way back. */
export function RunPage() {
  const { id = '' } = useParams()
  const t = useText()
  const asked = useQuery({
    queryKey: ['run', id],
    queryFn: ({ signal }) => ask<Run>('GET', `/runs/${id}`, { signal }),
    staleTime: 0,
    // The stream tells of the end; this is the net below it while something runs.
    refetchInterval: ({ state }) => (isAtWork(state.data) ? 1500 : false),
  })
  const run = asked.data
  useRecordName(run?.title)
  if (asked.error && !run) return <ListError error={asked.error} onRetry={() => void asked.refetch()} />
  if (!run) return <Waiting />
  const isOpen = run.can.includes('undo')
  return (
    <SettingsPage title={run.title} text={aboutWords(t, run)} actions={<UndoButton run={run} />}>
      <div className="run-facts">
        {run.state !== 'done' && (
          <span className={`badge ${tones[run.state] ?? ''}`}>{t(`runs.state.${run.state}`)}</span>
        )}
        <span className="num">{countWords(t, run.counts).join(' · ')}</span>
        {isOpen && <span className="muted">{t('runs.undo.until', { day: formatDay(run.undoUntil) })}</span>}
        {run.undoneAt && (
          <span className="muted">
            {t('runs.undone', { when: formatMoment(run.undoneAt), who: run.undoneBy?.name ?? '' })}
          </span>
        )}
      </div>
      {isAtWork(run) && run.jobId && <Progress jobId={run.jobId} />}
      {(run.counts.left ?? 0) > 0 && <Left title={t('runs.left')} runId={run.id} />}
      {run.undo && (run.undo.counts.left ?? 0) > 0 && (
        <Left title={t('runs.left.undo')} runId={run.undo.id} />
      )}
      <p>
        <Link to="/runs">{t('runs.back')}</Link>
      </p>
    </SettingsPage>
  )
}

function isAtWork(run: Run | undefined): boolean {
  return (
    run !== undefined && (run.state === 'running' || run.state === 'undoing') && !run.can.includes('undo')
  )
}

function aboutWords(t: Translate, { kind, owner, createdAt }: Run): string {
  return [t(`runs.kind.${kind}`), owner.name, formatMoment(createdAt)].join(' · ')
}

/** How far the job is that works on it; one may leave, it goes on. */
function Progress({ jobId }: { jobId: string }) {
  const t = useText()
  const cancel = useCancelJob()
  const { data: job } = useQuery({
    queryKey: ['job', jobId],
    queryFn: ({ signal }) => ask<Job>('GET', `/jobs/${jobId}`, { signal }),
    refetchInterval: 1000,
  })
  if (!job) return null
  return (
    <div className="run-progress">
      <progress value={job.done} max={job.total ?? 1} aria-label={job.title} />
      <span className="muted num">{t('jobs.of', { done: job.done, total: job.total ?? 0 })}</span>
      <button type="button" className="button small" onClick={() => cancel.mutate(jobId)}>
        {t('cancel')}
      </button>
    </div>
  )
}

type LeftRecord = z.infer<typeof runLeft>

function Left({ title, runId }: { title: string; runId: string }) {
  const t = useText()
  const offer = useOffer()
  const asked = usePages<LeftRecord>('run', `/runs/${runId}/left`)
  const columns = leftColumns(t, ({ kind, id, reason }) =>
    reason === 'gone' ? undefined : offer.records.find((record) => record.kind === kind)?.path(id),
  )
  return (
    <Part title={title}>
      <Table {...asked} label={title} columns={columns} empty={{ title: t('runs.left.none') }} />
    </Part>
  )
}

function leftColumns(
  t: Translate,
  pathOf: (record: LeftRecord) => string | undefined,
): TableColumn<LeftRecord>[] {
  const draw = (record: LeftRecord) => {
    const path = pathOf(record)
    return path ? <Link to={path}>{record.title}</Link> : record.title
  }
  return [
    { id: 'record', title: 'runs.left.record', wraps: true, draw },
    { id: 'reason', title: 'runs.left.reason', wraps: true, draw: ({ reason }) => t(`runs.left.${reason}`) },
  ]
}
