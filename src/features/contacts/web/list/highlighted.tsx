import { createContext, useContext, useEffect, useState } from 'react'
import type { Mark, markFor as MarkFor } from './marks.ts'

/** What marks the search in the rows: known to the marked words alone, so that whole rows stay as they are. */
export const MarkContext = createContext<Mark | undefined>(undefined)

let markFor: typeof MarkFor | undefined

/** How to mark what `q` finds; the search itself is fetched with the first word that is typed. */
export function useMark(q: string): Mark | undefined {
  const wanted = q.trim()
  const [made, setMade] = useState<{ q: string; mark: Mark }>()
  useEffect(() => {
    let waiting = true
    const make = async () => {
      markFor ??= (await import('./marks.ts')).markFor
      if (waiting && markFor) setMade({ q: wanted, mark: markFor(wanted) })
    }
    if (wanted) void make()
    return () => void (waiting = false)
  }, [wanted])
  return wanted && made?.q === wanted ? made.mark : undefined
}

/** A text with what the search found in it marked. */
export function Highlighted({ text, field }: { text: string; field: string }) {
  const mark = useContext(MarkContext)
  if (!mark) return text
  return mark(text, field).map((part, index) => (part.hit ? <mark key={index}>{part.text}</mark> : part.text))
}
