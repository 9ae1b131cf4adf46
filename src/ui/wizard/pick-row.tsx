import { memo, type MouseEvent, type ReactNode } from 'react'
import { useLongPress } from '../list/use-long-press.ts'
import { useText } from '../texts.ts'

export interface PickRowActions<Row> {
  press: (row: Row, index: number, how: 'only' | 'toggle' | 'range' | 'mark') => void
  open: (row: Row) => void
}

interface PickRowProps<Row> {
  row: Row | undefined
  index: number
  top: number
  height: number
  phone: boolean
  active: boolean
  /** In the selection. */
  chosen: boolean
  /** Undefined: it cannot be marked. */
  marked: boolean | undefined
  actions: PickRowActions<Row>
  rowName: (row: Row) => string
  renderRow: (row: Row) => ReactNode
}

/** One row: its mark, and what it says. */
export const PickRow = memo(function PickRow<Row>(props: PickRowProps<Row>) {
  const { row, index, actions, phone, active, chosen, marked } = props
  const t = useText()
  const touch = useLongPress(() => row !== undefined && actions.press(row, index, 'toggle'))
  const frame = {
    id: `pick-${index}`,
    role: 'row',
    'aria-rowindex': index + 1,
    'aria-selected': chosen,
    className: `picks-row ${active ? 'active' : ''} ${chosen ? 'chosen' : ''} ${marked === false ? 'unmarked' : ''}`,
    style: { height: props.height, transform: `translateY(${props.top}px)` },
  }
  if (row === undefined)
    return (
      <div {...frame}>
        <span role="gridcell" className="picks-cell late" aria-label={t('list.loading')}>
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
      onDoubleClick={(event) => !onMark(event) && actions.open(row)}
    >
      {marked !== undefined && (
        <span role="gridcell" className="picks-mark">
          <input
            type="checkbox"
            className="check"
            tabIndex={-1}
            checked={marked}
            readOnly
            aria-label={t('pick.mark', { name: props.rowName(row) })}
          />
        </span>
      )}
      <span role="gridcell" className="picks-cell">
        {props.renderRow(row)}
      </span>
    </div>
  )
}) as <Row>(props: PickRowProps<Row>) => ReactNode

function howPressed(event: MouseEvent): 'only' | 'toggle' | 'range' | 'mark' {
  if (onMark(event)) return 'mark'
  if (event.shiftKey) return 'range'
  return event.ctrlKey || event.metaKey ? 'toggle' : 'only'
}

function onMark(event: MouseEvent): boolean {
  return (event.target as Element).closest('.picks-mark') !== null
}
