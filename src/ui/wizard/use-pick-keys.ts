import { useRef, type KeyboardEvent } from 'react'
import { useCommands, type Command } from '../keys.ts'
import { everything, isChosen, nothing, toggled, withRows } from '../list/selection.ts'
import type { PickListProps } from './pick-list.tsx'
import { only, pickedOf } from './picked.ts'

interface Keys<Row> extends PickListProps<Row> {
  active: number
  /** Answers where one came to. */
  goTo: (index: number) => number
}

const page = 10

/** The keys of a list to pick from: the arrows while it has the focus, the others anywhere outside a field. */
export function usePickKeys<Row>(keys: Keys<Row>) {
  const { rows, rowId, active, goTo, selection, onSelect, marks } = keys
  const row = rows.items[active]
  const anchor = useRef<number>(undefined)
  const move = (to: number) => {
    anchor.current = undefined
    const there = rows.items[goTo(to)]
    if (there !== undefined) onSelect(only(rowId(there)))
  }
  const stretch = (by: number) => {
    anchor.current ??= active
    const to = goTo(active + by)
    const [from, end] = [Math.min(anchor.current, to), Math.max(anchor.current, to)]
    onSelect(withRows(nothing, rows.items.slice(from, end + 1).map(rowId)))
  }
  const mark = () => {
    if (row === undefined || !marks) return
    const isIn = isChosen(selection, rowId(row))
    marks.mark(isIn ? pickedOf(selection) : { ids: [rowId(row)] }, !marks.isMarked(row))
  }
  const commands: Command[] = [
    { id: 'pick.mark', text: 'pick.keys.mark', keys: ['Space'], keyOnly: true, run: mark },
    {
      id: 'pick.open',
      text: 'list.keys.open',
      keys: ['Enter'],
      keyOnly: true,
      run: () => row !== undefined && keys.onOpen?.(row),
    },
    { id: 'pick.all', text: 'list.choose_all', keys: ['mod+a'], run: () => onSelect(everything) },
    { id: 'pick.leave', text: 'bulk.clear', keys: ['Escape'], keyOnly: true, run: () => onSelect(nothing) },
    { id: 'pick.first', text: 'list.keys.first', keys: ['Home'], keyOnly: true, run: () => move(0) },
    {
      id: 'pick.last',
      text: 'list.keys.last',
      keys: ['End'],
      keyOnly: true,
      run: () => move(rows.count - 1),
    },
    {
      id: 'pick.page_down',
      text: 'list.keys.page_down',
      keys: ['PageDown'],
      keyOnly: true,
      run: () => move(active + page),
    },
    {
      id: 'pick.page_up',
      text: 'list.keys.page_up',
      keys: ['PageUp'],
      keyOnly: true,
      run: () => move(active - page),
    },
  ]
  useCommands('pick.keys', commands)
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.key === ' ' && (event.ctrlKey || event.metaKey) && row !== undefined)
      onSelect(toggled(selection, rowId(row)))
    else if (!step) return
    else if (event.shiftKey) stretch(step)
    else if (event.ctrlKey || event.metaKey) {
      anchor.current = undefined
      goTo(active + step)
    } else move(active + step)
    event.preventDefault()
  }
  return { onKey }
}
