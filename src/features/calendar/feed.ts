import { z } from 'zod'

/** What a calendar outside shows: tasks as events, as Outlook and Google know nothing else, or as to-dos. */
export const FEED_PARTS = ['visits', 'appointments', 'events', 'tasks', 'todos'] as const
export type FeedPart = (typeof FEED_PARTS)[number]
/** What a new calendar shows when nothing is said. */
export const USUAL_PARTS: readonly FeedPart[] = ['visits', 'appointments', 'events', 'tasks']

const include = z
  .array(z.enum(FEED_PARTS))
  .min(1)
  .max(FEED_PARTS.length)
  .transform((parts) => FEED_PARTS.filter((part) => parts.includes(part)))
  .meta({
    description:
      '`tasks`: as events on the day they are due, which every program shows; `todos`: as to-dos (VTODO), which Thunderbird and Apple show',
  })

export const calendarFeed = z
  .object({
    id: z.uuid(),
    name: z.string(),
    include: z.array(z.enum(FEED_PARTS)),
    createdAt: z.string(),
    lastUsedAt: z.string().nullable(),
  })
  .meta({ id: 'CalendarFeed' })
export type CalendarFeed = z.infer<typeof calendarFeed>

export const calendarFeedNew = z
  .object({
    name: z.string().trim().min(1).max(255).optional(),
    include: include.default([...USUAL_PARTS]),
  })
  .meta({ id: 'CalendarFeedNew' })
export type CalendarFeedNew = z.output<typeof calendarFeedNew>

export const calendarFeedShown = calendarFeed
  .extend({ url: z.string().meta({ description: 'The address to subscribe to; shown this once' }) })
  .meta({ id: 'CalendarFeedShown' })
export type CalendarFeedShown = z.infer<typeof calendarFeedShown>
