import { useCallback, type KeyboardEvent } from 'react'
import { DAY, MINUTE } from '#kernel/wall.ts'
import type { Placed } from './calendar-api.ts'
import type { useMove } from './use-move.ts'

const QUARTER = 15 * MINUTE

/** What dragging does, by keys: Alt with the arrows moves, with Shift it makes longer or shorter. */
export function useEntryKeys(move: ReturnType<typeof useMove>) {
  return useCallback(
    (event: KeyboardEvent, placed: Placed) => {
      if (!event.altKey) return
      const step = placed.whole
        ? { ArrowLeft: -DAY, ArrowRight: DAY }[event.key]
        : { ArrowUp: -QUARTER, ArrowDown: QUARTER, ArrowLeft: -DAY, ArrowRight: DAY }[event.key]
      if (step === undefined) return
      event.preventDefault()
      event.stopPropagation()
      const { from, until } = placed
      if (event.shiftKey) {
        if (until + step > from) void move(placed, { from, until: until + step })
      } else void move(placed, { from: from + step, until: until + step })
    },
    [move],
  )
}
