import { useEffect, useRef, useState, type PointerEvent, type RefObject } from 'react'

const SNAP = 15
/** Whoever moves less than this meant to click. */
const SLACK = 4

/** What is being dragged over the hours, in minutes of a column. */
export interface Drag {
  kind: 'new' | 'move' | 'resize'
  key: string | undefined
  column: number
  from: number
  until: number
  copy: boolean
}

interface GridDrag {
  /** The box that holds the columns, each as wide and high as the others. */
  box: RefObject<HTMLDivElement | null>
  columns: number
  /** Where an entry stands: its column and minutes; undefined when it may not be moved. */
  find: (key: string, column: number) => Pick<Drag, 'from' | 'until'> | undefined
  onDrop: (drag: Drag, begun: Drag) => void
}

/** Drawing, moving and lengthening with the mouse or a pen; Escape leaves everything as it was. */
export function useGridDrag({ box, columns, find, onDrop }: GridDrag) {
  const [drag, setDrag] = useState<Drag>()
  const start = useRef<{ drag: Drag; x: number; y: number; minute: number; moved: boolean }>(undefined)
  const spot = (event: PointerEvent) => {
    const edge = box.current?.getBoundingClientRect() ?? new DOMRect()
    const column = Math.floor(((event.clientX - edge.left) / edge.width) * columns)
    const minute = ((event.clientY - edge.top) / edge.height) * 1440
    return { column: Math.max(0, Math.min(columns - 1, column)), minute: Math.max(0, Math.min(1440, minute)) }
  }
  useEffect(() => {
    if (!drag) return undefined
    const leave = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.preventDefault()
      start.current = undefined
      setDrag(undefined)
    }
    window.addEventListener('keydown', leave, true)
    return () => window.removeEventListener('keydown', leave, true)
  }, [drag])
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0 || event.pointerType === 'touch') return
    const target = event.target as HTMLElement
    const key = target.closest<HTMLElement>('[data-entry]')?.dataset['entry']
    const { column, minute } = spot(event)
    const stands = key === undefined ? undefined : find(key, column)
    if (key !== undefined && !stands) return
    const kind = key === undefined ? 'new' : target.closest('.ce-resize') ? 'resize' : 'move'
    const from = stands?.from ?? Math.floor(minute / SNAP) * SNAP
    const until = stands?.until ?? from + SNAP
    start.current = {
      drag: { kind, key, column, from, until, copy: false },
      x: event.clientX,
      y: event.clientY,
      minute,
      moved: false,
    }
  }
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const begun = start.current
    if (!begun) return
    if (!begun.moved && Math.hypot(event.clientX - begun.x, event.clientY - begun.y) < SLACK) return
    if (!begun.moved) event.currentTarget.setPointerCapture(event.pointerId)
    begun.moved = true
    setDrag(dragged(begun.drag, spot(event), begun.minute, event.altKey || event.ctrlKey))
  }
  const onPointerUp = (event: PointerEvent<HTMLElement>) => {
    const begun = start.current
    start.current = undefined
    if (!begun?.moved || !drag) return
    setDrag(undefined)
    // The click that follows would open what was just dropped.
    const swallow = (click: MouseEvent) => click.stopPropagation()
    event.currentTarget.addEventListener('click', swallow, { capture: true, once: true })
    const frame = event.currentTarget
    setTimeout(() => frame.removeEventListener('click', swallow, true), 50)
    onDrop(drag, begun.drag)
  }
  const onPointerCancel = () => {
    start.current = undefined
    setDrag(undefined)
  }
  return { drag, handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel } }
}

function dragged(drag: Drag, at: { column: number; minute: number }, grip: number, copy: boolean): Drag {
  const snapped = Math.round(at.minute / SNAP) * SNAP
  if (drag.kind === 'move') {
    const by = Math.round((at.minute - grip) / SNAP) * SNAP
    const length = drag.until - drag.from
    const from = Math.max(0, Math.min(1440 - Math.min(length, 1440), drag.from + by))
    return { ...drag, column: at.column, from, until: from + length, copy }
  }
  if (drag.kind === 'resize') return { ...drag, until: Math.max(drag.from + SNAP, snapped) }
  const [from, until] =
    snapped >= drag.from ? [drag.from, Math.max(snapped, drag.from + SNAP)] : [snapped, drag.from + SNAP]
  return { ...drag, from, until }
}
