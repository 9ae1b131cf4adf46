import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { useEffect, useState, type RefObject } from 'react'
import { useLatest } from '#ui/use-latest.ts'

/** Lets a card be dragged; true while it is. */
export function useDragCard(card: RefObject<HTMLElement | null>, id: string, mayChange: boolean): boolean {
  const [dragging, setDragging] = useState(false)
  useEffect(() => {
    const element = card.current
    if (!element || !mayChange) return undefined
    return draggable({
      element,
      getInitialData: () => ({ opportunity: id }),
      onDragStart: () => setDragging(true),
      onDrop: () => setDragging(false),
    })
  }, [card, id, mayChange])
  return dragging
}

/** Lets cards be dropped on a column; says at which place, by where the pointer is. True while one hovers. */
export function useDropColumn(
  column: RefObject<HTMLElement | null>,
  onDrop: (id: string, place: number) => void,
): boolean {
  const [isOver, setOver] = useState(false)
  const latest = useLatest(onDrop)
  useEffect(() => {
    const element = column.current
    if (!element) return undefined
    return dropTargetForElements({
      element,
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: ({ source, location }) => {
        setOver(false)
        const id = String(source.data['opportunity'])
        latest.current(id, placeAt(element, id, location.current.input.clientY))
      },
    })
  }, [column, latest])
  return isOver
}

/** Before the first card whose middle is below the pointer; the dragged one does not count. */
function placeAt(column: HTMLElement, id: string, y: number): number {
  const cards = [...column.querySelectorAll<HTMLElement>('[data-card]')].filter(
    (card) => card.dataset['card'] !== id,
  )
  const at = cards.findIndex((card) => {
    const box = card.getBoundingClientRect()
    return y < box.top + box.height / 2
  })
  return at < 0 ? cards.length : at
}
