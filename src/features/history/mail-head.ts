import { z } from 'zod'

const person = z.object({ name: z.string(), email: z.string() })
const people = z.array(person)

export const MAIL_STATES = ['received', 'waiting', 'sending', 'sent', 'failed'] as const
export const MAIL_DIRECTIONS = ['in', 'out'] as const

export const mailRecipients = z.object({ to: people, cc: people, bcc: people })
export type MailRecipients = z.infer<typeof mailRecipients>

/** What an entry of the timeline that is a mail has besides its text and its files. */
export const mailHead = z
  .object({
    subject: z.string(),
    from: person.nullable(),
    ...mailRecipients.shape,
    direction: z.enum(MAIL_DIRECTIONS),
    state: z.enum(MAIL_STATES).meta({ description: 'Of what came in always `received`' }),
    fault: z
      .string()
      .nullable()
      .meta({ description: 'Why it was not sent: unreachable, refused, consent …' }),
    hasHtml: z.boolean(),
    earlier: z
      .int()
      .meta({ description: 'Mails of the same conversation before it, as far as the caller sees them' }),
  })
  .meta({ id: 'MailHead' })
export type MailHead = z.infer<typeof mailHead>
