import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Link } from 'react-router'
import type { Run } from '#features/runs/run.ts'
import { UndoButton } from '#features/runs/web/undo-button.tsx'
import { call } from '#features/settings/web/call.ts'
import { formatNumber } from '#ui/format.ts'
import { isRunning } from '#ui/jobs/jobs.ts'
import { useText } from '#ui/texts.ts'
import { JobProgress } from '../job-progress.tsx'
import { jobQuery, useCards, usePeopleActs } from '../people-api.ts'
import { faultText } from '../fault-text.ts'

const TALLY = [
  ['imported', 'good'],
  ['linked', 'good'],
  ['duplicate', ''],
  ['gone', ''],
  ['failed', 'bad'],
] as const

/** How it goes, then how many were taken over, and why others were not. */
export function ImportOutcome({ accountId, jobId }: { accountId: string; jobId: string }) {
  const t = useText()
  const { refresh } = usePeopleActs(accountId)
  const { data: job, dataUpdatedAt } = useQuery(jobQuery(jobId))
  const isOver = job !== undefined && !isRunning(job)
  const { data: run } = useQuery({
    queryKey: ['run', jobId],
    queryFn: ({ signal }) => call<Run>('GET', `/runs/${jobId}`, { signal }),
    enabled: isOver,
    refetchInterval: ({ state }) => (state.data?.state === 'undoing' ? 1000 : false),
  })
  useEffect(() => {
    if (isOver) refresh()
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, when it is over
  }, [isOver])
  if (!isOver) return <JobProgress job={job} now={dataUpdatedAt} label={t('people.importing')} />
  const count = (one: string) => Number(job.result?.[one] ?? 0)
  return (
    <>
      {job.state !== 'done' && (
        <p className="notice" role="alert">
          {job.state === 'cancelled' ? t('people.cancelled') : job.error}
        </p>
      )}
      {run?.state === 'undone' && <p className="notice">{t('people.undone')}</p>}
      <dl className="people-tally">
        {TALLY.filter(([one]) => one === 'imported' || count(one) > 0).map(([one, color]) => (
          <div key={one} className={color}>
            <dd className="num">{formatNumber(count(one))}</dd>
            <dt>{t(`people.imported.${one}`)}</dt>
          </div>
        ))}
      </dl>
      <div className="people-actions">
        {count('imported') > 0 && run?.state !== 'undone' && (
          <Link className="button primary" to={`/contacts?run=${jobId}`}>
            {t('people.show_imported')}
          </Link>
        )}
        <Link className="button" to={`/groupware/contacts/import?account=${accountId}`}>
          {t('people.import_more')}
        </Link>
        {run && <UndoButton run={run} />}
      </div>
      <LeftOut accountId={accountId} jobId={jobId} />
    </>
  )
}

const LEFT = ['duplicate', 'gone', 'failed'] as const

/** Who was not taken over, and why. */
function LeftOut({ accountId, jobId }: { accountId: string; jobId: string }) {
  const t = useText()
  const { data, hasNextPage, fetchNextPage } = useCards(accountId, { job: jobId })
  const left = (data?.pages.flatMap(({ items }) => items) ?? []).flatMap(({ id, name, state, fault }) => {
    const why = LEFT.find((one) => one === state)
    return why ? [{ id, name, why, fault }] : []
  })
  if (left.length === 0 && !hasNextPage) return null
  return (
    <section className="people-items" aria-label={t('people.left_out')}>
      <h3>{t('people.left_out')}</h3>
      <ul>
        {left.map(({ id, name, why, fault }) => (
          <li key={id}>
            <span>{name}</span>
            <span className="muted">
              {why === 'failed' && fault ? faultText(fault) : t(`people.imported.${why}`)}
            </span>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <button type="button" className="button" onClick={() => void fetchNextPage()}>
          {t('page.more_entries')}
        </button>
      )}
    </section>
  )
}
