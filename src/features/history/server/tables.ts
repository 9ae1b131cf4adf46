import { z } from 'zod'
import type { ProjectsDb } from '#features/projects/server/tables.ts'
import type { TableOf } from '#platform/database.ts'
import { entryKind } from '../history.ts'
import { MAIL_DIRECTIONS, MAIL_STATES, mailRecipients } from '../mail-head.ts'

const text = z.string().nullable()

export const historyEntryTable = z.object({
  id: z.string(),
  contactId: text,
  opportunityId: text,
  eventId: text,
  projectId: text,
  kind: entryKind.nullable(),
  categoryId: text,
  text: z.string(),
  search: z.string(),
  at: z.string(),
  authorId: text,
  updatedBy: text,
  createdAt: z.string(),
  updatedAt: z.string(),
  version: z.number(),
  deletedAt: text,
  deletedBy: text,
  runId: text,
})

export const historyFileTable = z.object({
  fileId: z.string(),
  entryId: z.string(),
  position: z.number(),
  removedAt: text,
})

/** What an entry is as a mail; `features/mails` writes it. */
export const mailMessageTable = z.object({
  entryId: z.string(),
  messageId: z.string(),
  thread: z.string(),
  replyTo: text,
  subject: z.string(),
  sender: z.object({ name: z.string(), email: z.string() }).nullable(),
  recipients: mailRecipients,
  sentAt: z.string(),
  direction: z.enum(MAIL_DIRECTIONS),
  html: text,
  sourceHash: text,
  state: z.enum(MAIL_STATES),
  accountId: text,
  fault: text,
  detail: text,
})

export const fileVersionTable = z.object({
  fileId: z.string(),
  number: z.number(),
  hash: z.string(),
  type: z.string(),
  size: z.number(),
  createdBy: text,
  createdAt: z.string(),
})

type Filled = 'createdAt' | 'updatedAt' | 'version' | 'deletedAt' | 'deletedBy'

export interface HistoryDb extends ProjectsDb {
  historyEntry: TableOf<typeof historyEntryTable, Filled | 'opportunityId' | 'eventId' | 'projectId'>
  historyFile: TableOf<typeof historyFileTable, 'removedAt'>
  mailMessage: TableOf<typeof mailMessageTable>
  fileVersion: TableOf<typeof fileVersionTable, 'createdAt'>
}
