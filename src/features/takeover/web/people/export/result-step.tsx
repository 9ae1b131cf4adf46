import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Link } from 'react-router'
import { formatNumber } from '#ui/format.ts'
import { isRunning } from '#ui/jobs/jobs.ts'
import { useText } from '#ui/texts.ts'
import { EXPORT_OUTCOMES, type ExportOutcome } from '../../../people-export.ts'
import { faultText } from '../fault-text.ts'
import { JobProgress } from '../job-progress.tsx'
import { jobQuery, useExportItems, usePeopleActs } from '../people-api.ts'

/** How it goes, then how it went: counts, and what became of each. */
export function ResultStep({ accountId, jobId }: { accountId: string; jobId: string }) {
  const t = useText()
  const { refresh } = usePeopleActs(accountId)
  const { data: job, dataUpdatedAt } = useQuery(jobQuery(jobId))
  const isOver = job !== undefined && !isRunning(job)
  useEffect(() => {
    if (isOver) refresh()
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, when it is over
  }, [isOver])
  if (!isOver) return <JobProgress job={job} now={dataUpdatedAt} label={t('people.exporting')} />
  const result = job.result ?? {}
  const fault = typeof result['fault'] === 'string' ? result['fault'] : null
  const outcomes = EXPORT_OUTCOMES.filter((outcome) => Number(result[outcome] ?? 0) > 0)
  return (
    <>
      {(job.state !== 'done' || fault) && (
        <p className="notice" role="alert">
          {job.state === 'cancelled'
            ? t('people.cancelled')
            : fault
              ? `${t('people.later')} ${faultText(fault)}`
              : job.error}
        </p>
      )}
      <dl className="people-tally">
        {outcomes.map((outcome) => (
          <div key={outcome} className={COLORS[outcome]}>
            <dd className="num">{formatNumber(Number(result[outcome]))}</dd>
            <dt>{t(`people.outcome.${outcome}`)}</dt>
          </div>
        ))}
      </dl>
      <Items jobId={jobId} outcomes={outcomes} />
    </>
  )
}

const COLORS: Record<ExportOutcome, string> = {
  created: 'good',
  linked: 'good',
  changed: 'good',
  unchanged: '',
  released: '',
  removed: '',
  waiting: 'soon',
  failed: 'bad',
}

/** Everybody of an export, with what became of them; the failed ones first. */
function Items({ jobId, outcomes }: { jobId: string; outcomes: readonly ExportOutcome[] }) {
  const t = useText()
  const [outcome, setOutcome] = useState<ExportOutcome | undefined>(
    outcomes.includes('failed') ? 'failed' : undefined,
  )
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useExportItems(jobId, outcome, true)
  const items = data?.pages.flatMap((page) => page.items) ?? []
  return (
    <section className="people-items" aria-label={t('people.items')}>
      <div className="people-kinds" role="group" aria-label={t('people.items')}>
        {[undefined, ...outcomes].map((one) => (
          <button
            key={one ?? 'all'}
            type="button"
            aria-pressed={one === outcome}
            onClick={() => setOutcome(one)}
          >
            {one ? t(`people.outcome.${one}`) : t('people.items_all')}
          </button>
        ))}
      </div>
      <ul>
        {items.map(({ contactId, displayName, outcome: became, fault }) => (
          <li key={contactId}>
            {displayName ? (
              <Link to={`/contacts/${contactId}`}>{displayName}</Link>
            ) : (
              <span className="muted">{t('people.hidden_contact')}</span>
            )}
            <span className="muted">
              {t(`people.outcome.${became ?? 'waiting'}`)}
              {fault && ` – ${faultText(fault)}`}
            </span>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <button
          type="button"
          className="button"
          disabled={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {t('page.more_entries')}
        </button>
      )}
    </section>
  )
}
