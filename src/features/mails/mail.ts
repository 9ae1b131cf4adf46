import { z } from 'zod'
import { historyItem } from '#features/history/history.ts'
import { MAIL_DIRECTIONS } from '#features/history/mail-head.ts'
import { subjectFields } from '#features/subjects/subject.ts'

const person = z.object({
  name: z.string().trim().max(255).default(''),
  email: z.email().trim().toLowerCase().max(254),
})
const people = z.array(person).max(100)

/** A mail that somebody writes. It stands on the timeline at once and goes out by a job. */
export const mailNew = z
  .object({
    contactId: z.uuid().nullable().optional(),
    ...subjectFields,
    accountId: z
      .uuid()
      .nullable()
      .default(null)
      .meta({ description: 'Own account or that of an own group; null: the firm’s server' }),
    to: people.min(1),
    cc: people.default([]),
    bcc: people.default([]),
    subject: z
      .string()
      .trim()
      .max(1000)
      .transform((text) => text.replaceAll(/\s+/g, ' ')),
    text: z
      .string()
      .max(60_000)
      .transform((text) => text.replaceAll('\r\n', '\n').trimEnd()),
    files: z
      .array(z.uuid())
      .max(50)
      .default([])
      .meta({ description: 'Uploads, or files of entries the caller sees' }),
    answers: z.uuid().optional().meta({ description: 'The mail this one answers' }),
  })
  .meta({ id: 'MailNew' })
export type MailNew = z.output<typeof mailNew>

/** From where one may write. */
export const mailSender = z
  .object({
    accountId: z.uuid().nullable(),
    name: z.string(),
    address: z.string(),
    group: z.boolean().meta({ description: 'Of a group, not one’s own' }),
  })
  .meta({ id: 'MailSender' })
export type MailSender = z.infer<typeof mailSender>
export const mailSenders = z
  .object({ items: z.array(mailSender), signature: z.string() })
  .meta({ id: 'MailSenders' })

export const mailThread = z
  .object({ items: z.array(historyItem), nextCursor: z.null() })
  .meta({ id: 'MailThread' })

/** A mail of a watched folder of which nobody knows what it is about. */
export const waitingMail = z
  .object({
    id: z.uuid(),
    accountId: z.uuid(),
    accountName: z.string(),
    subject: z.string(),
    from: person.nullable(),
    to: people,
    sentAt: z.string(),
    direction: z.enum(MAIL_DIRECTIONS),
    hasAttachments: z.boolean(),
    contacts: z
      .array(z.object({ id: z.uuid(), name: z.string() }))
      .meta({ description: 'Contacts with just this address, when they are several' }),
  })
  .meta({ id: 'WaitingMail' })
export type WaitingMail = z.infer<typeof waitingMail>
export const waitingPage = z
  .object({ items: z.array(waitingMail), nextCursor: z.string().nullable(), total: z.int() })
  .meta({ id: 'WaitingMailPage' })

/** What a mail that waits says; fetched from its mailbox. */
export const waitingText = z
  .object({ text: z.string(), files: z.array(z.object({ name: z.string(), size: z.int() })) })
  .meta({ id: 'WaitingMailText' })

export const mailAssign = z
  .object({ contactId: z.uuid().nullable().optional(), ...subjectFields })
  .refine((said) => Boolean(said.contactId ?? said.opportunityId ?? said.eventId ?? said.projectId), {
    path: ['contactId'],
    message: 'Say what it is about.',
  })
  .meta({ id: 'MailAssign' })
export type MailAssign = z.infer<typeof mailAssign>

export const assigned = z.object({ historyId: z.uuid().nullable() }).meta({ id: 'MailAssigned' })
