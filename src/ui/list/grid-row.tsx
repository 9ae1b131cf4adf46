import { IconDots } from '@tabler/icons-react'
import { memo, type MouseEvent } from 'react'
import { useText, type Language } from '../texts.ts'
import type { Column, ListDescription } from './description.ts'
import { useLongPress } from './use-long-press.ts'

export interface RowActions<Row> {
  press: (row: Row, index: number, how: 'peek' | 'open' | 'toggle' | 'range') => void
  menu: (row: Row, index: number, at: { x: number; y: number }) => void
  edit: (id: string, column: string) => void
  endEdit: () => void
}

interface GridRowProps<Row> {
  row: Row | undefined
  id: string | undefined
  index: number
  top: number
  phone: boolean
  /** Not read, but a row is drawn again when the language changes. */
  language: Language
  description: ListDescription<Row>
  columns: Column<Row>[]
  actions: RowActions<Row>
  active: boolean
  column: string | undefined
  chosen: boolean
  peeked: boolean
  editing: string | undefined
}

/** One row: plain spans, because hundreds of them fly past. */
export const GridRow = memo(function GridRow<Row>(props: GridRowProps<Row>) {
  const { row, index, actions, phone, active, chosen, peeked } = props
  const t = useText()
  const touch = useLongPress(() => row !== undefined && actions.press(row, index, 'toggle'))
  const look = `grid-row ${phone ? 'card' : ''} ${active ? 'active' : ''} ${chosen ? 'chosen' : ''} ${peeked ? 'peeked' : ''}`
  const frame = {
    id: `row-${index}`,
    role: 'row',
    'aria-rowindex': index + 2,
    'aria-selected': chosen,
    className: look,
    style: { transform: `translateY(${props.top}px)` },
  }
  if (row === undefined)
    return (
      <div {...frame}>
        <span
          role="gridcell"
          className="cell late"
          style={{ gridColumn: '2 / -1' }}
          aria-label={t('list.loading')}
        >
          <span className="bone" style={{ width: `${30 + ((index * 37) % 45)}%` }} />
        </span>
      </div>
    )
  return (
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus, jsx-a11y/no-static-element-interactions -- the grid takes the keys
    <div
      {...frame}
      {...(phone && touch)}
      onClick={(event) => actions.press(row, index, howPressed(event))}
      onDoubleClick={(event) => !cellOf(event.target)?.dataset['edit'] && actions.press(row, index, 'open')}
      onContextMenu={(event) => {
        event.preventDefault()
        // On a phone a long press chooses; the menu is on the record's page.
        if (!phone) actions.menu(row, index, { x: event.clientX, y: event.clientY })
      }}
    >
      {phone ? <CardCells {...props} row={row} /> : <Cells {...props} row={row} />}
    </div>
  )
}) as <Row>(props: GridRowProps<Row>) => React.ReactNode

function Cells<Row>(props: GridRowProps<Row> & { row: Row }) {
  const t = useText()
  const { row, id = '', columns, actions, index, editing, chosen } = props
  return (
    <>
      <span role="gridcell" className="cell cell-check">
        <input
          type="checkbox"
          className="check"
          tabIndex={-1}
          checked={chosen}
          readOnly
          aria-label={t('list.choose', { name: props.description.rowName(row) })}
        />
      </span>
      {columns.map((column) => (
        // eslint-disable-next-line jsx-a11y/interactive-supports-focus -- the grid takes the keys
        <span
          key={column.id}
          role="gridcell"
          className={`cell ${column.align === 'end' ? 'end num' : ''} ${props.column === column.id ? 'here' : ''}`}
          data-edit={column.editor && column.id}
          onDoubleClick={column.editor && (() => actions.edit(id, column.id))}
        >
          {editing === column.id && column.editor ? (
            // eslint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events -- keeps clicks in the editor from choosing the row
            <span className="cell-editor" onClick={(event) => event.stopPropagation()}>
              {column.editor({ row, close: actions.endEdit })}
            </span>
          ) : (
            column.render(row)
          )}
        </span>
      ))}
      <span role="gridcell" className="cell cell-menu">
        <button
          type="button"
          tabIndex={-1}
          className="icon-button small"
          aria-label={t('list.row_menu', { name: props.description.rowName(row) })}
          onClick={(event) => {
            event.stopPropagation()
            const box = event.currentTarget.getBoundingClientRect()
            actions.menu(row, index, { x: box.right - 200, y: box.bottom + 4 })
          }}
        >
          <IconDots size={16} stroke={1.75} />
        </button>
      </span>
    </>
  )
}

function CardCells<Row>({ row, description }: GridRowProps<Row> & { row: Row }) {
  const card = description.card(row)
  return (
    <span role="gridcell" className="card-cell">
      {card.mark}
      <span className="card-words">
        <span className="card-title cut">{card.title}</span>
        <span className="card-subtitle cut">{card.subtitle}</span>
      </span>
      <span className="card-side">
        {card.side}
        <span className="muted">{card.meta}</span>
      </span>
    </span>
  )
}

function howPressed(event: MouseEvent): 'peek' | 'toggle' | 'range' {
  if (event.shiftKey) return 'range'
  const onCheck = (event.target as Element).closest('.cell-check')
  return onCheck || event.ctrlKey || event.metaKey ? 'toggle' : 'peek'
}

function cellOf(target: EventTarget): HTMLElement | null {
  return (target as Element).closest<HTMLElement>('[role=gridcell]')
}
