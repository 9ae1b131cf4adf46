import { isRunning, secondsLeft, useCancelJob, type Job } from '#ui/jobs/jobs.ts'
import { formatDuration, formatNumber } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'

/** How far a job is, and the way to stop it; one may leave, it goes on. */
export function JobProgress({ job, now, label }: { job: Job | undefined; now: number; label: string }) {
  const t = useText()
  const cancel = useCancelJob()
  const left = job && secondsLeft(job, now)
  return (
    <div className="people-progress" role="status">
      <p>
        <strong>{label}</strong>
        <span className="muted num">
          {job && job.total !== null
            ? t('jobs.of', { done: job.done, total: job.total })
            : job && job.done > 0 && formatNumber(job.done)}
          {left !== undefined && ` · ${t('jobs.left', { time: formatDuration(left) })}`}
        </span>
      </p>
      <progress aria-label={label} {...(job?.total && { value: job.done, max: job.total })} />
      <p className="muted">
        <span className="grow">{t('people.may_leave')}</span>
        {job && isRunning(job) && (
          <button type="button" className="button ghost small" onClick={() => cancel.mutate(job.id)}>
            {t('cancel')}
          </button>
        )}
      </p>
    </div>
  )
}
