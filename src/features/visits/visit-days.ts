import { z } from 'zod'
import { day } from '#features/workdays/workday.ts'
import { visitFilters } from './visit-list.ts'

/** The days that are counted: at most a quarter of a year. */
export const visitDaysQuery = visitFilters.extend({ from: day, to: day })
export type VisitDaysQuery = z.infer<typeof visitDaysQuery>

/** How full each day is: of what the filter finds, whatever `state` it says. */
export const visitDays = z
  .object({
    items: z.array(
      z.object({
        date: day,
        proposed: z.int(),
        open: z.int().meta({ description: 'Planned, confirmed, under way or overdue' }),
        users: z.int().meta({ description: 'How many users these visits are spread over' }),
      }),
    ),
    capacity: z
      .int()
      .nullable()
      .meta({ description: 'Visits a day that the asked plan or user can make; null: nothing is set' }),
  })
  .meta({ id: 'VisitDays' })
export type VisitDays = z.infer<typeof visitDays>
