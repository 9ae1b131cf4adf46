import { IconCalendarWeek, IconChecks, IconMap2 } from '@tabler/icons-react'
import { useMemo, useRef, useState, type ComponentType } from 'react'
import { Link, useNavigate } from 'react-router'
import { useUser } from '#ui/api/session.ts'
import type { RowKey, View, ViewState } from '#ui/list/description.ts'
import { EmptyList } from '#ui/list/list-states.tsx'
import { List } from '#ui/list/list.tsx'
import { useText, type Translate } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { Visit } from '../../visit.ts'
import { openVisit } from '../dialogs.ts'
import { useRowMenu } from '../list/row-menu.ts'
import { useVisitDescription } from '../list/use-visit-description.ts'
import { rowKeys } from '../list/visit-list.tsx'
import { useVisitActs } from '../use-visit-acts.ts'
import { VisitPanel } from '../visit/visit-panel.tsx'
import { dayAfter, DayStrip } from './day-strip.tsx'
import { Grip, takesAlong } from './grip.tsx'
import { useBulkActions } from './use-bulk-actions.ts'

/** What a pane beside the table is told: which visits are shown, and how to open one. */
export interface PaneProps {
  /** The parameters of `GET /visits` that find what the table shows. */
  params: Record<string, string[]>
  onOpen: (visitId: string) => void
}

export interface PlanningProps {
  views?: View[]
  Map?: ComponentType<PaneProps>
  Week?: ComponentType<PaneProps>
}

const wanted: Parameters<typeof useVisitDescription>[0] = {
  id: 'visits.planning',
  title: 'visits.planning',
  countText: 'visits.proposals',
  defaultSort: 'postalCode',
  always: { state: ['proposed'] },
  states: ['proposed', 'planned', 'confirmed', 'missed'],
  Grip,
}

/** Detail planning: the proposals as a fast table, put on days, given away and accepted. */
export function Planning({ Map, Week }: PlanningProps) {
  const t = useText()
  const go = useNavigate()
  const acts = useVisitActs()
  const rowMenu = useRowMenu()
  const bulk = useBulkActions(wanted.always, 'planning')
  const [pane, setPane] = useState<'map' | 'week'>()
  const [shown, setShown] = useState<Record<string, string[]>>(wanted.always)
  const views = useMemo(() => presets(t), [t])
  const Pane = pane === 'map' ? Map : pane === 'week' ? Week : undefined
  const keys = useMemo<RowKey<Visit>[]>(
    () => [
      ...rowKeys,
      {
        id: 'visit.accept',
        text: 'visit.accept',
        keys: ['a'],
        run: (visit) =>
          visit.can.includes('change') && visit.state === 'proposed' && void acts.accept(visit).catch(complain),
      },
    ],
    [acts],
  )
  return (
    <div className="planning">
      <List
        description={useVisitDescription(wanted)}
        onOpen={(visit) => void go(`/visits/${visit.id}`)}
        renderPeek={(id) => <VisitPanel key={id} id={id} />}
        rowMenu={rowMenu}
        rowKeys={keys}
        bulkActions={bulk}
        views={views}
        renderAbove={({ state, chosen, count }) => {
          takesAlong(chosen, count)
          return <DayStrip state={state} always={wanted.always} chosen={chosen} count={count} />
        }}
        renderTools={({ state }) => (
          <Tools
            state={state}
            {...(Map && { onMap: () => setPane(pane === 'map' ? undefined : 'map') })}
            {...(Week && { onWeek: () => setPane(pane === 'week' ? undefined : 'week') })}
            pane={pane}
            onShown={setShown}
          />
        )}
        empty={<NoProposals />}
      />
      {Pane && (
        <aside className="planning-pane" aria-label={t(pane === 'map' ? 'visits.map' : 'visits.week')}>
          <Pane params={shown} onOpen={(id) => void openVisit({ id })} />
        </aside>
      )}
    </div>
  )
}
