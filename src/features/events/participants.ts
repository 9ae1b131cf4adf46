import { z } from 'zod'
import { bulkFilter } from '#features/contacts/bulk.ts'
import { MOST_PARTICIPANTS, PARTICIPANT_STATES, participantCounts } from './event.ts'

const state = z.enum(PARTICIPANT_STATES)
const ids = z.array(z.uuid()).min(1).max(MOST_PARTICIPANTS)

export const eventParticipant = z
  .object({
    contactId: z.uuid(),
    displayName: z.string(),
    kind: z.enum(['person', 'company']),
    companyName: z.string().nullable(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    status: state,
    note: z.string(),
    createdAt: z.string(),
  })
  .meta({ id: 'EventParticipant' })
export type EventParticipant = z.infer<typeof eventParticipant>

export const participantsQuery = z.object({
  status: z
    .preprocess(
      (value) => (value === undefined || Array.isArray(value) ? value : [value]),
      z.array(state).optional(),
    )
    .meta({ description: 'Several: one of them' }),
})
export type ParticipantsQuery = z.infer<typeof participantsQuery>

export const participantsPage = z
  .object({ items: z.array(eventParticipant), nextCursor: z.null(), counts: participantCounts })
  .meta({ id: 'EventParticipants', description: 'All of them at once, by name' })
export type ParticipantsPage = z.infer<typeof participantsPage>

/** Puts contacts on the list: those named, or everything a filter of the contact list finds. */
export const participantsNew = z
  .object({
    contactIds: ids.optional(),
    filter: bulkFilter.optional(),
    status: state.default('invited'),
  })
  .refine((body) => (body.contactIds === undefined) !== (body.filter === undefined), {
    path: ['contactIds'],
    message: 'Say either `contactIds` or `filter`.',
  })
  .meta({ id: 'EventParticipantsNew' })
export type ParticipantsNew = z.output<typeof participantsNew>

export const participantsAdded = z
  .object({
    added: z.array(z.uuid()).meta({ description: 'Who was not on the list before' }),
    already: z.int(),
    counts: participantCounts,
  })
  .meta({ id: 'EventParticipantsAdded' })
export type ParticipantsAdded = z.infer<typeof participantsAdded>

export const participantsChange = z
  .object({
    contactIds: ids,
    status: state.optional(),
    note: z.string().trim().max(500).optional().meta({ description: 'Vegetarian, comes later, …' }),
  })
  .refine((body) => body.status !== undefined || body.note !== undefined, {
    path: ['status'],
    message: 'Say what to change.',
  })
  .meta({ id: 'EventParticipantsChange' })
export type ParticipantsChange = z.infer<typeof participantsChange>

export const participantsRemove = z.object({ contactIds: ids }).meta({ id: 'EventParticipantsRemove' })

/** One participant's part of a change, as the journal keeps it; names are not told to whom they are kept from. */
export interface ParticipantMark {
  contactId: string
  status: string
  note?: string
}
