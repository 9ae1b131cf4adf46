import { useRef, type PointerEvent } from 'react'

const SLACK = 4

/** A cell is a day, in the team view of a person. */
export interface Cell {
  day: string
  userId: string | undefined
}

/**
 * Moves entries from cell to cell with the mouse or a pen. Two thousand of them may stand there, so nothing is drawn
 * anew while dragging: the cell below is marked in place.
 */
export function useCellDrag(onDrop: (key: string, from: Cell, to: Cell, copy: boolean) => void) {
  const begun = useRef<{ key: string; cell: HTMLElement; x: number; y: number; over?: HTMLElement }>(
    undefined,
  )
  // What lasts over several days lies above their cells; the one that is meant is below the pointer.
  const cellAt = ({ clientX, clientY }: PointerEvent) =>
    document
      .elementsFromPoint(clientX, clientY)
      .find((one): one is HTMLElement => one instanceof HTMLElement && one.matches('[data-day]'))
  const leave = () => {
    begun.current?.over?.removeAttribute('data-over')
    begun.current = undefined
    window.removeEventListener('keydown', onEscape, true)
  }
  const onEscape = (event: KeyboardEvent) => event.key === 'Escape' && leave()
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0 || event.pointerType === 'touch') return
      const chip = (event.target as HTMLElement).closest<HTMLElement>('.ce.movable')
      const cell = cellAt(event)
      if (!chip?.dataset['entry'] || !cell) return
      begun.current = { key: chip.dataset['entry'], cell, x: event.clientX, y: event.clientY }
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const drag = begun.current
      if (!drag) return
      if (!drag.over) {
        if (Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < SLACK) return
        event.currentTarget.setPointerCapture(event.pointerId)
        window.addEventListener('keydown', onEscape, true)
      }
      const over = cellAt(event) ?? drag.over ?? drag.cell
      if (over === drag.over) return
      drag.over?.removeAttribute('data-over')
      over.setAttribute('data-over', event.altKey || event.ctrlKey ? 'copy' : 'move')
      drag.over = over
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      const drag = begun.current
      leave()
      if (!drag?.over) return
      const frame = event.currentTarget
      const swallow = (click: MouseEvent) => click.stopPropagation()
      frame.addEventListener('click', swallow, { capture: true, once: true })
      setTimeout(() => frame.removeEventListener('click', swallow, true), 50)
      if (drag.over !== drag.cell)
        onDrop(drag.key, placeOf(drag.cell), placeOf(drag.over), event.altKey || event.ctrlKey)
    },
    onPointerCancel: leave,
  }
}

function placeOf(cell: HTMLElement): Cell {
  return { day: cell.dataset['day'] ?? '', userId: cell.dataset['user'] }
}
