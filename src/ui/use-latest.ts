import { useInsertionEffect, useRef, type RefObject } from 'react'

/** The newest value, for functions that are made once and called later. Not to be read while drawing. */
export function useLatest<Value>(value: Value): RefObject<Value> {
  const latest = useRef(value)
  useInsertionEffect(() => {
    latest.current = value
  })
  return latest
}
