import { z } from 'zod'
import { contact } from '#features/contacts/contact.ts'
import { task } from '#features/tasks/task.ts'
import { visitPlace } from '#features/visits/visit-place.ts'
import { visit } from '#features/visits/visit.ts'
import { calendarEntry } from './calendar-entry.ts'

export const offlineQuery = z.object({
  from: z.iso.date().meta({ description: 'Today, by the clock of the caller' }),
  days: z.coerce.number().int().min(1).max(7).default(2),
  timeZone: z.string().max(60).optional(),
})
export type OfflineQuery = z.infer<typeof offlineQuery>

/** What somebody on the road needs where there is no network: their own days, and the customers behind them. */
export const offlineDay = z
  .object({
    from: z.iso.date(),
    to: z.iso.date().meta({ description: 'The last day' }),
    visits: z.array(visit),
    earlier: z.array(visit).meta({ description: 'The last three visits to each customer that were made' }),
    contacts: z.array(contact).meta({ description: 'The customers, as far as the caller may read them' }),
    places: z.array(visitPlace),
    entries: z.array(calendarEntry).meta({ description: 'Appointments, events, absences and days off' }),
    tasks: z.array(task).meta({ description: 'Open ones that are due by the last day' }),
  })
  .meta({ id: 'OfflineDay' })
export type OfflineDay = z.infer<typeof offlineDay>
