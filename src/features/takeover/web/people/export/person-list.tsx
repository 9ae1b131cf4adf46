import { useVirtualizer } from '@tanstack/react-virtual'
import {
  useLayoutEffect,
  useRef,
  useState,
  type DragEvent,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
} from 'react'
import { usePhone } from '#ui/use-phone.ts'
import type { ExportCandidate } from '../../../people-export.ts'
import { PersonRow } from './person-row.tsx'
import { between } from './between.ts'

interface PersonListProps {
  label: string
  side: 'left' | 'right'
  rows: readonly ExportCandidate[]
  selected: ReadonlySet<string>
  onSelect: (ids: ReadonlySet<string>) => void
  /** To the other list: these, or on the phone the one that was tapped. */
  onMove: (rows: readonly ExportCandidate[]) => void
  /** From which list something is being dragged. */
  drag: RefObject<'left' | 'right' | undefined>
  /** What is dropped here comes from the other list. */
  onDrop: () => void
  empty: ReactNode
}

const [DESK, PHONE] = [48, 60]

/** One of the two lists: any number of rows, several of them chosen as in every list, moved by Enter or double click. */
export function PersonList(props: PersonListProps) {
  const { label, side, rows, selected, onSelect, onMove, drag, empty } = props
  const phone = usePhone()
  const scroller = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState({ at: 0, from: 0 })
  const height = phone ? PHONE : DESK
  // oxlint-disable-next-line react/incompatible-library -- it is read anew at every drawing, nothing is memoised from it
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 8,
    useFlushSync: false,
  })
  useLayoutEffect(() => virtual.measure(), [virtual, height])
  const at = Math.max(0, Math.min(place.at, rows.length - 1))
  const chosen = () => rows.filter(({ id }) => selected.has(id))
  const go = (to: number, how: { shift: boolean; keep: boolean }) => {
    const index = Math.max(0, Math.min(to, rows.length - 1))
    const row = rows[index]
    if (!row) return
    const from = how.shift ? place.from : index
    setPlace({ at: index, from })
    virtual.scrollToIndex(index)
    if (how.shift) onSelect(new Set(between(rows, from, index)))
    else if (!how.keep) onSelect(new Set([row.id]))
  }
  const moveFrom = (row: ExportCandidate) => onMove(selected.has(row.id) ? chosen() : [row])
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[at]
    const step = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key]
    if (step !== undefined) go(step, { shift: event.shiftKey, keep: event.ctrlKey || event.metaKey })
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey))
      onSelect(new Set(rows.map(({ id }) => id)))
    else if (event.key === ' ' && row) onSelect(toggled(selected, row.id))
    else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && row) moveFrom(row)
    else return
    event.preventDefault()
  }
  const rowOf = (event: MouseEvent) => {
    const index = (event.target as Element).closest<HTMLElement>('[data-index]')?.dataset['index']
    return index === undefined ? undefined : { index: Number(index), row: rows[Number(index)] }
  }
  const onClick = (event: MouseEvent) => {
    const hit = rowOf(event)
    if (!hit?.row) return
    if (phone || (event.target as Element).closest('.person-move')) return onMove([hit.row])
    if (event.ctrlKey || event.metaKey) {
      setPlace({ at: hit.index, from: hit.index })
      onSelect(toggled(selected, hit.row.id))
    } else go(hit.index, { shift: event.shiftKey, keep: false })
  }
  const target = {
    onDragOver: (event: DragEvent) => drag.current && drag.current !== side && event.preventDefault(),
    onDrop: props.onDrop,
  }
  if (rows.length === 0)
    return (
      <div className="person-list" role="group" aria-label={label} {...target}>
        {empty}
      </div>
    )
  return (
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- it is focusable; an empty one has nothing to move in
    <div
      ref={scroller}
      className="person-list"
      role="listbox"
      tabIndex={0}
      aria-label={label}
      aria-multiselectable="true"
      aria-activedescendant={`${side}-${at}`}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onDoubleClick={(event) => {
        const hit = rowOf(event)
        if (hit?.row && !phone && !(event.target as Element).closest('.person-move')) onMove([hit.row])
      }}
      onDragStart={(event) => {
        const hit = rowOf(event)
        if (hit?.row && !selected.has(hit.row.id)) onSelect(new Set([hit.row.id]))
        event.dataTransfer.effectAllowed = 'move'
        drag.current = side
      }}
      onDragEnd={() => (drag.current = undefined)}
      {...target}
    >
      <div role="presentation" className="person-rows" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index]
          return row ? (
            <PersonRow
              key={row.id}
              {...{ row, side, index, height, top: start }}
              isActive={index === at}
              isSelected={selected.has(row.id)}
            />
          ) : null
        })}
      </div>
    </div>
  )
}

function toggled(selected: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(selected)
  if (!next.delete(id)) next.add(id)
  return next
}
