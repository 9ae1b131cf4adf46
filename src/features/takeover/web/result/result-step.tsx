import { useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'
import { faultWords } from '#features/groupware/web/fault-words.ts'
import { UndoButton } from '#features/runs/web/undo-button.tsx'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import { TAKEOVER_AREAS, type Takeover, type TakeoverArea } from '../../takeover.ts'
import { takeoverRunQuery, useTakeoverActs } from '../takeover-api.ts'
import { TakeoverWizard } from '../takeover-wizard.tsx'
import { Failures } from './failures.tsx'
import { ImportedList } from './imported-list.tsx'
import { RunProgress } from './run-progress.tsx'
import { Tally } from './tally.tsx'
import '../area/area.css'
import './result.css'

/** How it goes, and what came of it: counts, what failed and why, the records, and the way back. */
export function ResultStep({ takeover }: { takeover: Takeover }) {
  const t = useText()
  const [params, setParams] = useSearchParams()
  const shown = TAKEOVER_AREAS.find((area) => area === params.get('show'))
  const setShown = (area: TakeoverArea | undefined, how?: 'replace') =>
    setParams(
      (before) => {
        if (area) before.set('show', area)
        else before.delete('show')
        return before
      },
      { replace: how === 'replace' },
    )
  const { data: run } = useQuery(takeoverRunQuery(takeover.runId))
  const sum = (what: 'imported' | 'waiting' | 'failed' | 'undone') =>
    TAKEOVER_AREAS.reduce((total, area) => total + takeover.counts[area][what], 0)
  const state = stateOf(takeover)
  const isUndone = run?.state === 'undone' || run?.state === 'undoing'
  const first = TAKEOVER_AREAS.find((area) => takeover.counts[area].imported > 0)
  if (shown)
    return (
      <TakeoverWizard
        takeover={takeover}
        step="result"
        full
        heading={t('takeover.records')}
        back={() => setShown(undefined)}
      >
        <ImportedList takeover={takeover} area={shown} onArea={(area) => setShown(area, 'replace')} />
      </TakeoverWizard>
    )
  return (
    <TakeoverWizard
      takeover={takeover}
      step="result"
      heading={t(isUndone ? `takeover.heading.${run.state}` : `takeover.heading.${state}`)}
      text={takeover.accountName}
    >
      <div className="takeover-result">
        {state === 'running' && <RunProgress takeover={takeover} />}
        {state === 'stopped' && <Stopped takeover={takeover} />}
        {state !== 'running' && <Tally takeover={takeover} />}
        {state === 'done' && (
          <div className="takeover-acts">
            {first && !isUndone && (
              <button type="button" className="button primary" onClick={() => setShown(first)}>
                {t('takeover.show_imported')}
              </button>
            )}
            {sum('waiting') > 0 && (
              <Link className="button" to="/inbox">
                {t('takeover.to_inbox', { count: sum('waiting') })}
              </Link>
            )}
            {run && <UndoButton run={run} />}
            <Link className="button" to="/groupware/takeover">
              {t('takeover.another')}
            </Link>
          </div>
        )}
        {run?.state === 'undone' && (run.undo?.counts.left ?? 0) > 0 && (
          <p role="status">
            {t('takeover.left', { count: run.undo?.counts.left ?? 0 })}{' '}
            <Link to={`/runs/${run.undo?.id}`}>{t('takeover.left_show')}</Link>
          </p>
        )}
        {state === 'done' && !isUndone && sum('failed') > 0 && <Failures takeover={takeover} />}
      </div>
    </TakeoverWizard>
  )
}

function stateOf({ state, busy }: Takeover): 'running' | 'stopped' | 'done' {
  if (state === 'done' && !busy) return 'done'
  return busy ? 'running' : 'stopped'
}

/** It was ended on its way, by somebody or because the groupware is out of reach: what is done stays done. */
function Stopped({ takeover }: { takeover: Takeover }) {
  const t = useText()
  const acts = useTakeoverActs()
  const { id, fault } = takeover
  return (
    <div className="takeover-stopped" role="alert">
      <p>{fault ? t(faultWords(fault.replace(/^groupware\./, ''))) : t('takeover.stopped')}</p>
      <button type="button" className="button" onClick={() => void acts.run(id).catch(complain)}>
        {t('takeover.go_on')}
      </button>
    </div>
  )
}
