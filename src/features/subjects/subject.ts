import { z } from 'zod'

/** What a task, an appointment or an entry of the timeline may be about besides a contact. */
export const SUBJECT_KINDS = ['opportunity', 'event', 'project'] as const
export type SubjectKind = (typeof SUBJECT_KINDS)[number]

/** A record that has a timeline, tasks, appointments and files of its own. */
export const ABOUT_KINDS = ['contact', ...SUBJECT_KINDS] as const
export type AboutKind = (typeof ABOUT_KINDS)[number]

/** One record of these kinds, by its name so that a screen can say it at once. */
export interface AboutRecord {
  kind: AboutKind
  id: string
  title: string
}

export interface Subject extends AboutRecord {
  kind: SubjectKind
}

export function isSubject(record: AboutRecord): record is Subject {
  return record.kind !== 'contact'
}

/** The fields in which a record names its subjects. */
export const subjectFields = {
  opportunityId: z.uuid().nullable().optional(),
  eventId: z.uuid().nullable().optional(),
  projectId: z.uuid().nullable().optional(),
}

/** The same for what is read: always there. */
export const subjectsRead = {
  opportunityId: z.uuid().nullable(),
  eventId: z.uuid().nullable(),
  projectId: z.uuid().nullable(),
}

export interface SubjectIds {
  opportunityId: string | null
  eventId: string | null
  projectId: string | null
}

/** The field that names a subject of this kind. */
export const SUBJECT_FIELDS = {
  opportunity: 'opportunityId',
  event: 'eventId',
  project: 'projectId',
} as const satisfies Record<SubjectKind, keyof SubjectIds>

const named = z.object({ id: z.uuid(), title: z.string() }).nullable()

export const about = z
  .object({ opportunity: named, event: named, project: named })
  .meta({ id: 'About', description: 'Null where there is none or the caller may not see it' })
export type About = z.infer<typeof about>

export const NO_SUBJECTS: SubjectIds = { opportunityId: null, eventId: null, projectId: null }
export const ABOUT_NOTHING: About = { opportunity: null, event: null, project: null }

/** The query parameters by which lists ask for what one subject is about. */
export const subjectQuery = {
  opportunity: z.uuid().optional(),
  event: z.uuid().optional(),
  project: z.uuid().optional(),
}

/** The subjects a new record names; what is not said is none. */
export function subjectsOf(said: { [Field in keyof SubjectIds]?: string | null | undefined }): SubjectIds {
  const { opportunityId = null, eventId = null, projectId = null } = said
  return { opportunityId, eventId, projectId }
}

/** The subjects a reader sees, by id. */
export function idsIn({ opportunity, event, project }: About): SubjectIds {
  return {
    opportunityId: opportunity?.id ?? null,
    eventId: event?.id ?? null,
    projectId: project?.id ?? null,
  }
}

/** The subjects a reader sees, as a list. */
export function subjectsIn(about: About): Subject[] {
  return SUBJECT_KINDS.flatMap((kind) => {
    const one = about[kind]
    return one === null ? [] : [{ kind, ...one }]
  })
}

/** The one record a list is asked about; undefined when none or several are. */
export function askedAbout(query: { [Kind in AboutKind]?: string | undefined }):
  | { kind: AboutKind; id: string }
  | undefined {
  const said = ABOUT_KINDS.flatMap((kind) => {
    const id = query[kind]
    return id === undefined ? [] : [{ kind, id }]
  })
  return said.length === 1 ? said[0] : undefined
}
