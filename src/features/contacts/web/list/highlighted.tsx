import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'
import type { Mark, markFor } from './marks.ts'

/** What marks the search in the rows: known to the marked words alone, so that whole rows stay as they are. */
const MarkContext = createContext<Mark | undefined>(undefined)

let loaded: typeof markFor | undefined

/** Marks what `q` finds in all words within; the search itself is fetched with the first word that is typed. */
export function Marks({ q, children }: { q: string; children: ReactNode }) {
  const [make, setMake] = useState(() => loaded)
  const wanted = q.trim()
  useEffect(() => {
    if (!wanted || make) return
    void import('./marks.ts').then((marks) => {
      loaded = marks.markFor
      setMake(() => loaded)
    })
  }, [wanted, make])
  const mark = useMemo(() => (wanted && make ? make(wanted) : undefined), [wanted, make])
  return <MarkContext value={mark}>{children}</MarkContext>
}

/** A text with what the search found in it marked. */
export function Highlighted({ text, field }: { text: string; field: string }) {
  const mark = useContext(MarkContext)
  if (!mark) return text
  return mark(text, field).map((part, index) => (part.hit ? <mark key={index}>{part.text}</mark> : part.text))
}
