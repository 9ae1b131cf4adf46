import { Link } from 'react-router'
import { SettingsPage } from '#features/settings/web/settings-page.tsx'
import { Table, type TableColumn } from '#features/settings/web/table.tsx'
import { usePages } from '#features/settings/web/use-pages.ts'
import { formatExact, formatMoment } from '#ui/format.ts'
import { useText, type Translate } from '#ui/texts.ts'
import { UNDO_DAYS } from '../run.ts'
import type { Run } from '../run.ts'
import { countWords, tones } from './run-words.ts'
import { UndoButton } from './undo-button.tsx'

/** Imports, changes of many, merges: what they did, and the way back. */
export function RunsPage() {
  const t = useText()
  const asked = usePages<Run>('run', '/runs')
  return (
    <SettingsPage wide title={t('runs')} text={t('runs.text', { days: UNDO_DAYS })}>
      <Table
        {...asked}
        label={t('runs')}
        columns={columns(t)}
        empty={{ title: t('runs.none'), text: t('runs.none_text') }}
      />
    </SettingsPage>
  )
}

function columns(t: Translate): TableColumn<Run>[] {
  return [
    {
      id: 'what',
      title: 'runs.what',
      wraps: true,
      draw: ({ id, kind, title }) => (
        <>
          <Link to={`/runs/${id}`}>{title}</Link>
          <span className="second">{t(`runs.kind.${kind}`)}</span>
        </>
      ),
    },
    {
      id: 'effect',
      title: 'runs.effect',
      wraps: true,
      draw: ({ counts, state }) => (
        <>
          {countWords(t, counts).join(' · ')}
          {state !== 'done' && (
            <span className="second">
              <span className={`badge ${tones[state] ?? ''}`}>{t(`runs.state.${state}`)}</span>
            </span>
          )}
        </>
      ),
    },
    {
      id: 'when',
      title: 'runs.when',
      draw: ({ createdAt, owner }) => (
        <>
          <time dateTime={createdAt} title={formatExact(createdAt)}>
            {formatMoment(createdAt)}
          </time>
          <span className="second">{owner.name}</span>
        </>
      ),
    },
    { id: 'acts', draw: (run) => <UndoButton run={run} small /> },
  ]
}
