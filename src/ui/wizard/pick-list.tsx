import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import type { Selection } from '../list/description.ts'
import { ListError } from '../list/list-states.tsx'
import { isChosen, isChoosing, toggled, withRows } from '../list/selection.ts'
import { useText } from '../texts.ts'
import { useLatest } from '../use-latest.ts'
import { usePhone } from '../use-phone.ts'
import { PickHead } from './pick-head.tsx'
import { PickRow, type PickRowActions } from './pick-row.tsx'
import { only, type Picked } from './picked.ts'
import { usePickKeys } from './use-pick-keys.ts'
import type { PickRows } from './use-pick-rows.ts'
import '../list/bar.css'
import '../list/list.css'
import './pick-list.css'

/** Which rows are taken along: at first all of them. Apart from the selection, of which several things can be said. */
export interface Marks<Row> {
  isMarked: (row: Row) => boolean
  /** Why a row cannot be marked as it is. */
  hindrance?: (row: Row) => string | undefined
  count: number
  total: number
  mark: (picked: Picked, marked: boolean) => void
}

export interface PickListProps<Row> {
  label: string
  rows: PickRows<Row>
  rowId: (row: Row) => string
  rowName: (row: Row) => string
  /** The line of a row: plain spans, because hundreds of them fly past. */
  renderRow: (row: Row) => ReactNode
  /** Without them nothing can be marked. */
  marks?: Marks<Row>
  selection: Selection
  onSelect: (selection: Selection) => void
  /** What can be done with the selection, once it is more than one row. */
  renderBar?: (picked: Picked, count: number) => ReactNode
  /** Search and what else stands above the list. */
  tools?: ReactNode
  /** Instead of rows, where there are none. */
  empty: ReactNode
  /** Enter, a double click, or a tap on the phone. */
  onOpen?: (row: Row) => void
  /** On the desk and on the phone. */
  rowHeights?: readonly [desk: number, phone: number]
}

const HEIGHTS = [52, 76] as const

/** Rows of which one says which are taken along, and of several at once what they are about. */
export function PickList<Row>(props: PickListProps<Row>) {
  const { rows, rowId, selection, marks } = props
  const t = useText()
  const phone = usePhone()
  const scroller = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState(0)
  const rowHeight = (props.rowHeights ?? HEIGHTS)[phone ? 1 : 0]
  // oxlint-disable-next-line react/incompatible-library -- it is read anew at every drawing, nothing is memoised from it
  const virtual = useVirtualizer({
    count: rows.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    useFlushSync: false,
  })
  useLayoutEffect(() => virtual.measure(), [virtual, rowHeight])
  const shown = virtual.getVirtualItems()
  useMore(rows, shown.at(-1)?.index ?? 0)
  const active = Math.max(0, Math.min(at, rows.count - 1))
  const goTo = (index: number) => {
    const to = Math.max(0, Math.min(index, rows.count - 1))
    setAt(to)
    virtual.scrollToIndex(to)
    return to
  }
  const keys = usePickKeys({ ...props, active, goTo })
  const actions = useActions(props, { active, setAt, phone, focus: () => scroller.current?.focus() })
  const { error, items } = rows
  if (error && items.length === 0) return <ListError error={error} onRetry={rows.retry} />
  return (
    <div className="picks">
      {props.tools && <div className="picks-tools">{props.tools}</div>}
      <PickHead {...props} />
      {rows.count === 0 && !rows.pending ? (
        props.empty
      ) : (
        <div
          ref={scroller}
          className={rows.stale ? 'picks-grid waiting' : 'picks-grid'}
          role="grid"
          tabIndex={0}
          aria-label={props.label}
          aria-rowcount={rows.hasMore ? -1 : rows.count}
          aria-multiselectable="true"
          aria-activedescendant={rows.count ? `pick-${active}` : undefined}
          aria-busy={rows.pending || rows.stale}
          onKeyDown={(event) => event.target === event.currentTarget && keys.onKey(event)}
        >
          <div role="rowgroup" className="picks-rows" style={{ height: virtual.getTotalSize() }}>
            {rows.pending && <Bones rowHeight={rowHeight} label={t('list.loading')} />}
            {shown.map((place) => {
              const row = items[place.index]
              const id = row && rowId(row)
              return (
                <PickRow
                  key={place.index}
                  {...{ row, id, phone, actions }}
                  renderRow={props.renderRow}
                  rowName={props.rowName}
                  index={place.index}
                  top={place.start}
                  height={rowHeight}
                  active={place.index === active}
                  chosen={id !== undefined && isChosen(selection, id)}
                  marked={row !== undefined && marks ? marks.isMarked(row) : undefined}
                  hindrance={row !== undefined ? marks?.hindrance?.(row) : undefined}
                />
              )
            })}
          </div>
        </div>
      )}
      {error && (
        <p className="picks-fault" role="alert">
          {error.message}
          <button type="button" className="button small" onClick={rows.retry}>
            {t('error.again')}
          </button>
        </p>
      )}
    </div>
  )
}

/** Nothing has come yet: grey lines, but only if it takes longer than one notices. */
function Bones({ rowHeight, label }: { rowHeight: number; label: string }) {
  return (
    <div role="row" className="picks-bones late">
      <span role="gridcell" aria-label={label} />
      {Array.from({ length: 8 }, (_, i) => (
        <span key={i} aria-hidden="true" style={{ height: rowHeight }}>
          <span className="bone" style={{ width: `${36 + ((i * 29) % 38)}%` }} />
        </span>
      ))}
    </div>
  )
}

/** The next page comes as soon as its place is near. */
function useMore<Row>({ items, hasMore, loadMore }: PickRows<Row>, last: number): void {
  const more = useLatest(loadMore)
  const after = hasMore && last >= items.length - 20 ? items.length : undefined
  useEffect(() => {
    if (after !== undefined) more.current()
  }, [after, more])
}

interface Inner {
  active: number
  phone: boolean
  setAt: (index: number) => void
  focus: () => void
}

/** What a row may do, as one object that never changes, so that rows are not drawn again for nothing. */
function useActions<Row>(props: PickListProps<Row>, inner: Inner): PickRowActions<Row> {
  const latest = useLatest({ props, inner })
  return useMemo<PickRowActions<Row>>(
    () => ({
      press: (row, index, how) => {
        const { props, inner } = latest.current
        const { rowId, selection, onSelect, marks } = props
        const id = rowId(row)
        inner.setAt(index)
        if (how === 'mark') marks?.mark({ ids: [id] }, !marks.isMarked(row))
        else if (how === 'range') {
          const [from, to] = [Math.min(inner.active, index), Math.max(inner.active, index)]
          onSelect(withRows(selection, props.rows.items.slice(from, to + 1).map(rowId)))
        } else if (how === 'toggle' || (inner.phone && isChoosing(selection)))
          onSelect(toggled(selection, id))
        else if (inner.phone) props.onOpen?.(row)
        else onSelect(only(id))
        if (!inner.phone) inner.focus()
      },
      open: (row) => latest.current.props.onOpen?.(row),
    }),
    [latest],
  )
}
