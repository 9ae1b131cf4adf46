import { z } from 'zod'

/** A mail of the outbox without its text, which may carry a secret link. */
export const outgoingMail = z
  .object({
    id: z.uuid(),
    recipient: z.string(),
    subject: z.string(),
    state: z.enum(['waiting', 'sent', 'failed', 'not sent']),
    attempts: z.int(),
    error: z.string().nullable(),
    createdAt: z.string(),
    sentAt: z.string().nullable(),
  })
  .meta({ id: 'OutgoingMail' })
export type OutgoingMail = z.infer<typeof outgoingMail>

export const outgoingMailPage = z
  .object({ items: z.array(outgoingMail), nextCursor: z.string().nullable() })
  .meta({ id: 'OutgoingMailPage' })
