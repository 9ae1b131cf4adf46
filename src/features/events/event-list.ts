import { z } from 'zod'
import { event } from './event.ts'

const several = <T extends z.ZodType>(one: T) =>
  z.preprocess(
    (value) => (value === undefined || Array.isArray(value) ? value : [value]),
    z.array(one).max(50).optional(),
  )

export const EVENT_STATES = ['open', 'closed'] as const

/** The filters of the list of events, as they stand in its address. Custom fields come as `custom.<key>`. */
export const eventFilters = z.object({
  status: z.enum(EVENT_STATES).optional(),
  owner: several(z.union([z.literal('me'), z.uuid()])).meta({ description: 'Several: one of them' }),
  from: z.iso.date().optional().meta({ description: 'Takes place on this day or later' }),
  to: z.iso.date().optional().meta({ description: 'Begins on this day or before' }),
  participant: z.uuid().optional().meta({ description: 'Takes part; of a company or one of its persons' }),
  tag: several(z.string().min(1).max(100)).meta({ description: 'Name or id; several: all of them' }),
  restricted: z.enum(['true', 'false']).optional().meta({ description: 'Kept to those on its list' }),
})

const q = z
  .string()
  .max(200)
  .optional()
  .meta({ description: 'Search syntax: title, place, description, tags, own fields' })

/** Which events are meant, without an order. */
export const eventQuestion = z.looseObject({ q, ...eventFilters.shape })
export type EventQuestion = z.infer<typeof eventQuestion>

export const eventListQuery = z.looseObject({
  q,
  sort: z
    .string()
    .max(60)
    .optional()
    .meta({ description: 'open, title, start, owner or createdAt; with a minus: descending' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
  skip: z.coerce.number().int().min(0).max(250_000).optional().meta({
    description: 'Passes over so many rows first; to go on, take the cursor',
  }),
  count: z
    .enum(['true', 'capped'])
    .optional()
    .meta({ description: '`true` adds the exact `total`; `capped` stops counting at 10000' }),
  ...eventFilters.shape,
})
export type EventListQuery = z.infer<typeof eventListQuery>

export const eventPage = z
  .object({
    items: z.array(event),
    nextCursor: z.string().nullable(),
    total: z.int().optional().meta({ description: 'With `count`' }),
  })
  .meta({ id: 'EventPage' })
export type EventPage = z.infer<typeof eventPage>

const LISTED = new Set(['q', 'sort', 'limit', 'cursor', 'skip', 'count', ...Object.keys(eventFilters.shape)])

/** What of a question is no filter of this list. */
export function strangersIn(query: object): string[] {
  return Object.keys(query).filter((name) => !LISTED.has(name) && !name.startsWith('custom.'))
}
