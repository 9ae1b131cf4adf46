import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { Project, ProjectNew } from '../project.ts'
import { readProject } from './read-projects.ts'
import type { ProjectsDb } from './tables.ts'
import { tellPeople } from './tell.ts'
import { insertProject } from './write-project.ts'

/** Makes a project of one's own or another's; whose it is and who belongs to it are told. */
export async function createProject(tx: Tx<ProjectsDb>, by: By, input: ProjectNew): Promise<Project> {
  if (by.role === 'guest') throw new Problem('forbidden', 'forbidden', 'Guests have no projects.')
  const made = await insertProject(tx, by, {
    title: input.title,
    description: input.description ?? '',
    status: input.status ?? 'open',
    startDay: input.startDay ?? null,
    endDay: input.endDay ?? null,
    ownerId: input.ownerId ?? by.id,
    opportunityId: input.opportunityId ?? null,
    visibility: input.visibility ?? 'write',
    access: input.access ?? [],
    members: input.members ?? [],
    contacts: input.contacts ?? [],
  })
  await tellPeople(tx, by, made)
  return readProject(tx, by, made.id)
}
