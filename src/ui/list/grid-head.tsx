import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useRef, type PointerEvent } from 'react'
import { useText } from '../texts.ts'
import type { Columns } from './columns.ts'
import { labelOf, type Column } from './description.ts'
import { nextSort } from './list-state.ts'

interface GridHeadProps<Row> {
  columns: Columns<Row>
  sort: string
  onSort: (sort: string) => void
  chosen: 'none' | 'some' | 'all'
  onChooseAll: (all: boolean) => void
}

/** The headings: click to sort, drag an edge to widen. They stay while the rows scroll. */
export function GridHead<Row>({ columns, sort, onSort, chosen, onChooseAll }: GridHeadProps<Row>) {
  const t = useText()
  return (
    <div role="rowgroup" className="grid-head">
      <div role="row" className="grid-head-row" aria-rowindex={1}>
        <span role="columnheader" className="cell cell-check">
          <input
            type="checkbox"
            className="check"
            checked={chosen === 'all'}
            ref={(box) => {
              if (box) box.indeterminate = chosen === 'some'
            }}
            onChange={() => onChooseAll(chosen !== 'all')}
            aria-label={t('list.choose_all')}
          />
        </span>
        {columns.shown.map((column) => (
          <Heading key={column.id} {...{ column, columns, sort, onSort }} />
        ))}
        <span role="columnheader" className="cell">
          <span className="sr-only">{t('list.actions')}</span>
        </span>
      </div>
    </div>
  )
}

function Heading<Row>(props: {
  column: Column<Row>
  columns: Columns<Row>
  sort: string
  onSort: (sort: string) => void
}) {
  const t = useText()
  const { column, columns, sort, onSort } = props
  const field = column.sort
  const direction =
    field && sort === field ? 'ascending' : field && sort === `-${field}` ? 'descending' : undefined
  const Arrow = direction === 'descending' ? IconArrowDown : IconArrowUp
  return (
    <span
      role="columnheader"
      className={column.align === 'end' ? 'cell end' : 'cell'}
      aria-sort={field ? (direction ?? 'none') : undefined}
    >
      {field ? (
        <button
          type="button"
          className={direction ? 'heading sorted' : 'heading'}
          onClick={() => onSort(nextSort(sort, field))}
        >
          <span className="cut">{labelOf(column, t)}</span>
          {direction && <Arrow size={14} stroke={2} />}
        </button>
      ) : (
        <span className="heading cut">{labelOf(column, t)}</span>
      )}
      <Edge onWiden={(width) => columns.resize(column.id, width)} />
    </span>
  )
}

/** The edge to drag; its twin for the keyboard is in the column menu. */
function Edge({ onWiden }: { onWiden: (width: number) => void }) {
  const start = useRef<{ x: number; width: number }>(undefined)
  const begin = (event: PointerEvent<HTMLSpanElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    start.current = { x: event.clientX, width: event.currentTarget.parentElement?.offsetWidth ?? 0 }
  }
  return (
    <span
      className="edge"
      aria-hidden="true"
      onPointerDown={begin}
      onPointerMove={(event) =>
        start.current && onWiden(start.current.width + event.clientX - start.current.x)
      }
      onPointerUp={() => (start.current = undefined)}
    />
  )
}
