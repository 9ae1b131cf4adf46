import { useEffect, useState } from 'react'
import type { Mark } from './marks.ts'

/** How to mark what `q` finds; the search itself is fetched with the first word that is typed. */
export function useMark(q: string): Mark | undefined {
  const [made, setMade] = useState<{ q: string; mark: Mark }>()
  useEffect(() => {
    let wanted = true
    if (q.trim())
      void import('./marks.ts').then(({ markFor }) => {
        if (wanted) setMade({ q, mark: markFor(q) })
      })
    return () => void (wanted = false)
  }, [q])
  return q.trim() ? made?.mark : undefined
}

/** A text with what the search found in it marked. */
export function Highlighted({ text, mark, field }: { text: string; mark: Mark | undefined; field: string }) {
  if (!mark) return text
  return mark(text, field).map((part, index) => (part.hit ? <mark key={index}>{part.text}</mark> : part.text))
}
