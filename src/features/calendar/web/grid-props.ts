import type { KeyboardEvent } from 'react'
import type { Wall } from '#kernel/wall.ts'
import type { Placed } from './calendar-api.ts'

export interface Range {
  from: Wall
  until: Wall
  userId?: string | undefined
  whole?: boolean
}

/** What every view of the calendar is given. */
export interface GridProps {
  entries: Placed[]
  chosen: string | undefined
  onOpen: (placed: Placed) => void
  onKey: (event: KeyboardEvent, placed: Placed) => void
  onCreate: (range: Range) => void
  onMove: (placed: Placed, to: Range & { copy: boolean }) => void
}
