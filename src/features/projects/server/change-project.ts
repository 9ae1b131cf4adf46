import { seenContacts } from '#features/contacts/server/check-contacts.ts'
import { given } from '#kernel/given.ts'
import { demandAccess, demandChange } from '#kernel/owned.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { Project, ProjectChange } from '../project.ts'
import { guardOf, holdProject } from './project-state.ts'
import type { HeldProject } from './project-state.ts'
import { readProject } from './read-projects.ts'
import type { ProjectsDb } from './tables.ts'
import { tellPeople } from './tell.ts'
import { writeState } from './write-project.ts'

interface Changing {
  id: string
  change: ProjectChange
  ifMatch?: number | undefined
}

/** Changes a project by a merge patch; lists are replaced, though contacts whom one may not see stay. */
export async function changeProject(
  tx: Tx<ProjectsDb>,
  by: By,
  { id, change, ifMatch }: Changing,
): Promise<Project> {
  const before = await lockProject(tx, by, id, 'live', ifMatch)
  demandAccess(by, { ...before.state, createdBy: before.createdBy }, change)
  const next = { ...before.state, ...given(change) }
  if (change.contacts) {
    const seen = await seenContacts(tx, by, before.state.contacts)
    next.contacts = [...before.state.contacts.filter((one) => !seen.has(one)), ...change.contacts]
  }
  const after = await writeState(tx, by, before, next)
  await tellPeople(tx, by, after, before)
  // Whoever took themselves off the list sees what they did.
  return readProject(tx, { ...by, role: 'admin' }, id, by)
}

/** Locks a project that `by` may change. */
export async function lockProject(
  tx: Tx<ProjectsDb>,
  by: By,
  id: string,
  where: 'live' | 'bin',
  ifMatch?: number,
): Promise<HeldProject> {
  const held = await holdProject(tx, id)
  demandChange(by, held, guardOf(held), { what: 'project', where, ifMatch })
  return held
}
