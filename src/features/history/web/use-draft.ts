import { useState } from 'react'

/** A text that survives a reload and a look elsewhere, until it is saved or given up. */
export function useDraft(key: string, first: string) {
  const [text, setText] = useState(() => sessionStorage.getItem(key) ?? first)
  return {
    text,
    write: (next: string) => {
      setText(next)
      if (next === first) sessionStorage.removeItem(key)
      else sessionStorage.setItem(key, next)
    },
    forget: () => {
      sessionStorage.removeItem(key)
      setText(first)
    },
  }
}
