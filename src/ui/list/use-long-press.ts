import { useRef, type MouseEvent, type PointerEvent } from 'react'

const holdFor = 450
const still = 8

/** A finger that rests on something: `hold` is called, and the tap it ends with does nothing more. */
export function useLongPress(hold: () => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const begun = useRef({ x: 0, y: 0 })
  const held = useRef(false)
  const stop = () => clearTimeout(timer.current)
  return {
    onPointerDown: (event: PointerEvent) => {
      held.current = false
      stop()
      if (event.pointerType !== 'touch') return
      begun.current = { x: event.clientX, y: event.clientY }
      timer.current = setTimeout(() => {
        held.current = true
        hold()
      }, holdFor)
    },
    onPointerMove: (event: PointerEvent) => {
      const { x, y } = begun.current
      if (Math.hypot(event.clientX - x, event.clientY - y) > still) stop()
    },
    onPointerUp: stop,
    onPointerCancel: stop,
    onClickCapture: (event: MouseEvent) => {
      if (!held.current) return
      held.current = false
      event.stopPropagation()
    },
  }
}
