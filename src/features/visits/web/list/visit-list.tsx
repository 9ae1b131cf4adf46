import { useMemo } from 'react'
import { Link, useNavigate } from 'react-router'
import type { RowKey, View } from '#ui/list/description.ts'
import { EmptyList } from '#ui/list/list-states.tsx'
import { List } from '#ui/list/list.tsx'
import { useText, type Translate } from '#ui/texts.ts'
import type { Visit } from '../../visit.ts'
import { openDone, openMove } from '../dialogs.ts'
import { useBulkActions } from '../planning/use-bulk-actions.ts'
import { today } from '../visit-parts.tsx'
import { VisitPanel } from '../visit/visit-panel.tsx'
import { useRowMenu } from './row-menu.ts'
import { useVisitDescription } from './use-visit-description.ts'

const wanted: Parameters<typeof useVisitDescription>[0] = {
  id: 'visits',
  title: 'visits.list',
  countText: 'visits.count',
  defaultSort: 'date',
  always: {
    state: ['planned', 'confirmed', 'inProgress', 'done', 'noShow', 'skipped', 'cancelled', 'missed'],
  },
}

/** All visits that are more than a proposal. */
export function VisitList() {
  const t = useText()
  const go = useNavigate()
  const rowMenu = useRowMenu()
  const bulk = useBulkActions(wanted.always, 'list')
  const views = useMemo(() => presets(t), [t])
  return (
    <List
      description={useVisitDescription(wanted)}
      onOpen={(visit) => void go(`/visits/${visit.id}`)}
      renderPeek={(id) => <VisitPanel key={id} id={id} />}
      rowMenu={rowMenu}
      rowKeys={rowKeys}
      bulkActions={bulk}
      views={views}
      empty={
        <EmptyList title={t('visits.none')} text={t('visits.none_text')}>
          <Link className="button primary" to="/visits/plans">
            {t('visits.to_plans')}
          </Link>
        </EmptyList>
      }
    />
  )
}

/** Letters for the row one is on, the same in the planning. */
export const rowKeys: RowKey<Visit>[] = [
  {
    id: 'visit.move',
    text: 'visit.move',
    keys: ['e'],
    run: (visit) => visit.can.includes('change') && void openMove({ chosen: { ids: [visit.id] }, count: 1 }),
  },
  {
    id: 'visit.done',
    text: 'visit.done',
    keys: ['d'],
    run: (visit) => visit.can.includes('change') && visit.state !== 'proposed' && void openDone({ visit }),
  },
]

function presets(t: Translate): View[] {
  const preset = (id: string, name: string, filters: Record<string, string[]>, sort = 'date'): View => ({
    id,
    name,
    shared: true,
    mine: false,
    state: { q: '', sort, filters },
  })
  const open = ['planned', 'confirmed', 'inProgress', 'missed']
  return [
    preset('open', t('visits.view.open'), { state: open }),
    preset('today', t('visits.view.today'), { from: [today()], to: [today()] }, 'date'),
    preset('mine', t('visits.view.mine'), { assignee: ['me'], state: open }),
    preset('overdue', t('visits.view.overdue'), { state: ['missed'] }),
    preset('done', t('visits.view.done'), { state: ['done'] }, '-date'),
  ]
}
