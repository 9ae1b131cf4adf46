import { IconCalendarWeek, IconChecks, IconMap2 } from '@tabler/icons-react'
import { useEffect, useMemo, useState, type ComponentType } from 'react'
import { Link, useNavigate } from 'react-router'
import { dayNumber, dayOf, weekdayOf } from '#kernel/day.ts'
import { useUser } from '#ui/api/session.ts'
import type { RowKey, View, ViewState } from '#ui/list/description.ts'
import { EmptyList } from '#ui/list/list-states.tsx'
import { List } from '#ui/list/list.tsx'
import { useText, type Translate } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import { useLatest } from '#ui/use-latest.ts'
import type { Visit } from '../../visit.ts'
import { openVisit } from '../dialogs.ts'
import { useRowMenu } from '../list/row-menu.ts'
import { useVisitDescription } from '../list/use-visit-description.ts'
import { rowKeys } from '../list/visit-list.tsx'
import { useVisitActs } from '../use-visit-acts.ts'
import { today } from '../visit-parts.tsx'
import { VisitPanel } from '../visit/visit-panel.tsx'
import { DayStrip } from './day-strip.tsx'
import { Grip, takesAlong } from './grip.tsx'
import { useBulkActions } from './use-bulk-actions.ts'
import './planning.css'

/** What a pane beside the table is told: which visits are shown, and how to open one. */
export interface PaneProps {
  /** The parameters of `GET /visits` that find what the table shows. */
  params: Record<string, string[]>
  onOpen: (visitId: string) => void
}

export interface PlanningProps {
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
          visit.can.includes('change') &&
          visit.state === 'proposed' &&
          void acts.accept(visit).catch(complain),
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

interface ToolsProps {
  state: ViewState
  pane: 'map' | 'week' | undefined
  onMap?: () => void
  onWeek?: () => void
  onShown: (params: Record<string, string[]>) => void
}

/** Panes beside the table, and accepting all that it shows. */
function Tools({ state, pane, onMap, onWeek, onShown }: ToolsProps) {
  const t = useText()
  const { bulk } = useVisitActs()
  const mayChange = useUser().role !== 'guest'
  const params = JSON.stringify({ ...wanted.always, ...state.filters, ...(state.q && { q: [state.q] }) })
  const tell = useLatest(onShown)
  useEffect(() => tell.current(JSON.parse(params) as Record<string, string[]>), [params, tell])
  const acceptAll = () =>
    bulk(
      { filter: { q: state.q, filters: { ...state.filters, state: ['proposed'] } }, except: [] },
      { accept: true },
      wanted.always,
    )
  return (
    <>
      {onMap && (
        <button
          type="button"
          className="button ghost bar-button"
          aria-pressed={pane === 'map'}
          onClick={onMap}
        >
          <IconMap2 size={16} stroke={1.75} />
          <span>{t('visits.map')}</span>
        </button>
      )}
      {onWeek && (
        <button
          type="button"
          className="button ghost bar-button"
          aria-pressed={pane === 'week'}
          onClick={onWeek}
        >
          <IconCalendarWeek size={16} stroke={1.75} />
          <span>{t('visits.week')}</span>
        </button>
      )}
      {mayChange && (
        <button type="button" className="button bar-button" onClick={() => void acceptAll().catch(complain)}>
          <IconChecks size={16} stroke={1.75} />
          <span>{t('visits.accept_all')}</span>
        </button>
      )}
    </>
  )
}

function presets(t: Translate): View[] {
  const preset = (id: string, name: string, filters: Record<string, string[]>): View => ({
    id,
    name,
    shared: true,
    mine: false,
    state: { q: '', sort: 'postalCode', filters },
  })
  const monday = dayNumber(today()) - weekdayOf(dayNumber(today())) + 1
  const week = (from: number) => ({ from: [dayOf(from)], to: [dayOf(from + 6)] })
  return [
    preset('mine', t('visits.view.mine'), { assignee: ['me'] }),
    preset('week', t('visits.view.week'), week(monday)),
    preset('next', t('visits.view.next_week'), week(monday + 7)),
    preset('unplaced', t('visits.view.unplaced'), { unplaced: ['true'] }),
  ]
}

function NoProposals() {
  const t = useText()
  return (
    <EmptyList title={t('visits.no_proposals')} text={t('visits.no_proposals_text')}>
      <Link className="button primary" to="/visits/plans">
        {t('visits.to_plans')}
      </Link>
      <Link className="button" to="/visits/all">
        {t('visits.to_list')}
      </Link>
    </EmptyList>
  )
}
