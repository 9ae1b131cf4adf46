import { IconList } from '@tabler/icons-react'
import { useMemo } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useUser } from '#ui/api/session.ts'
import { FilterChips } from '#ui/list/filter-chips.tsx'
import { FilterMenu } from '#ui/list/filter-menu.tsx'
import '#ui/list/bar.css'
import '#ui/list/list.css'
import { EmptyList } from '#ui/list/list-states.tsx'
import { SearchBox } from '#ui/list/search-box.tsx'
import { useListState } from '#ui/list/use-list-state.ts'
import { useText } from '#ui/texts.ts'
import { today } from '../days.ts'
import { useAskedAbout } from '../list/asked-about.ts'
import { taskFilters } from '../list/task-filters.ts'
import { QuickBar } from '../quick/quick-bar.tsx'
import { useTaskWords } from '../task-api.ts'
import '../tasks.css'
import { BoardColumns } from './board-columns.tsx'
import { columnsOf } from './columns-of.ts'
import type { Grouping } from './columns-of.ts'
import './board.css'

/** The tasks as cards in columns, by how far they are or by when they are due. */
export function TaskBoardScreen() {
  const t = useText()
  const guest = useUser().role === 'guest'
  if (guest) return <EmptyList title={t('tasks.title')} text={t('tasks.guests')} />
  return (
    <div className="tasks">
      <QuickBar />
      <Board />
    </div>
  )
}

function Board() {
  const t = useText()
  const known = useTaskWords()
  const asked = useAskedAbout()
  const [params, setParams] = useSearchParams()
  const grouping: Grouping = params.get('by') === 'due' ? 'due' : 'status'
  // The columns say themselves how far a task is, or when it is due.
  const filters = useMemo(
    () => taskFilters(known, t, asked).filter(({ id }) => !/^(status|due|dueRange)$/.test(id)),
    [known, t, asked],
  )
  const [state, change] = useListState(filters, 'dueDate')
  const group = (by: Grouping) =>
    setParams(
      (now) => {
        if (by === 'status') now.delete('by')
        else now.set('by', by)
        return now
      },
      { replace: true },
    )
  const columns = columnsOf(grouping, today())
  const list = new URLSearchParams(params)
  list.delete('by')
  return (
    <div className="board">
      <div className="list-bar">
        <h1 className="list-title">{t('tasks.title')}</h1>
        <div className="views" role="group" aria-label={t('tasks.board.by')}>
          {(['status', 'due'] as const).map((by) => (
            <button
              key={by}
              type="button"
              className="tab"
              aria-pressed={by === grouping}
              onClick={() => group(by)}
            >
              {t(`tasks.board.by.${by}`)}
            </button>
          ))}
        </div>
        <span className="grow" />
        <SearchBox
          value={state.q}
          fields={[]}
          busy={false}
          onChange={(q) => change({ q }, 'replace')}
          onLeave={() => document.querySelector<HTMLElement>('.board-card')?.focus()}
        />
        <FilterMenu filters={filters} state={state} change={change} />
        <Link className="button ghost bar-button" to={`/tasks?${list}`} aria-label={t('tasks.list')}>
          <IconList size={16} stroke={1.75} />
          <span>{t('tasks.list')}</span>
        </Link>
      </div>
      <FilterChips filters={filters} state={state} change={change} />
      <BoardColumns columns={columns} state={state} ordered={grouping === 'status'} />
    </div>
  )
}
