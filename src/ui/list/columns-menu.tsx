import { IconColumns3, IconGripVertical } from '@tabler/icons-react'
import { useState, type DragEvent, type KeyboardEvent } from 'react'
import { Popover } from '../popover.tsx'
import { useText } from '../texts.ts'
import { moved, type Columns } from './columns.ts'
import { labelOf, type Column } from './description.ts'

/** Chooses the columns and their order: by dragging, or with Alt and the arrows; Alt and left or right widens. */
export function ColumnsMenu<Row>({ columns }: { columns: Columns<Row> }) {
  const t = useText()
  return (
    <Popover
      label={t('columns.title')}
      side="end"
      renderOpener={(props) => (
        <button type="button" className="button ghost bar-button" aria-label={t('columns.title')} {...props}>
          <IconColumns3 size={16} stroke={1.75} />
          <span>{t('columns.title')}</span>
        </button>
      )}
    >
      {() => (
        <div className="columns">
          <ColumnLines columns={columns} />
          <p className="columns-hint">{t('columns.hint')}</p>
          <button type="button" className="button ghost small" onClick={columns.reset}>
            {t('columns.reset')}
          </button>
        </div>
      )}
    </Popover>
  )
}

function ColumnLines<Row>({ columns }: { columns: Columns<Row> }) {
  const [dragged, setDragged] = useState<string>()
  const order = columns.shown.map((column) => column.id)
  const drop = (target: string) => {
    if (dragged && dragged !== target && order.includes(target))
      columns.show(moved(order, dragged, order.indexOf(target)))
  }
  return (
    <ul>
      {columns.all.map((column) => (
        <ColumnLine
          key={column.id}
          {...{ column, columns, order }}
          onDrag={() => setDragged(column.id)}
          onOver={() => drop(column.id)}
        />
      ))}
    </ul>
  )
}

interface ColumnLineProps<Row> {
  column: Column<Row>
  columns: Columns<Row>
  order: string[]
  onDrag: () => void
  onOver: () => void
}

function ColumnLine<Row>({ column, columns, order, onDrag, onOver }: ColumnLineProps<Row>) {
  const t = useText()
  const shown = order.includes(column.id)
  const toggle = () => columns.show(shown ? order.filter((id) => id !== column.id) : [...order, column.id])
  const onKey = (event: KeyboardEvent) => {
    if (!event.altKey || !shown) return
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    const wider = { ArrowRight: 16, ArrowLeft: -16 }[event.key]
    if (step) columns.show(moved(order, column.id, Math.max(0, order.indexOf(column.id) + step)))
    else if (wider) columns.resize(column.id, columns.widthOf(column) + wider)
    else return
    event.preventDefault()
  }
  const begin = (event: DragEvent) => {
    event.dataTransfer.effectAllowed = 'move'
    onDrag()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- dragging has its twin in the keys of the box
    <li
      draggable={shown}
      onDragStart={begin}
      onDragEnter={onOver}
      onDragOver={(event) => event.preventDefault()}
    >
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the box inside takes the focus */}
      <label className="menu-item" onKeyDown={onKey}>
        <input type="checkbox" className="check" checked={shown} disabled={column.fixed} onChange={toggle} />
        <span className="grow cut">{labelOf(column, t)}</span>
        {shown && <IconGripVertical className="muted" size={14} stroke={1.75} />}
      </label>
    </li>
  )
}
