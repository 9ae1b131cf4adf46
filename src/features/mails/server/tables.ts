import { z } from 'zod'
import type { MeetingsDb } from '#features/meetings/server/tables.ts'
import { MAIL_DIRECTIONS, mailRecipients } from '#features/history/mail-head.ts'
import type { TableOf } from '#platform/database.ts'

const text = z.string().nullable()

export const mailSeenTable = z.object({ entryId: z.string(), accountId: z.string() })

export const mailPictureTable = z.object({
  entryId: z.string(),
  contentId: z.string(),
  type: z.string(),
  hash: z.string(),
})

export const mailWaitingTable = z.object({
  id: z.string(),
  accountId: z.string(),
  collectionId: z.string(),
  remoteId: z.string(),
  messageId: z.string(),
  subject: z.string(),
  sender: z.object({ name: z.string(), email: z.string() }).nullable(),
  recipients: mailRecipients,
  sentAt: z.string(),
  direction: z.enum(MAIL_DIRECTIONS),
  hasAttachments: z.boolean(),
  ignoredAt: text,
  ignoredBy: text,
  createdAt: z.string(),
})

export const mailTemplateTable = z.object({
  id: z.string(),
  language: z.enum(['de', 'en']),
  name: z.string(),
  subject: z.string(),
  text: z.string(),
  updatedBy: text,
  createdAt: z.string(),
  updatedAt: z.string(),
  version: z.number(),
})

export interface MailsDb extends MeetingsDb {
  mailSeen: TableOf<typeof mailSeenTable>
  mailPicture: TableOf<typeof mailPictureTable>
  mailWaiting: TableOf<typeof mailWaitingTable, 'ignoredAt' | 'ignoredBy' | 'createdAt'>
  mailTemplate: TableOf<typeof mailTemplateTable, 'createdAt' | 'updatedAt' | 'version'>
}
