import { useEffect, useState } from 'react'

/** True once something has been true for so many milliseconds; what is over sooner is not worth a sign. */
export function useLate(now: boolean, after: number): boolean {
  const [late, setLate] = useState(false)
  useEffect(() => {
    if (!now) return undefined
    const timer = setTimeout(() => setLate(true), after)
    return () => {
      clearTimeout(timer)
      setLate(false)
    }
  }, [now, after])
  return now && late
}
