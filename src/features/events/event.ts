import { z } from 'zod'
import { localTime, timeZone } from '#kernel/local-time.ts'
import { VISIBILITIES } from '#kernel/rights.ts'

export const PARTICIPANT_STATES = ['invited', 'accepted', 'declined', 'attended'] as const
export type ParticipantState = (typeof PARTICIPANT_STATES)[number]

/** So many take part in one event at most; what is bigger is a fair, and no list to tick people off. */
export const MOST_PARTICIPANTS = 2000

const custom = z.record(z.string(), z.unknown())
const tags = z.array(z.string().trim().min(1).max(100)).max(200)

const fields = {
  title: z.string().trim().min(1).max(255),
  description: z.string().max(65_000),
  place: z.string().trim().max(500),
  allDay: z.boolean(),
  start: localTime.nullable().meta({ description: 'Wall clock; null while nobody knows when it is' }),
  end: localTime.nullable().meta({
    description: 'Not part of it; of whole days the day after the last. An hour or a day later when left out',
  }),
  timeZone: timeZone.meta({ description: "The firm's when left out" }),
  capacity: z.int().min(1).max(100_000).nullable(),
  ownerId: z.uuid().meta({ description: 'Who is responsible; not a guest' }),
  visibility: z.enum(VISIBILITIES).meta({
    description: '`managers`: only who is in `access`, the owner, its creator and administrators see it',
  }),
  access: z.array(z.uuid()).max(200).meta({ description: 'Users and groups' }),
}

export const participantCounts = z
  .object({ total: z.int(), invited: z.int(), accepted: z.int(), declined: z.int(), attended: z.int() })
  .meta({ id: 'EventParticipantCounts' })
export type ParticipantCounts = z.infer<typeof participantCounts>

export const event = z
  .object({
    ...fields,
    id: z.uuid(),
    startsAt: z.string().nullable().meta({ description: 'The instant' }),
    endsAt: z.string().nullable(),
    closedAt: z.string().nullable(),
    closed: z.boolean(),
    owner: z.object({ id: z.uuid(), name: z.string() }),
    tags: z.array(z.string()),
    custom,
    counts: participantCounts.meta({ description: 'Of those the caller may see' }),
    createdBy: z.uuid().nullable(),
    createdAt: z.string(),
    updatedAt: z.string(),
    version: z.int(),
    can: z.array(z.enum(['change', 'delete', 'access'])),
  })
  .meta({ id: 'Event' })
export type Event = z.infer<typeof event>

const written = { ...fields, closed: z.boolean(), tags, custom }

export const eventNew = z.object(written).partial().required({ title: true }).meta({ id: 'EventNew' })
export type EventNew = z.infer<typeof eventNew>

export const eventChange = z.object(written).partial().meta({ id: 'EventChange' })
export type EventChange = z.infer<typeof eventChange>
