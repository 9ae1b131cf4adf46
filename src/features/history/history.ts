import { z } from 'zod'
import { about, askedAbout, subjectFields, subjectQuery, subjectsRead } from '#features/subjects/subject.ts'
import { file } from './file.ts'
import { mailHead } from './mail-head.ts'

/**
 * The timeline of a contact, an opportunity, an event or a project: what people wrote there (notes, calls, mails,
 * meetings, files) and what was changed on the record itself, newest first. What is about several of them stands on the
 * timeline of each. A company's timeline holds what was written on its persons too.
 */
/** A `task` is written by Kontor when one is done; people write the others. */
export const ENTRY_KINDS = ['note', 'call', 'mail', 'meeting', 'file', 'task'] as const
export const entryKind = z.enum(ENTRY_KINDS)
export type EntryKind = z.infer<typeof entryKind>

export const TEXT_LIMIT = 65_000

const category = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .meta({ description: 'note, call, mail, meeting, file, or the id (or name) of an own category' })
const text = z
  .string()
  .max(TEXT_LIMIT)
  .transform((value) => value.replaceAll('\r\n', '\n').trimEnd())
  .meta({ description: 'Plain text; a user is mentioned as `@[Name](userId)`' })
/** Kept in whole milliseconds. */
const at = z.iso.datetime({ offset: true }).transform((value) => new Date(value).toISOString())
const files = z.array(z.uuid()).max(50)
const notify = z.array(z.uuid()).max(100).meta({ description: 'Users who are told of it' })

export const historyNew = z
  .object({
    contactId: z.uuid().nullable().optional(),
    ...subjectFields,
    category,
    text: text.optional(),
    at: at.optional(),
    files: files.optional(),
    notify: notify.optional(),
  })
  .refine(isAboutSomething, { path: ['contactId'], message: 'Say what it is about.' })
  .meta({ id: 'HistoryNew' })
export type HistoryNew = z.infer<typeof historyNew>

export const historyChange = z
  .object({ ...subjectFields, category, text, at, files, notify })
  .partial()
  .meta({ id: 'HistoryChange' })
export type HistoryChange = z.infer<typeof historyChange>

export const historyItem = z
  .object({
    id: z.uuid(),
    contactId: z.uuid().nullable(),
    contactName: z.string().nullable(),
    ...subjectsRead,
    about,
    category: z.string().meta({ description: 'A kind, the id of an own category, or `change`' }),
    at: z.string(),
    text: z.string(),
    files: z.array(file),
    mail: mailHead.nullable().meta({ description: 'Of a mail that was sent or came in' }),
    action: z
      .string()
      .nullable()
      .meta({ description: 'Of a change: what was done, such as contact.changed' }),
    diff: z
      .array(z.object({ field: z.string(), from: z.unknown(), to: z.unknown() }))
      .meta({ description: 'Of a change: the fields before and after' }),
    runId: z
      .uuid()
      .nullable()
      .meta({ description: 'Of a change: the big action it was a part of, such as a merge' }),
    authorId: z.uuid().nullable(),
    authorName: z.string().nullable(),
    createdAt: z.string(),
    updatedAt: z.string(),
    version: z.int(),
    can: z.array(z.enum(['change', 'delete'])),
  })
  .meta({ id: 'HistoryItem' })
export type HistoryItem = z.infer<typeof historyItem>

const several = z.preprocess(
  (value) => (value === undefined || Array.isArray(value) ? value : [value]),
  z.array(z.string().min(1).max(100)).max(20).optional(),
)
const moment = z.union([z.iso.date(), z.iso.datetime({ offset: true })])

/** Of which record: exactly one of these. */
const whose = {
  contact: z.uuid().optional().meta({ description: 'Whose timeline; of a company with that of its persons' }),
  ...subjectQuery,
}

const timelineQuery = z.object({
  ...whose,
  category: several.meta({
    description: 'A kind, the id of an own category, `file` (with files) or `change`',
  }),
  author: z.union([z.literal('me'), z.uuid()]).optional(),
  from: moment.optional(),
  to: moment.optional().meta({ description: 'A day counts in full' }),
  q: z.string().max(200).optional().meta({ description: 'Search syntax, over texts and names of files' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
})
export const historyQuery = timelineQuery.refine((query) => askedAbout(query) !== undefined, {
  path: ['contact'],
  message: 'Say one of contact, opportunity, event and project.',
})
export type HistoryQuery = z.infer<typeof timelineQuery>

export const historyPage = z
  .object({ items: z.array(historyItem), nextCursor: z.string().nullable() })
  .meta({ id: 'HistoryPage' })

export const subjectCounts = z
  .object({ history: z.int(), files: z.int() })
  .meta({ id: 'SubjectCounts', description: 'Each at most 10001' })

export const contactCounts = z
  .object({ persons: z.int(), history: z.int(), files: z.int() })
  .meta({ id: 'ContactCounts', description: 'Each at most 10001' })

/** An entry that names no record would stand on no timeline. */
export function isAboutSomething(named: {
  contactId?: string | null | undefined
  opportunityId?: string | null | undefined
  eventId?: string | null | undefined
  projectId?: string | null | undefined
}): boolean {
  return Boolean(named.contactId ?? named.opportunityId ?? named.eventId ?? named.projectId)
}

/** The ids of the users a text mentions, each once. */
export function mentionsIn(text: string): string[] {
  const found = text.matchAll(
    /@\[[^\]\n]{1,255}\]\(([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\)/gi,
  )
  return [...new Set([...found].map((match) => (match[1] ?? '').toLowerCase()))]
}

/** The text as it is read aloud: mentions by name only. */
export function spoken(text: string): string {
  return text.replaceAll(/@\[([^\]\n]{1,255})\]\([0-9a-f-]{36}\)/gi, '@$1')
}
