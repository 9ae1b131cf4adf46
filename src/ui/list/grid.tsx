import { useVirtualizer } from '@tanstack/react-virtual'
import {
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type CSSProperties,
  type Ref,
} from 'react'
import { useLanguage, useText } from '../texts.ts'
import { complain } from '../undo.ts'
import { useLate } from '../use-late.ts'
import { useLatest } from '../use-latest.ts'
import type { Columns } from './columns.ts'
import type { ListDescription, RowKey, Selection } from './description.ts'
import { GridHead } from './grid-head.tsx'
import { GridRow, type RowActions } from './grid-row.tsx'
import type { RowMenuPlace } from './row-menu.tsx'
import { everything, isChoosing, isChosen, nothing, toggled, withRows } from './selection.ts'
import { useGridKeys } from './use-grid-keys.ts'
import { usePlace, type Place } from './use-place.ts'
import type { Rows } from './use-rows.ts'

/** What the screen around may ask of the grid. */
export interface GridHandle {
  focus: () => void
  step: (by: number) => void
  open: () => void
}

export interface GridProps<Row> {
  description: ListDescription<Row>
  rows: Rows<Row>
  columns: Columns<Row>
  selection: Selection
  setSelection: (selection: Selection) => void
  /** The question as a text; another one begins at the top. */
  question: string
  sort: string
  peek: string
  phone: boolean
  handle: Ref<GridHandle>
  onSort: (sort: string) => void
  onSeen: (seen: { from: number; to: number }) => void
  onOpen: (row: Row) => void
  onPeek?: (id: string) => void
  onClosePeek?: () => void
  rowKeys?: RowKey<Row>[]
  onMenu?: (place: RowMenuPlace<Row>) => void
}

/** The rows on the screen, out of any number; one stop for the Tab key, moved in by arrows. */
export function Grid<Row>(props: GridProps<Row>) {
  const { description, rows, columns, selection, setSelection, phone } = props
  const t = useText()
  const language = useLanguage()
  const scroller = useRef<HTMLDivElement>(null)
  const [editing, setEditing] = useState<{ id: string; column: string }>()
  const rowHeight = phone ? 60 : 36
  // Rows beyond the edge are for whoever scrolls: a fresh answer is on the screen sooner without them.
  const rested = useLate(!rows.stale && !rows.pending, 250)
  const beyond = rested ? 8 : 1
  // oxlint-disable-next-line react/incompatible-library -- it is read anew at every drawing, nothing is memoised from it
  const virtual = useVirtualizer({
    count: rows.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: beyond,
    useFlushSync: false,
    scrollPaddingStart: phone ? 0 : 32,
  })
  // A transition would do, but drawing one costs more than the whole answer.
  const waiting = useLate(rows.stale, 150)
  const { place, setPlace, startOver } = usePlace(rows.count, virtual.scrollToIndex)
  const items = virtual.getVirtualItems()
  useSeen(items[0]?.index ?? 0, (items.at(-1)?.index ?? 32) + 8 - beyond, props.onSeen)
  useLayoutEffect(() => virtual.measure(), [virtual, rowHeight])
  useStartOver(virtual, props.question, startOver)
  const active = Math.min(place.row, Math.max(0, rows.count - 1))
  const goTo = (index: number, column = place.column) => {
    const row = Math.max(0, Math.min(index, rows.count - 1))
    setPlace({ row, column })
    virtual.scrollToIndex(row)
    const there = rows.at(row)
    if (props.peek && there) props.onPeek?.(description.rowId(there))
  }
  const goToEnd = () => {
    setPlace({ row: Infinity, column: place.column })
    if (rows.totalIsMinimum || rows.total === undefined) void rows.countAll().catch(complain)
  }
  useEffect(() => {
    if (place.row === Infinity) virtual.scrollToIndex(rows.count - 1)
  }, [place.row, rows.count, virtual])
  const keys = useGridKeys({ ...props, active, place, goTo, goToEnd, setPlace, setEditing })
  useImperativeHandle(props.handle, () => ({
    focus: () => scroller.current?.focus({ preventScroll: true }),
    step: (by) => goTo(active + by),
    open: () => keys.open(),
  }))
  const actions = useRowActions(props, { goTo, setPlace, setEditing, active, grid: scroller })
  const style = {
    '--cols': templateOf(columns),
    '--min': phone ? '0' : `${minimumOf(columns)}px`,
  } as CSSProperties
  return (
    <div
      ref={scroller}
      className={waiting ? 'grid waiting' : 'grid'}
      role="grid"
      tabIndex={0}
      aria-label={t(description.title)}
      aria-rowcount={rows.totalIsMinimum || rows.total === undefined ? -1 : rows.total + 1}
      aria-colcount={columns.shown.length + 1}
      aria-multiselectable="true"
      aria-activedescendant={rows.count ? `row-${active}` : undefined}
      aria-busy={rows.pending || rows.stale}
      style={style}
      onKeyDown={(event) => event.target === event.currentTarget && keys.onKey(event)}
    >
      {!phone && (
        <GridHead
          {...{ columns, sort: props.sort, onSort: props.onSort }}
          chosen={
            selection === nothing ? 'none' : selection.mode === 'all' && !selection.ids.size ? 'all' : 'some'
          }
          onChooseAll={(all) => setSelection(all ? everything : nothing)}
        />
      )}
      <div
        role="rowgroup"
        className="grid-rows"
        style={{ height: rows.count ? virtual.getTotalSize() : undefined }}
      >
        {items.map((item) => {
          const row = rows.at(item.index)
          const id = row === undefined ? undefined : description.rowId(row)
          return (
            <GridRow
              key={item.index}
              {...{ row, id, phone, language, description, actions }}
              columns={columns.shown}
              index={item.index}
              top={item.start}
              active={item.index === active}
              column={item.index === active ? place.column : undefined}
              chosen={id !== undefined && isChosen(selection, id)}
              peeked={id !== undefined && id === props.peek}
              editing={editing?.id === id ? editing?.column : undefined}
            />
          )
        })}
        {rows.pending && !rows.stale && <Skeleton phone={phone} />}
      </div>
    </div>
  )
}

/** Grey lines, but only if the answer takes longer than one notices. */
function Skeleton({ phone }: { phone: boolean }) {
  const t = useText()
  return (
    <div role="row" className="skeleton late">
      <span role="gridcell" aria-label={t('list.loading')} />
      {Array.from({ length: 14 }, (_, i) => (
        <span key={i} aria-hidden="true" style={{ height: phone ? 60 : 36 }}>
          <span className="bone" style={{ width: `${38 + ((i * 29) % 34)}%` }} />
        </span>
      ))}
    </div>
  )
}

interface Inner {
  goTo: (index: number) => void
  setPlace: (place: Place) => void
  setEditing: (cell: { id: string; column: string } | undefined) => void
  active: number
  grid: React.RefObject<HTMLDivElement | null>
}

/** What a row may do, as one object that never changes, so that rows are not drawn again for nothing. */
function useRowActions<Row>(props: GridProps<Row>, inner: Inner): RowActions<Row> {
  const latest = useLatest({ props, inner })
  return useMemo<RowActions<Row>>(
    () => ({
      press: (row, index, how) => {
        const { props, inner } = latest.current
        const { description, selection, setSelection, rows } = props
        const id = description.rowId(row)
        inner.setPlace({ row: index, column: undefined })
        if (how === 'range') {
          const [from, to] = [Math.min(inner.active, index), Math.max(inner.active, index)]
          setSelection(withRows(selection, rows.idsBetween(from, to)))
        } else if (how === 'toggle' || (how === 'peek' && props.phone && isChoosing(selection)))
          setSelection(toggled(selection, id))
        else if (how === 'open' || !props.onPeek) props.onOpen(row)
        else props.onPeek(id)
      },
      menu: (row, index, at) => {
        const { props, inner } = latest.current
        inner.setPlace({ row: index, column: undefined })
        props.onMenu?.({ row, at })
      },
      edit: (id, column) => latest.current.inner.setEditing({ id, column }),
      endEdit: () => {
        const { inner } = latest.current
        inner.setEditing(undefined)
        inner.grid.current?.focus({ preventScroll: true })
      },
    }),
    [latest],
  )
}

function useSeen(from: number, to: number, onSeen: GridProps<unknown>['onSeen']): void {
  useEffect(() => {
    // Rows that only fly past are not asked for.
    const timer = setTimeout(() => onSeen({ from, to }), 60)
    return () => clearTimeout(timer)
  }, [from, to, onSeen])
}

/** Another order or question begins at the top. */
function useStartOver(
  virtual: { scrollOffset: number | null; scrollToOffset: (offset: number) => void },
  question: string,
  reset: () => void,
): void {
  const before = useRef(question)
  const start = useLatest(() => {
    // Asking for it where one is there already makes the browser lay everything out once more.
    if (virtual.scrollOffset) virtual.scrollToOffset(0)
    reset()
  })
  useEffect(() => {
    if (before.current === question) return
    before.current = question
    start.current()
  }, [question, start])
}

function templateOf<Row>(columns: Columns<Row>): string {
  const tracks = columns.shown.map(
    (column) => `minmax(${columns.widthOf(column)}px, ${columns.widthOf(column)}fr)`,
  )
  return `36px ${tracks.join(' ')} 36px`
}

function minimumOf<Row>(columns: Columns<Row>): number {
  return columns.shown.reduce((sum, column) => sum + columns.widthOf(column), 72)
}
