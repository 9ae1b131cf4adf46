import { isSame } from '#kernel/diff.ts'
import type { Project, ProjectNew } from '../../project.ts'
import { writtenOf } from '../project-api.ts'

interface Named {
  id: string
  displayName: string
}

/** What the form holds: as it is typed, not as it is sent. */
export interface ProjectDraft {
  title: string
  description: string
  status: Project['status']
  startDay: string | null
  endDay: string | null
  ownerId: string
  members: string[]
  contacts: Named[]
  opportunity: { id: string; title: string } | null
  restricted: boolean
  access: string[]
}

/** What the form begins with: the project as it is, or what is known of a new one. */
export function draftOf(
  userId: string,
  { project, contact }: { project?: Project | undefined; contact?: Named | undefined },
): ProjectDraft {
  return {
    title: project?.title ?? '',
    description: project?.description ?? '',
    status: project?.status ?? 'open',
    startDay: project?.startDay ?? null,
    endDay: project?.endDay ?? null,
    ownerId: project?.ownerId ?? userId,
    members: project?.members.map(({ id }) => id) ?? [userId],
    contacts: project?.contacts ?? (contact ? [contact] : []),
    opportunity: project?.opportunity ?? null,
    restricted: project?.visibility === 'managers',
    access: project?.access ?? [],
  }
}

/** What is sent of it. */
export function projectOf({ contacts, opportunity, restricted, ...plain }: ProjectDraft): ProjectNew {
  return {
    ...plain,
    contacts: contacts.map(({ id }) => id),
    opportunityId: opportunity?.id ?? null,
    visibility: restricted ? 'managers' : 'write',
  }
}

/** Only what differs from how it was: whoever changed another field meanwhile keeps it. */
export function changesOf(project: Project, draft: ProjectDraft): Partial<ProjectNew> {
  const { visibility, opportunityId, ...next } = projectOf(draft)
  const before = writtenOf(project)
  const changed = Object.entries(next).filter(
    ([field, value]) => !isSame(inOrder(value), inOrder(before[field as keyof typeof before])),
  )
  return {
    ...Object.fromEntries(changed),
    // One that is hidden from whoever writes stays.
    ...(opportunityId === (project.opportunity?.id ?? null) ? {} : { opportunityId: opportunityId ?? null }),
    ...((project.visibility === 'managers') === draft.restricted ? {} : { visibility }),
  }
}

const inOrder = (value: unknown) => (Array.isArray(value) ? value.map(String).toSorted() : value)
