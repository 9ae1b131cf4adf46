import type { CalendarEntry } from './calendar-entry.ts'

export interface Wanted {
  startsAt: number
  endsAt: number
  allDay: boolean
  userIds: readonly string[]
  /** The appointment that is being changed does not stand in its own way. */
  exceptId?: string | undefined
}

/** What speaks against an appointment: time that is taken, and days on which nobody, or this one, works. */
export function conflictsWith(entries: readonly CalendarEntry[], wanted: Wanted): CalendarEntry[] {
  return entries.filter((entry) => {
    if (entry.id === wanted.exceptId || entry.busy === 'free') return false
    const overlaps = Date.parse(entry.startsAt) < wanted.endsAt && Date.parse(entry.endsAt) > wanted.startsAt
    if (!overlaps) return false
    const forAll = entry.userId === null
    return forAll || entry.userIds.some((id) => wanted.userIds.includes(id))
  })
}
