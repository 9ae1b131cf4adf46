import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { useEffect, useState, type RefObject } from 'react'
import { useLatest } from '#ui/use-latest.ts'
import type { Task } from '../../task.ts'

/** Lets a card be dragged; true while it is. */
export function useDragCard(card: RefObject<HTMLElement | null>, task: Task): boolean {
  const [dragging, setDragging] = useState(false)
  const latest = useLatest(task)
  const mayChange = task.can.includes('change')
  useEffect(() => {
    const element = card.current
    if (!element || !mayChange) return undefined
    return draggable({
      element,
      getInitialData: () => ({ task: latest.current }),
      onDragStart: () => setDragging(true),
      onDrop: () => setDragging(false),
    })
  }, [card, latest, mayChange])
  return dragging
}

/** Lets cards be dropped on a column; says at which place, by where the pointer is. True while one hovers. */
export function useDropColumn(
  column: RefObject<HTMLElement | null>,
  onDrop: (task: Task, place: number) => void,
  takes: boolean,
): boolean {
  const [isOver, setOver] = useState(false)
  const latest = useLatest(onDrop)
  useEffect(() => {
    const element = column.current
    if (!element || !takes) return undefined
    return dropTargetForElements({
      element,
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: ({ source, location }) => {
        setOver(false)
        const task = source.data['task'] as Task
        latest.current(task, placeAt(element, task.id, location.current.input.clientY))
      },
    })
  }, [column, latest, takes])
  return isOver
}

/** Before the first card whose middle is below the pointer; the dragged one does not count. */
function placeAt(column: HTMLElement, taskId: string, y: number): number {
  const cards = [...column.querySelectorAll<HTMLElement>('[data-task]')].filter(
    (card) => card.dataset['task'] !== taskId,
  )
  const at = cards.findIndex((card) => {
    const box = card.getBoundingClientRect()
    return y < box.top + box.height / 2
  })
  return at < 0 ? cards.length : at
}
