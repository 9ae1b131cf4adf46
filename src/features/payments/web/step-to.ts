import type { KeyboardEvent } from 'react'

const ways: Record<string, number> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }

/** Goes to the next or previous row (`data-step`) of a screen by the keys of lists; false for other keys. */
export function stepTo({ key, currentTarget }: KeyboardEvent<HTMLElement>): boolean {
  const by = ways[key]
  if (by === undefined) return false
  const rows = [...document.querySelectorAll<HTMLElement>('[data-step]')]
  rows[rows.indexOf(currentTarget) + by]?.focus()
  return true
}
