import { createContext, type ComponentType } from 'react'

/** What other rooms show inside of the calendar; without one a link leads to their screen. */
export interface CalendarSlots {
  Visit?: ComponentType<{ id: string; onClose: () => void }>
  Task?: ComponentType<{ id: string; onClose: () => void }>
  Event?: ComponentType<{ id: string }>
  /** What becomes of files that are dropped onto the calendar. */
  Bring?: ComponentType<{ files: File[]; onClose: () => void }>
  /** In the bar: from another calendar to this one. */
  Way?: ComponentType
  /** The route of the day, on the start page. */
  Route?: ComponentType<{ day: string }>
}

export const CalendarSlots = createContext<CalendarSlots>({})
