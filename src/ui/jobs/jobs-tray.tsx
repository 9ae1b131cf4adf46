import { IconProgress } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { formatDuration, formatRelative } from '../format.ts'
import { Popover } from '../popover.tsx'
import { useOffer } from '../shell/shell-context.ts'
import { useText } from '../texts.ts'
import { isRunning, jobsQuery, secondsLeft, useCancelJob, type Job } from './jobs.ts'

/** What works in the background, with progress, remaining time, cancel and result. It survives a reload. */
export function JobsTray() {
  const t = useText()
  const { data: jobs = [], dataUpdatedAt } = useQuery({
    ...jobsQuery,
    // The stream tells of changes; this is the net below it while something runs.
    refetchInterval: (query) => (query.state.data?.items.some(isRunning) ? 4000 : false),
  })
  const running = jobs.filter(isRunning).length
  return (
    <Popover
      label={t('jobs.title')}
      side="end"
      renderOpener={(props) => (
        <button
          type="button"
          className={running ? 'icon-button dot' : 'icon-button'}
          aria-label={running ? t('jobs.running', { count: running }) : t('jobs.title')}
          title={t('jobs.title')}
          {...props}
        >
          <IconProgress size={18} stroke={1.75} />
        </button>
      )}
    >
      {(close) => (
        <div className="tray">
          <h2>{t('jobs.title')}</h2>
          {jobs.length === 0 && <p className="tray-empty">{t('jobs.empty')}</p>}
          {jobs.map((job) => (
            <JobLine key={job.id} job={job} now={dataUpdatedAt} onFollow={close} />
          ))}
        </div>
      )}
    </Popover>
  )
}

function JobLine({ job, now, onFollow }: { job: Job; now: number; onFollow: () => void }) {
  const t = useText()
  const cancel = useCancelJob()
  const running = isRunning(job)
  const left = secondsLeft(job, now)
  const kind = useOffer().jobs.find((known) => known.kind === job.kind)
  const path = job.state === 'done' && job.result ? kind?.path(job.result) : undefined
  return (
    <div className="tray-line">
      <div className="tray-row">
        <span className="grow cut">{job.title}</span>
        {running && (
          <button type="button" className="button ghost small" onClick={() => cancel.mutate(job.id)}>
            {t('cancel')}
          </button>
        )}
        {path && (
          <Link className="button ghost small" to={path} onClick={onFollow}>
            {t('jobs.result')}
          </Link>
        )}
      </div>
      {running && (
        <div
          className="progress"
          role="progressbar"
          aria-label={job.title}
          aria-valuemin={0}
          aria-valuemax={job.total ?? 0}
          aria-valuenow={job.done}
        >
          <span style={{ width: `${job.total ? (100 * job.done) / job.total : 0}%` }} />
        </div>
      )}
      <div className="tray-row muted num">
        <span className="grow cut">{job.error ?? t(`jobs.state.${job.state}`)}</span>
        {running && job.total !== null && <span>{t('jobs.of', { done: job.done, total: job.total })}</span>}
        <span>
          {left === undefined
            ? formatRelative(job.createdAt)
            : t('jobs.left', { time: formatDuration(left) })}
        </span>
      </div>
    </div>
  )
}
