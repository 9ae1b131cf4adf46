import { z } from 'zod'
import { AREAS } from '#kernel/groupware/area.ts'

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

/** Where users of servers that take no password sign in: Google, or a provider that the firm has registered. */
export const SIGN_INS = ['google', 'other'] as const
const signIn = z.enum(SIGN_INS)

/** Where the servers of an account of kind `open` are; what is missing is not used. */
export const openSettings = z.object({
  userName: z.string().trim().max(254),
  signIn: signIn.optional().meta({ description: 'Where its user has signed in; else it has a password' }),
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
    .object({ appointment: z.boolean(), task: z.boolean(), mail: z.boolean() })
    .meta({ description: 'What is kept in step by itself; contacts are one by one' }),
  future: z.boolean().meta({
    description: 'What is kept in step goes there too when it was made before connecting and is not over yet',
  }),
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
  pictures: z.boolean().meta({ description: 'Pictures of contacts are kept in step too' }),
  afterImport: z
    .enum(['leave', 'move'])
    .meta({ description: 'Mails taken over stay, or move to "Imported"' }),
})
export type AccountOptions = z.infer<typeof accountOptions>

export const USUAL_OPTIONS: AccountOptions = {
  automatic: { appointment: false, task: false, mail: false },
  future: false,
  refreshTimes: false,
  winner: { appointment: 'ours', task: 'ours', contact: 'ours' },
  contactsLead: false,
  daysBack: 92,
  daysAhead: 730,
  removedThere: 'ask',
  privateItems: 'skip',
  notes: false,
  pictures: true,
  afterImport: 'leave',
}

/** What counts of an account's options: where the firm keeps all accounts in step, it wins over the user's choice. */
export function optionsUnder(
  firm: { automatic?: boolean | undefined },
  options: AccountOptions,
): AccountOptions {
  if (firm.automatic !== true) return options
  return { ...options, automatic: { ...options.automatic, appointment: true, task: true } }
}

const name = z.string().trim().min(1).max(255)
const password = z.string().min(1).max(1000).meta({ description: 'Kept sealed, never shown again' })
const ownerId = z.uuid().meta({ description: 'The user, or a group whose members share it; else the caller' })

/** What an account of kind `open` is connected with. */
const openInput = {
  address: z.email().max(254),
  userName: userName.optional().meta({ description: 'The address when nothing is said' }),
  password,
  imap: mailServer.nullable().optional(),
  smtp: mailServer.nullable().optional(),
  caldav: davServer.nullable().optional(),
  carddav: davServer.nullable().optional(),
}

const openNew = z.object({
  kind: z.literal('open'),
  name: name.optional(),
  ownerId: ownerId.optional(),
  ...openInput,
})

/** Microsoft 365 with the rights of the firm; a user's own access comes into being by signing in there. */
const graphNew = z.object({
  kind: z.literal('graph'),
  name: name.optional(),
  ownerId: ownerId.optional(),
  mailbox: z.email().max(254),
})

const fileNew = z.object({ kind: z.literal('file'), name: name.optional(), ownerId: ownerId.optional() })

export const accountNew = z
  .discriminatedUnion('kind', [openNew, graphNew, fileNew])
  .meta({ id: 'GroupwareAccountNew' })
export type AccountNew = z.infer<typeof accountNew>

/** What is tried without keeping it. */
export const accountTrial = openNew.omit({ name: true, ownerId: true }).meta({ id: 'GroupwareTrial' })
export type AccountTrial = z.infer<typeof accountTrial>

/** A server given as null is used no more. */
export const accountChange = z
  .object({ name, ...openInput, mailbox: z.email().max(254), options: accountOptions.partial() })
  .partial()
  .meta({ id: 'GroupwareAccountChange' })
export type AccountChange = z.infer<typeof accountChange>

const counts = z.object({
  appointment: z.int(),
  task: z.int(),
  contact: z.int(),
  mail: z.int(),
  conflicts: z.int().meta({ description: 'Nobody has looked at them yet' }),
  made: z.int().meta({ description: 'Items there that Kontor made and may take away again' }),
})

export const account = z
  .object({
    id: z.uuid(),
    ownerId: z.uuid(),
    ownerName: z.string(),
    kind: accountKind,
    name: z.string(),
    address: z.string(),
    userName: z.string().nullable(),
    imap: mailServer.nullable(),
    smtp: mailServer.nullable(),
    caldav: davServer.nullable(),
    carddav: davServer.nullable(),
    mailbox: z.string().nullable(),
    access: z.enum(['user', 'app']).nullable(),
    signIn: signIn.nullable().meta({ description: 'Of kind open: where its user has signed in' }),
    options: accountOptions,
    state: accountState,
    fault: z
      .string()
      .nullable()
      .meta({ description: 'Why it does not run: unreachable, refused, consent …' }),
    detail: z.string().nullable().meta({ description: 'What the server said' }),
    failures: z.int().meta({ description: 'In a row' }),
    nextRunAt: z.string(),
    lastRunAt: z.string().nullable(),
    lastSuccessAt: z.string().nullable(),
    connectedAt: z.string(),
    hears: z
      .array(
        z.object({
          area: z.enum(AREAS),
          seconds: z.int().nullable().meta({ description: 'Null: at once, the server tells by itself' }),
        }),
      )
      .meta({ description: 'Where something new is taken in by itself, and after how long at most' }),
    counts: counts.meta({ description: 'Records that are linked' }),
    createdAt: z.string(),
    updatedAt: z.string(),
    version: z.int(),
  })
  .meta({ id: 'GroupwareAccount' })
export type Account = z.infer<typeof account>

export const accountList = z
  .object({ items: z.array(account), nextCursor: z.null() })
  .meta({ id: 'GroupwareAccountList' })

export const SERVERS = ['imap', 'smtp', 'caldav', 'carddav', 'graph'] as const

/** What exactly is wrong with a server, so that screens can say what to do about it. */
export const TRIAL_REASONS = [
  'no-such-host',
  'no-answer',
  'private-address',
  'certificate-expired',
  'certificate-name',
  'certificate-untrusted',
  'no-tls',
  'tls-only',
  'plain',
  'password',
  'app-password',
  'sign-in-again',
  'not-registered',
  'no-service',
  'elsewhere',
  'not-allowed',
  'busy',
  'other',
] as const

/** How each server answered when it was tried. */
export const serverTrial = z
  .object({
    server: z.enum(SERVERS),
    reason: z.enum(TRIAL_REASONS).nullable().meta({ description: 'Null: it works' }),
    detail: z.string().meta({ description: 'What the server or the system said' }),
  })
  .meta({ id: 'GroupwareServerTrial' })
export type ServerTrial = z.infer<typeof serverTrial>
export const trialResult = z.object({ servers: z.array(serverTrial) }).meta({ id: 'GroupwareTrialResult' })

/** Where the servers of an address seem to be, and who said so. */
export const discovered = z
  .object({
    userName: z.string(),
    imap: mailServer.nullable(),
    smtp: mailServer.nullable(),
    caldav: davServer.nullable(),
    carddav: davServer.nullable(),
    provider: z.string().nullable().meta({ description: 'Of a provider that is known: its name' }),
    signIn: z
      .enum(['microsoft', 'google'])
      .nullable()
      .meta({ description: 'Where signing in opens what no password does' }),
  })
  .meta({ id: 'GroupwareDiscovered' })
export type Discovered = z.infer<typeof discovered>
