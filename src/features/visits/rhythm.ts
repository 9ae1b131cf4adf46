import { z } from 'zod'
import { weekdays } from '#features/workdays/workday.ts'

/** A day in every year, as in `03-15`. */
const dayInYear = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'Month and day, as in 03-15')

/** From which day the next visit is counted; `anchor` ignores that visits were moved, `later` takes the later day. */
export const RHYTHM_BASES = ['planned', 'done', 'anchor', 'later'] as const

/** How often customers are visited (Zyklus). Quarters and half-years are 3 and 6 months. */
export const rhythm = z
  .object({
    every: z.int().min(1).max(999),
    unit: z.enum(['day', 'week', 'month', 'year']),
    weekdays: weekdays.optional().meta({
      description:
        'With weeks: on these days of each week. With months and years: only these days, chosen by `setPosition`',
    }),
    weeks: z.enum(['even', 'odd']).optional().meta({
      description:
        'With every single week: only calendar weeks of such a number (ISO 8601), by the calendar whatever `from` says; after week 53 two odd weeks follow each other',
    }),
    setPosition: z
      .int()
      .min(-1)
      .max(5)
      .refine((n) => n !== 0, 'Not 0')
      .optional()
      .meta({ description: 'The first to fifth of `weekdays` in the month, -1 the last' }),
    from: z.enum(RHYTHM_BASES).default('planned'),
    endOfMonth: z.boolean().optional().meta({ description: 'Always on the last day of the month' }),
    season: z
      .object({ from: dayInYear, to: dayInYear })
      .optional()
      .meta({ description: 'Visits only in this part of every year; it may reach over New Year' }),
  })
  .refine((r) => r.setPosition === undefined || (r.weekdays?.length ?? 0) > 0, {
    path: ['weekdays'],
    message: 'Needed with setPosition',
  })
  .refine((r) => r.weeks === undefined || (r.unit === 'week' && r.every === 1), {
    path: ['weeks'],
    message: 'Only with every single week',
  })
  .meta({ id: 'Rhythm' })
export type Rhythm = z.infer<typeof rhythm>
