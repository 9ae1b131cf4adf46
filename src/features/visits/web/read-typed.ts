import { dayNumber, dayOf } from '#kernel/day.ts'
import { typedDay } from '#kernel/typed-day.ts'
import { typedTime } from '#kernel/typed-time.ts'
import { currentLanguage, text } from '#ui/texts.ts'
import { today } from './visit-parts.tsx'

/** A day as it was typed ("nächster Di", "24.11.", "+3"), counted from `from`; undefined when it is none. */
export function readDay(typed: string, from = today()): string | undefined {
  const relative = /^[+-]\d/.test(typed.trim())
  const day = typedDay(typed, dayNumber(relative ? from : today()), currentLanguage())
  return day === undefined ? undefined : dayOf(day)
}

/** The same for an editor, which shows the sentence of what it throws. */
export function dayTyped(typed: string, from?: string): string {
  const day = readDay(typed, from)
  if (day === undefined) throw new Error(text('visit.day_unknown'))
  return day
}

/** A time as it was typed; empty means none. */
export function timeTyped(typed: string): string | null {
  if (!typed.trim()) return null
  const time = typedTime(typed)
  if (time === undefined) throw new Error(text('visit.time_unknown'))
  return time
}
