import { useRef, type KeyboardEvent } from 'react'
import { useCommands, type Command } from '../keys.ts'
import type { GridProps } from './grid.tsx'
import { everything, nothing, toggled, withRows } from './selection.ts'
import type { Place } from './use-place.ts'

interface Keys<Row> extends GridProps<Row> {
  active: number
  place: Place
  goTo: (row: number, column?: string) => void
  goToEnd: () => void
  setPlace: (place: Place) => void
  setEditing: (cell: { id: string; column: string } | undefined) => void
}

const page = 15

/** The keys of a list. They work while the list has the focus; the letters work anywhere outside a field. */
export function useGridKeys<Row>(keys: Keys<Row>) {
  const { rows, description, active, goTo, selection, setSelection } = keys
  const row = rows.at(active)
  const id = row === undefined ? undefined : description.rowId(row)
  const anchor = useRef<number>(undefined)
  const open = () => row !== undefined && keys.onOpen(row)
  const peek = () => {
    if (id === undefined) return
    if (keys.peek === id) keys.onClosePeek?.()
    else keys.onPeek?.(id)
  }
  const stretch = (by: number) => {
    anchor.current ??= active
    const to = Math.max(0, Math.min(active + by, rows.count - 1))
    setSelection(
      withRows(selection, rows.idsBetween(Math.min(anchor.current, to), Math.max(anchor.current, to))),
    )
    goTo(to)
  }
  const edit = () => {
    const column = columnToEdit(keys)
    if (id !== undefined && column) keys.setEditing({ id, column })
  }
  const menu = () => {
    const box = document.querySelector(`#row-${active}`)?.getBoundingClientRect()
    if (row !== undefined && box) keys.onMenu?.({ row, at: { x: box.left + 48, y: box.bottom } })
  }
  const leave = () => (keys.peek ? keys.onClosePeek?.() : setSelection(nothing))
  const letters: Command[] = [
    { id: 'list.down', text: 'list.keys.down', keys: ['j'], keyOnly: true, run: () => goTo(active + 1) },
    { id: 'list.up', text: 'list.keys.up', keys: ['k'], keyOnly: true, run: () => goTo(active - 1) },
    { id: 'list.peek', text: 'list.keys.peek', keys: ['Space'], keyOnly: true, run: peek },
    { id: 'list.open', text: 'list.keys.open', keys: ['Enter', 'o'], keyOnly: true, run: open },
    {
      id: 'list.choose',
      text: 'list.keys.choose',
      keys: ['x'],
      keyOnly: true,
      run: () => id && setSelection(toggled(selection, id)),
    },
    { id: 'list.all', text: 'list.choose_all', keys: ['mod+a'], run: () => setSelection(everything) },
    { id: 'list.edit', text: 'list.keys.edit', keys: ['F2'], keyOnly: true, run: edit },
    { id: 'list.menu', text: 'list.keys.menu', keys: ['shift+F10', 'ContextMenu'], keyOnly: true, run: menu },
    { id: 'list.first', text: 'list.keys.first', keys: ['Home'], keyOnly: true, run: () => goTo(0) },
    {
      id: 'list.last',
      text: 'list.keys.last',
      keys: ['End'],
      keyOnly: true,
      run: keys.goToEnd,
    },
    {
      id: 'list.page_down',
      text: 'list.keys.page_down',
      keys: ['PageDown'],
      keyOnly: true,
      run: () => goTo(active + page),
    },
    {
      id: 'list.page_up',
      text: 'list.keys.page_up',
      keys: ['PageUp'],
      keyOnly: true,
      run: () => goTo(active - page),
    },
    ...(keys.rowKeys ?? []).map(({ run, ...key }) => ({
      ...key,
      keyOnly: true,
      run: () => row !== undefined && run(row),
    })),
    { id: 'list.leave', text: 'list.keys.leave', keys: ['Escape'], keyOnly: true, run: leave },
  ]
  useCommands(
    'list.keys',
    letters.filter((command) => command.id !== 'list.peek' || keys.onPeek),
  )
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const aside = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (step && event.shiftKey) stretch(step)
    else if (step) {
      anchor.current = undefined
      goTo(active + step)
    } else if (aside) goTo(active, columnBeside(keys, aside))
    else return
    event.preventDefault()
  }
  return { onKey, open }
}

function columnBeside<Row>({ columns, place }: Keys<Row>, by: number): string | undefined {
  const at = columns.shown.findIndex((column) => column.id === place.column)
  return columns.shown[Math.max(0, Math.min(at + by, columns.shown.length - 1))]?.id
}

function columnToEdit<Row>({ columns, place }: Keys<Row>): string | undefined {
  const can = columns.shown.filter((column) => column.editor)
  return (can.find((column) => column.id === place.column) ?? (place.column ? undefined : can[0]))?.id
}
