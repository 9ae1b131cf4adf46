import { z } from 'zod'

/**
 * A groupware account: a user's or a group's connection to Microsoft 365 (`graph`), to any server by the open protocols
 * (`open`: IMAP, SMTP, CalDAV, CardDAV), or to files somebody brings along (`file`).
 */
export const ACCOUNT_KINDS = ['graph', 'open', 'file'] as const
export const ACCOUNT_STATES = ['ok', 'paused', 'consent', 'throttled', 'failed'] as const
export const accountKind = z.enum(ACCOUNT_KINDS)
export const accountState = z.enum(ACCOUNT_STATES)

const host = z
  .string()
  .trim()
  .toLowerCase()
  .max(255)
  .regex(/^[a-z0-9.:[\]-]+$/, 'A host such as imap.example.de')
const port = z.int().min(1).max(65_535)
const userName = z
  .string()
  .trim()
  .max(254)
  .meta({ description: 'When it is another than that of the account' })

/** A server of mail. */
export const mailServer = z.object({
  host,
  port,
  security: z.enum(['tls', 'starttls', 'none']).meta({ description: 'none: only inside the own network' }),
  userName: userName.optional(),
})
export type MailServer = z.infer<typeof mailServer>

/** A server of calendars or address books. */
export const davServer = z.object({
  url: z.url({ protocol: /^https?$/ }).max(1000),
  userName: userName.optional(),
})
export type DavServer = z.infer<typeof davServer>

/** Where the servers of an account of kind `open` are; what is missing is not used. */
export const openSettings = z.object({
  userName: z.string().trim().max(254),
  imap: mailServer.optional(),
  smtp: mailServer.optional(),
  caldav: davServer.optional(),
  carddav: davServer.optional(),
})
export type OpenSettings = z.infer<typeof openSettings>

/** Of kind `graph`: whose mailbox, and how Kontor signs in there. */
export const graphSettings = z.object({
  mailbox: z.string().trim().max(254).meta({ description: 'User principal name or address' }),
  access: z.enum(['user', 'app']).meta({ description: 'app: with the rights of the whole firm' }),
})
export type GraphSettings = z.infer<typeof graphSettings>

/** Which side wins when both changed one field; the other value is kept as a conflict. */
export const WINNERS = ['ours', 'theirs'] as const

/** What the user wants of an account. */
export const accountOptions = z.object({
  automatic: z
    .object({ appointment: z.boolean(), task: z.boolean(), contact: z.boolean(), mail: z.boolean() })
    .meta({ description: 'What is kept in step by itself' }),
  refreshTimes: z
    .boolean()
    .meta({ description: 'Only the times of appointments and tasks taken over are kept in step by itself' }),
  winner: z
    .object({
      appointment: z.enum(WINNERS),
      task: z.enum(WINNERS),
      contact: z.enum(WINNERS),
    })
    .meta({ description: 'Which side wins when both changed one field' }),
  contactsLead: z.boolean().meta({
    description: 'Kontor leads in contacts: changes made outside become proposals instead of being taken',
  }),
  daysBack: z.int().min(0).max(3650).meta({ description: 'How far back the calendar is looked at' }),
  daysAhead: z.int().min(1).max(3650),
  removedThere: z
    .enum(['ask', 'remove'])
    .meta({ description: 'What is removed outside: ask, or move to the bin' }),
  privateItems: z
    .enum(['skip', 'time'])
    .meta({ description: 'Private appointments: not taken over, or only as time that is taken' }),
  notes: z.boolean().meta({ description: 'Notes of contacts are kept in step too' }),
  afterImport: z
    .enum(['leave', 'move'])
    .meta({ description: 'Mails taken over stay, or move to "Imported"' }),
})
export type AccountOptions = z.infer<typeof accountOptions>

export const USUAL_OPTIONS: AccountOptions = {
  automatic: { appointment: false, task: false, contact: false, mail: false },
  refreshTimes: false,
  winner: { appointment: 'ours', task: 'ours', contact: 'ours' },
  contactsLead: false,
  daysBack: 92,
  daysAhead: 730,
  removedThere: 'ask',
  privateItems: 'skip',
  notes: false,
  afterImport: 'leave',
}
