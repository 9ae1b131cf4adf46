import { useEffect, useRef, useState } from 'react'

type Spot = [x: number, y: number]

interface LassoProps {
  /** The line that was drawn, closed, in dots from the upper left corner of the map. */
  onDrawn: (line: Spot[], more: boolean) => void
  onCancel: () => void
  label: string
}

/** A sheet over the map on which one draws a line around what is meant, by mouse, pen or finger. */
export function Lasso({ onDrawn, onCancel, label }: LassoProps) {
  const [line, setLine] = useState<Spot[]>([])
  const drawing = useRef(false)
  useEffect(() => {
    const leave = (event: KeyboardEvent) => event.key === 'Escape' && onCancel()
    addEventListener('keydown', leave)
    return () => removeEventListener('keydown', leave)
  }, [onCancel])
  const spotOf = (event: React.PointerEvent): Spot => {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    return [event.clientX - left, event.clientY - top]
  }
  return (
    <svg
      className="map-lasso"
      role="img"
      aria-label={label}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        drawing.current = true
        setLine([spotOf(event)])
      }}
      onPointerMove={(event) => {
        if (!drawing.current) return
        const spot = spotOf(event)
        setLine((before) => [...before, spot])
      }}
      onPointerUp={(event) => {
        drawing.current = false
        if (line.length > 2) onDrawn(line, event.shiftKey)
        else onCancel()
      }}
      onPointerCancel={onCancel}
    >
      <polygon points={line.map((spot) => spot.join(',')).join(' ')} />
    </svg>
  )
}

/** Whether a spot lies inside of a closed line: a ray from it crosses the line an odd number of times. */
export function isInside([x, y]: Spot, line: readonly Spot[]): boolean {
  let inside = false
  for (const [index, [x1, y1]] of line.entries()) {
    const [x2, y2] = line.at(index - 1) as Spot
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside
  }
  return inside
}
