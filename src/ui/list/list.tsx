import { useCallback, useMemo, useRef, useState, type ReactNode } from 'react'
import { useText } from '../texts.ts'
import { usePhone } from '../use-phone.ts'
import { BulkBar } from './bulk-bar.tsx'
import { useColumns } from './columns.ts'
import type { ListProps, Selection } from './description.ts'
import { FilterChips } from './filter-chips.tsx'
import { isSet } from './filter-words.ts'
import { Grid, type GridHandle } from './grid.tsx'
import { ListBar } from './list-bar.tsx'
import './bar.css'
import './list.css'
import { questionKey } from './list-state.ts'
import { EmptyResult, ListError } from './list-states.tsx'
import { RowMenu, type RowMenuPlace } from './row-menu.tsx'
import { chosenCount, chosenOf, nothing } from './selection.ts'
import { SidePanel } from './side-panel.tsx'
import { StatusLine } from './status-line.tsx'
import { useListState } from './use-list-state.ts'
import { useRows } from './use-rows.ts'
import { useTyped } from './use-typed.ts'

/** The list: any number of rows, found, filtered, sorted, chosen and changed without leaving it. */
export function List<Row>(props: ListProps<Row>) {
  const { description, onOpen, views = [], Marks = Unmarked } = props
  const t = useText()
  const phone = usePhone()
  // In the hand there is no room beside the list: a tap opens the page.
  const renderPeek = phone ? undefined : props.renderPeek
  const address = useListState(description.filters, description.defaultSort)
  const { state, change, type, settle } = useTyped(...address)
  const view = views.find((candidate) => candidate.id === state.view)
  const columns = useColumns(description.id, description.columns, view?.state.columns)
  const [seen, setSeen] = useState({ from: 0, to: 40 })
  const rows = useRows(description, state, seen)
  const [selection, setSelection] = useSelection(questionKey(state))
  const [menu, setMenu] = useState<RowMenuPlace<Row>>()
  const grid = useRef<GridHandle>(null)
  const narrowed = state.q !== '' || description.filters.some((filter) => isSet(filter, state.filters))
  const openPeek = useCallback((id: string) => change({ peek: id }, 'replace'), [change])
  const search = (q: string) => {
    rows.expect({ ...state, q })
    type(q)
  }
  const closePeek = () => {
    change({ peek: '' }, 'replace')
    grid.current?.focus()
  }
  const nothingHere = !rows.pending && !rows.stale && !rows.error && rows.count === 0
  return (
    <div className={state.peek && renderPeek ? 'list peeking' : 'list'}>
      <ListBar
        {...{ ...props, state, change, columns, view }}
        busy={rows.stale}
        onSearch={search}
        onSearched={settle}
        onLeaveSearch={() => grid.current?.focus()}
      />
      <FilterChips filters={description.filters} state={state} change={change} />
      {props.renderAbove?.({
        state,
        chosen: chosenOf(selection, state),
        count: chosenCount(selection, rows.total),
      })}
      <div className="list-body">
        <section className="list-main" aria-label={t(description.title)}>
          {rows.error ? (
            <ListError error={rows.error} onRetry={rows.retry} />
          ) : nothingHere ? (
            narrowed ? (
              <EmptyResult onClear={() => change({ q: '', filters: {}, view: '' })} />
            ) : (
              props.empty
            )
          ) : (
            <Marks q={rows.q}>
              <Grid
                handle={grid}
                {...{ description, rows, columns, selection, setSelection, phone, onOpen }}
                question={questionKey(state)}
                sort={state.sort}
                peek={state.peek}
                onSort={(sort) => change({ sort })}
                onSeen={setSeen}
                {...(renderPeek && { onPeek: openPeek, onClosePeek: closePeek })}
                {...(props.rowKeys && { rowKeys: props.rowKeys })}
                {...(props.rowMenu && { onMenu: setMenu })}
              />
            </Marks>
          )}
          {props.bulkActions && (
            <BulkBar {...{ selection, setSelection, rows, state }} actions={props.bulkActions} />
          )}
          <StatusLine {...{ description, rows }} peekable={renderPeek !== undefined} />
        </section>
        {state.peek && renderPeek && (
          <SidePanel
            key="peek"
            onClose={closePeek}
            onStep={(by) => grid.current?.step(by)}
            onOpen={() => grid.current?.open()}
          >
            {renderPeek(state.peek)}
          </SidePanel>
        )}
      </div>
      {menu && props.rowMenu && (
        <RowMenu place={menu} items={props.rowMenu(menu.row)} onClose={() => setMenu(undefined)} />
      )}
    </div>
  )
}

function Unmarked({ children }: { children: ReactNode }) {
  return children
}

/** What is chosen belongs to one question: another filter begins with nothing chosen. */
function useSelection(question: string): [Selection, (selection: Selection) => void] {
  const [kept, setKept] = useState({ question, selection: nothing })
  const selection = kept.question === question ? kept.selection : nothing
  const choose = useCallback((selection: Selection) => setKept({ question, selection }), [question])
  return useMemo(() => [selection, choose], [selection, choose])
}
