import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useLocation } from 'react-router'

/** Where one is in a list: the row, and the column once one has moved sideways. */
export interface Place {
  /** `Infinity` is the last row, also when more of them become known. */
  row: number
  column: string | undefined
}

const start: Place = { row: 0, column: undefined }

/** By entry of the browser's history, so that going back finds the row again. */
const places = new Map<string, Place>()

/** The place in a list; who comes back is where they left, and `scrollTo` brings it into view. */
export function usePlace(count: number, scrollTo: (row: number) => void) {
  const { key } = useLocation()
  const [place, setPlace] = useState(() => places.get(key) ?? start)
  const returning = useRef(place.row)
  useEffect(() => {
    places.set(key, place)
  }, [key, place])
  useLayoutEffect(() => {
    if (returning.current === 0 || count <= returning.current) return
    scrollTo(returning.current)
    returning.current = 0
  }, [count, scrollTo])
  return { place, setPlace, startOver: () => setPlace(start) }
}
