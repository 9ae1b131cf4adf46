import { z } from 'zod'
import { about } from '#features/subjects/subject.ts'

/** What is taken over, in the order of the steps; address books have ways of their own. */
export const TAKEOVER_AREAS = ['mail', 'task', 'appointment'] as const
export const takeoverArea = z.enum(TAKEOVER_AREAS)
export type TakeoverArea = z.infer<typeof takeoverArea>

/** More than this nobody looks through. */
export const MOST_LISTED = 20_000

/** A series comes over as one, or as the single dates it has in the period. */
export const SERIES = ['whole', 'dates'] as const
/** Longer than this a series is not counted out, in days. */
export const MOST_DAYS = 3660

export const STEPS = ['areas', ...TAKEOVER_AREAS, 'result'] as const
export const STATES = ['listing', 'choosing', 'running', 'done', 'cancelled'] as const
export const SKIPPED = ['known', 'private', 'cancelled', 'invitation'] as const
export const RESULTS = ['imported', 'linked', 'known', 'waiting', 'failed', 'undone'] as const

/** Why a contact is suggested, the surest first. */
export const REASONS = [
  'address',
  'otherAddress',
  'domain',
  'thread',
  'number',
  'attendee',
  'name',
  'learned',
] as const
export type Reason = (typeof REASONS)[number]

export const suggestion = z
  .object({
    contactId: z.uuid(),
    name: z.string(),
    kind: z.enum(['person', 'company']),
    reasons: z.array(z.enum(REASONS)),
  })
  .meta({ id: 'TakeoverSuggestion' })
export type Suggestion = z.infer<typeof suggestion>

const person = z.object({ name: z.string(), email: z.string() })

/** What the list shows of an item. */
export const head = z
  .object({
    title: z.string(),
    from: person.nullable().meta({ description: 'Sender, or organizer' }),
    people: z.array(person).meta({ description: 'Receivers, or attendees; at most 20' }),
    peopleCount: z.int(),
    size: z.int().nullable(),
    hasAttachments: z.boolean(),
    outgoing: z.boolean(),
    internal: z.boolean().meta({ description: 'All of them are colleagues' }),
    start: z.string().nullable().meta({ description: 'Wall clock or day; of a task the day it is due' }),
    end: z.string().nullable(),
    allDay: z.boolean(),
    repeats: z.boolean(),
    kind: z.enum(['mail', 'task', 'appointment', 'meeting']).meta({ description: 'What it becomes' }),
    status: z.string().nullable(),
  })
  .meta({ id: 'TakeoverHead' })
export type Head = z.infer<typeof head>

const subjects = {
  contactId: z.uuid().nullable(),
  opportunityId: z.uuid().nullable(),
  eventId: z.uuid().nullable(),
  projectId: z.uuid().nullable(),
}

export const takeoverItem = z
  .object({
    ...subjects,
    id: z.uuid(),
    area: takeoverArea,
    collectionId: z.uuid(),
    collection: z.string(),
    at: z.string(),
    head,
    skipped: z.enum(SKIPPED).nullable(),
    chosen: z.boolean(),
    assigned: z.boolean().meta({ description: 'Somebody said what it is about' }),
    contactName: z.string().nullable(),
    about,
    suggestions: z.array(suggestion),
    result: z.enum(RESULTS).nullable(),
    fault: z.string().nullable(),
    record: z.object({ kind: z.string(), id: z.uuid() }).nullable(),
  })
  .meta({ id: 'TakeoverItem' })
export type TakeoverItem = z.infer<typeof takeoverItem>

/** What came before and what comes after any file. */
export const WHOLE_PERIOD = { since: '0001-01-01', until: '9999-12-31' }

const areaCounts = z.object({
  offered: z.int(),
  chosen: z.int(),
  assigned: z.int().meta({ description: 'Of the chosen ones: it is said what they are about' }),
  skipped: z.int(),
  imported: z.int(),
  known: z.int(),
  waiting: z.int().meta({ description: 'Mails of which nobody said whose they are: they wait in the inbox' }),
  failed: z.int(),
  undone: z.int(),
})
export type AreaCounts = z.infer<typeof areaCounts>

export const refreshed = z
  .object({ updated: z.int(), unchanged: z.int(), missing: z.int() })
  .partial()
  .meta({ description: 'Times of what was taken over before' })

export const takeover = z
  .object({
    id: z.uuid(),
    accountId: z.uuid(),
    accountName: z.string(),
    files: z
      .array(z.string())
      .meta({ description: 'Names of the files it is read from; empty for a groupware' }),
    areas: z.array(takeoverArea),
    sources: z
      .array(
        z.object({
          id: z.uuid(),
          area: takeoverArea,
          name: z.string(),
          offered: z.int().meta({ description: 'New ones in it' }),
          known: z.int().meta({ description: 'Those in it that Kontor has already' }),
        }),
      )
      .meta({ description: 'Folders, lists and calendars it is read from' }),
    refresh: z.boolean(),
    series: z.enum(SERIES),
    since: z.string(),
    until: z.string(),
    step: z.enum(STEPS),
    state: z.enum(STATES),
    listed: z.int(),
    truncated: z.array(takeoverArea).meta({ description: 'Of these there is more than was listed' }),
    counts: z.object({ mail: areaCounts, task: areaCounts, appointment: areaCounts }),
    refreshed,
    fault: z.string().nullable(),
    jobId: z.uuid().nullable(),
    runId: z.uuid().nullable().meta({ description: 'With it everything can be taken back' }),
    busy: z.boolean().meta({ description: 'A job is at work on it' }),
    createdAt: z.string(),
  })
  .meta({ id: 'Takeover' })
export type Takeover = z.infer<typeof takeover>

export const takeoverList = z.object({ items: z.array(takeover), nextCursor: z.null() }).meta({
  id: 'TakeoverList',
})

export const takeoverNew = z
  .object({
    accountId: z.uuid().optional().meta({ description: 'The groupware it is read from; else `files`' }),
    files: z
      .array(z.uuid())
      .min(1)
      .max(20)
      .optional()
      .meta({ description: 'Files that were brought; all that is in them' }),
    areas: z.array(takeoverArea).max(3).default([]),
    refresh: z
      .boolean()
      .default(false)
      .meta({ description: 'Brings times of what is there already up to date' }),
    series: z.enum(SERIES).default('whole').meta({
      description: 'dates: each date of a series in the period by itself, kept in step with nothing',
    }),
    since: z.iso.date().optional(),
    until: z.iso.date().optional(),
    sources: z.array(z.uuid()).max(200).optional().meta({
      description: 'Calendars, task lists and folders; else those meant for it, or the main ones',
    }),
  })
  .meta({ id: 'TakeoverNew' })
export type TakeoverNew = z.infer<typeof takeoverNew>

export const takeoverStep = z.object({ step: z.enum(STEPS) }).meta({ id: 'TakeoverStep' })

/** What is said of many at once; a field that is left out stays as it is. */
export const takeoverAssign = z
  .object({
    area: takeoverArea,
    ids: z.array(z.uuid()).max(20_000).optional().meta({ description: 'Left out: all of the area' }),
    except: z.array(z.uuid()).max(20_000).optional().meta({ description: 'But not these' }),
    q: z.string().max(200).optional().meta({ description: 'Only those with these words' }),
    chosen: z.boolean().optional(),
    contactId: z.uuid().nullable().optional(),
    opportunityId: z.uuid().nullable().optional(),
    eventId: z.uuid().nullable().optional(),
    projectId: z.uuid().nullable().optional(),
  })
  .meta({ id: 'TakeoverAssign' })
export type TakeoverAssign = z.infer<typeof takeoverAssign>

export const itemPage = z
  .object({ items: z.array(takeoverItem), nextCursor: z.string().nullable() })
  .meta({ id: 'TakeoverItemPage' })

export const source = z
  .object({
    id: z.uuid(),
    area: takeoverArea,
    name: z.string(),
    preset: z.boolean().meta({ description: 'Read when nothing is said' }),
    inbox: z.boolean(),
    count: z.int().nullable(),
    seconds: z.int().nullable().meta({ description: 'About how long listing it takes' }),
  })
  .meta({ id: 'TakeoverSource' })
export type Source = z.infer<typeof source>

/** Why times cannot be refreshed by hand: something does it by itself. */
export const refreshing = z.object({
  hidden: z.enum(['refreshTimes', 'automatic']).nullable(),
  lastRunAt: z.string().nullable(),
  nextRunAt: z.string().nullable(),
})
export type Refreshing = z.infer<typeof refreshing>

export const sourceList = z.object({ items: z.array(source), refreshing }).meta({ id: 'TakeoverSources' })

/** An item of the groupware that could be taken over. */
export const candidate = z
  .object({
    externalId: z.string(),
    area: takeoverArea,
    collection: z.string(),
    at: z.string(),
    head,
    contactId: z.uuid().nullable().meta({ description: 'Where there is no doubt' }),
    suggestions: z.array(suggestion),
  })
  .meta({ id: 'GroupwareCandidate' })
export type Candidate = z.infer<typeof candidate>

export const candidatePage = z
  .object({ items: z.array(candidate), nextCursor: z.string().nullable() })
  .meta({ id: 'GroupwareCandidatePage' })

/** All there is to take over; contacts are looked through by a job of their own first (`…/cards/read`). */
export const importArea = z.enum([...TAKEOVER_AREAS, 'contact'])

export const importInput = z
  .object({
    area: importArea,
    items: z
      .array(
        z.object({
          externalId: z.string().min(1).max(2000),
          contactId: z.uuid().optional(),
          companyId: z.uuid().optional(),
        }),
      )
      .min(1)
      .max(1000),
  })
  .meta({ id: 'GroupwareImport' })
export type ImportInput = z.infer<typeof importInput>

/** Only one step on, or one back. */
export function isNextStep(from: (typeof STEPS)[number], to: (typeof STEPS)[number]): boolean {
  return to !== 'result' && Math.abs(STEPS.indexOf(to) - STEPS.indexOf(from)) === 1
}

/** Why the refreshing of times by hand is not offered: with any automatic way it could only race (null: it is). */
export function hiddenRefresh(options: {
  refreshTimes: boolean
  automatic: { appointment: boolean; task: boolean }
}): Refreshing['hidden'] {
  if (options.automatic.appointment || options.automatic.task) return 'automatic'
  return options.refreshTimes ? 'refreshTimes' : null
}
