import { useEffect, useRef, useState, type RefObject } from 'react'

/** So many cards more at a time: somewhat more than a column shows. */
const STEP = 12
/** A card with its gap, about: what is not drawn yet is as high as this in the scroll bar. */
const CARD_HEIGHT = 114

/**
 * How many cards of a column are drawn: as far as somebody has scrolled, and a little ahead. Every card that stands in
 * the page costs at each move, seen or not; one that is drawn stays, so that focus and a drag never lose theirs.
 * `rest` goes on the element that stands for the others.
 */
export function useDrawn(column: RefObject<HTMLElement | null>, count: number) {
  const [reached, setReached] = useState(STEP)
  const rest = useRef<HTMLLIElement>(null)
  const drawn = Math.min(reached, count)
  const isAll = drawn === count
  useEffect(() => {
    if (isAll || !column.current || !rest.current) return undefined
    const ahead = new IntersectionObserver(
      (seen) => seen.some((one) => one.isIntersecting) && setReached(drawn + STEP),
      { root: column.current, rootMargin: '400px 0px' },
    )
    ahead.observe(rest.current)
    return () => ahead.disconnect()
  }, [column, drawn, isAll])
  return { drawn, rest, restHeight: (count - drawn) * CARD_HEIGHT }
}
