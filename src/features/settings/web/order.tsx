import { useState, type DragEvent, type KeyboardEvent } from 'react'
import './ordered.css'

/** What a line that can be moved carries. */
export interface LineProps {
  draggable: boolean
  'data-dragged'?: boolean
  onDragStart: (event: DragEvent) => void
  onDragEnter: () => void
  onDragOver: (event: DragEvent) => void
  onDragEnd: () => void
  onKeyDown: (event: KeyboardEvent) => void
}

/**
 * Lets lines be put in order by dragging, with its twin in the keys: Alt and an arrow. While one drags, the lines
 * already stand as they will; `onMove` hears the line and its new place once it is dropped.
 */
export function useOrder<Item extends { id: string }>(
  items: Item[],
  onMove: (item: Item, to: number) => void,
): { shown: Item[]; lineProps: (item: Item) => LineProps; move: (item: Item, by: number) => void } {
  const [drag, setDrag] = useState<{ id: string; to: number }>()
  const dragged = drag && items.find((item) => item.id === drag.id)
  const shown = dragged ? placed(items, dragged, drag.to) : items
  const move = (item: Item, by: number) => {
    const to = items.indexOf(item) + by
    if (to >= 0 && to < items.length) onMove(item, to)
  }
  const drop = () => {
    setDrag(undefined)
    if (dragged && drag.to !== items.indexOf(dragged)) onMove(dragged, drag.to)
  }
  const lineProps = (item: Item): LineProps => ({
    draggable: true,
    ...(drag?.id === item.id && { 'data-dragged': true }),
    onDragStart: (event) => {
      event.dataTransfer.effectAllowed = 'move'
      setDrag({ id: item.id, to: items.indexOf(item) })
    },
    onDragEnter: () => setDrag((now) => now && { ...now, to: shown.indexOf(item) }),
    onDragOver: (event) => event.preventDefault(),
    onDragEnd: drop,
    onKeyDown: (event) => {
      const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
      if (!event.altKey || !by) return
      event.preventDefault()
      move(item, by)
    },
  })
  return { shown, lineProps, move }
}

/** The items with one of them at another place. */
export function placed<Item>(items: Item[], item: Item, to: number): Item[] {
  const others = items.filter((other) => other !== item)
  return others.toSpliced(to, 0, item)
}
