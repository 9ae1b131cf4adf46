import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { formatDuration } from '#ui/format.ts'
import { jobsQuery, secondsLeft } from '#ui/jobs/jobs.ts'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { Takeover } from '../../takeover.ts'
import { useTakeoverActs } from '../takeover-api.ts'

/** How far it is; one may leave, the work goes on. */
export function RunProgress({ takeover }: { takeover: Takeover }) {
  const t = useText()
  const acts = useTakeoverActs()
  const [isStopping, setStopping] = useState(false)
  const { data: jobs = [], dataUpdatedAt } = useQuery({ ...jobsQuery, refetchInterval: 1000 })
  const job = jobs.find(({ id }) => id === takeover.jobId)
  const left = job && secondsLeft(job, dataUpdatedAt)
  const stop = async () => {
    setStopping(true)
    await acts.stop(takeover).catch(complain)
    setStopping(false)
  }
  return (
    <div className="takeover-progress">
      <progress
        aria-label={t('takeover.heading.running')}
        {...(job?.total ? { value: job.done, max: job.total } : {})}
      />
      <p className="num" role="status">
        {job?.total ? t('jobs.of', { done: job.done, total: job.total }) : t('jobs.state.queued')}
        {left !== undefined && ` · ${t('jobs.left', { time: formatDuration(left) })}`}
      </p>
      <p className="muted">{t('takeover.may_leave')}</p>
      <button type="button" className="button" disabled={isStopping} onClick={() => void stop()}>
        {t('cancel')}
      </button>
    </div>
  )
}
