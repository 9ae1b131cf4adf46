import { z } from 'zod'
import { localTime } from '#kernel/local-time.ts'
import { RESPONSES } from './appointment.ts'

const person = z.object({
  name: z.string().trim().max(255).default(''),
  email: z.email().trim().toLowerCase().max(254),
})
const response = z.enum(RESPONSES)

/** What an appointment is outside of the house: whose, who was asked by mail, what they answered. */
export const meeting = z
  .object({
    organizer: z
      .object({ name: z.string(), email: z.string() })
      .nullable()
      .meta({ description: 'Who invited, when it is somebody outside' }),
    answer: response.nullable().meta({ description: 'The caller’s own, to an invitation from outside' }),
    guests: z.array(z.object({ name: z.string(), email: z.string(), response })),
    state: z.enum(['waiting', 'sent', 'failed']).nullable().meta({
      description: 'What became of the last message to the guests; null: they never got one from here',
    }),
    fault: z.string().nullable(),
    known: z
      .object({ start: localTime, end: localTime, allDay: z.boolean(), place: z.string() })
      .nullable()
      .meta({ description: 'What the guests were told last' }),
    toldAt: z.string().nullable(),
    changed: z.boolean().meta({ description: 'Time or place are others than the guests know' }),
    accountId: z.uuid().nullable().meta({ description: 'Through which account the guests hear of it' }),
    senders: z.array(z.object({ accountId: z.uuid(), name: z.string(), address: z.string() })),
    proposed: z
      .array(z.object({ name: z.string(), email: z.string() }))
      .meta({ description: 'Who takes part here, has an address and was not asked yet' }),
    can: z.array(z.enum(['invite', 'tell', 'answer'])),
  })
  .meta({ id: 'Meeting' })
export type Meeting = z.infer<typeof meeting>

/** Whom to ask by mail; this alone sends invitations. */
export const meetingInvite = z
  .object({ accountId: z.uuid(), guests: z.array(person).min(1).max(100) })
  .meta({ id: 'MeetingInvite' })
export type MeetingInvite = z.infer<typeof meetingInvite>

export const meetingAnswer = z
  .object({
    response: z.enum(['accepted', 'declined', 'tentative']),
    notify: z.boolean().default(false).meta({ description: 'Send the answer to the organizer too' }),
  })
  .meta({ id: 'MeetingAnswer' })
export type MeetingAnswer = z.infer<typeof meetingAnswer>
