import { z } from 'zod'
import { listWords, pageOf, several } from '#kernel/list-query.ts'
import { event } from './event.ts'

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

const words = listWords({
  q: 'Search syntax: title, place, description, tags, own fields',
  sort: 'open, title, start, owner or createdAt',
})

/** Which events are meant, without an order. */
export const eventQuestion = z.looseObject({ q: words.q, ...eventFilters.shape })
export type EventQuestion = z.infer<typeof eventQuestion>

export const eventListQuery = z.looseObject({ ...words, ...eventFilters.shape })
export type EventListQuery = z.infer<typeof eventListQuery>

export const eventPage = pageOf(event).meta({ id: 'EventPage' })
export type EventPage = z.infer<typeof eventPage>
