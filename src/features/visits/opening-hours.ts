import { z } from 'zod'
import { clock } from '#features/workdays/workday.ts'

const openWindow = z.tuple([clock, clock]).refine(([from, to]) => from < to, 'Opens before it closes')

/** Windows by ISO weekday, as in `{"1": [["08:00", "12:00"], ["13:00", "17:00"]]}`; a weekday that is missing is closed. */
export const openingHours = z.partialRecord(
  z.enum(['1', '2', '3', '4', '5', '6', '7']),
  z.array(openWindow).min(1).max(4),
)
export type OpeningHours = z.infer<typeof openingHours>

/** When a customer is open on an ISO weekday, as people read it; empty where nothing is known, or where it is closed. */
export function windowsOf(hours: OpeningHours | null | undefined, weekday: number | string): string {
  const windows = hours?.[String(weekday) as keyof OpeningHours] ?? []
  return windows.map(([from, to]) => `${from}–${to}`).join(', ')
}
