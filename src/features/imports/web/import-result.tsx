import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { formatNumber } from '#ui/format.ts'
import { jobsQuery } from '#ui/jobs/jobs.ts'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { Imported } from '../import.ts'
import { rowWords } from './import-state.tsx'
import { LeftOut } from './left-out.tsx'
import { isRunning, runQuery, useImports } from './imports-api.ts'
import { TrialPart } from './trial-part.tsx'
import { UndoButton, Undone } from './undo-part.tsx'

const kinds = ['created', 'updated', 'skipped', 'held', 'failed'] as const

/** How it goes, or how it went: progress, counts, and the rows that were left out. */
export function ImportResult({ one }: { one: Imported }) {
  const t = useText()
  const imports = useImports()
  const running = isRunning(one)
  const { data: run } = useQuery({ ...runQuery(one), enabled: one.options?.dryRun === false })
  const isThere = run?.state !== 'undone'
  const trial = one.options?.dryRun === true
  const stopped = one.state === 'failed' || one.state === 'cancelled'
  const goOn = () => {
    const { duplicates = 'skip', possible = 'create', onlyEmpty = false, defaults = {} } = one.options ?? {}
    void imports.run(one.id, { duplicates, possible, onlyEmpty, defaults, dryRun: false }).catch(complain)
  }
  return (
    <section className="import-part" aria-label={t('imports.result')}>
      <h2>{t(running ? 'imports.under_way' : trial ? 'imports.result.trial' : 'imports.result')}</h2>
      {running && <Progress one={one} />}
      <dl className="tally">
        {kinds
          .filter((kind) => kind !== 'held' || one.counts.held > 0)
          .map((kind) => (
            <div key={kind} className={one.counts[kind] > 0 ? `tally-${kind}` : 'tally-none'}>
              <dd className="num">{formatNumber(one.counts[kind])}</dd>
              <dt>{t(`imports.tally.${kind}`)}</dt>
            </div>
          ))}
      </dl>
      {one.error && (
        <p className="notice" role="alert">
          {one.error}
        </p>
      )}
      <div className="import-actions">
        {running && one.jobId && (
          <button
            type="button"
            className="button"
            onClick={() => void imports.cancel(one.jobId ?? '').catch(complain)}
          >
            {t('cancel')}
          </button>
        )}
        {stopped && !trial && (
          <button type="button" className="button" onClick={goOn}>
            {t('imports.go_on')}
          </button>
        )}
        {!running && !trial && isThere && one.counts.created + one.counts.updated > 0 && (
          <Link
            className="button primary"
            to={one.counts.created > 0 ? `/contacts?run=${one.id}` : '/contacts?sort=-updatedAt'}
          >
            {t('imports.to_contacts')}
          </Link>
        )}
        {!running && !trial && (
          <Link className="button" to="/contacts/import">
            {t('imports.another')}
          </Link>
        )}
        {!running && !trial && isThere && one.counts.possible > 0 && (
          <Link className="button" to={`/duplicates?run=${one.id}`}>
            {t('imports.to_duplicates', { count: one.counts.possible })}
          </Link>
        )}
        {!running && !trial && <UndoButton one={one} />}
      </div>
      {!running && !trial && <Undone one={one} />}
      {!running && trial && <TrialPart one={one} />}
      {!running && <LeftOut key={one.jobId} one={one} />}
    </section>
  )
}

/** The bar; one may leave, the job goes on. */
function Progress({ one }: { one: Imported }) {
  const t = useText()
  const { data: jobs = [] } = useQuery(jobsQuery)
  const job = jobs.find(({ id }) => id === one.jobId)
  const { created, updated, skipped, failed, held } = one.counts
  const counted = created + updated + skipped + failed + held
  const total = Math.max(one.rows, counted, 1)
  const done = Math.max(counted, job?.total === one.rows ? job.done : 0)
  return (
    <div className="import-progress">
      <progress value={done} max={total} aria-label={t('imports.under_way')} />
      <p className="muted num">
        {one.rowsExact
          ? t('jobs.of', { done, total: one.rows })
          : `${formatNumber(done)} · ${rowWords(t, one)}`}{' '}
        · {t('imports.may_leave')}
      </p>
    </div>
  )
}
