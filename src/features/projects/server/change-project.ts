import { seenContacts } from '#features/contacts/server/check-contacts.ts'
import { isSame } from '#kernel/diff.ts'
import { given } from '#kernel/given.ts'
import { Problem, missing } from '#kernel/problem.ts'
import { mayChange, mayRead } from '#kernel/rights.ts'
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
  demandAccess(by, before, change)
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
  const guard = guardOf(held)
  if (by.role === 'guest' || !mayRead(by, guard) || held.isBinned !== (where === 'bin')) throw missing()
  if (!mayChange(by, guard)) throw new Problem('forbidden', 'forbidden', 'You may not change this project.')
  if (ifMatch !== undefined && ifMatch !== held.version)
    throw new Problem('stale', 'stale', 'Somebody else changed this project in the meantime.')
  return held
}

/** Who sees a project is for its creator and its owner to say, and for administrators. */
function demandAccess(
  by: By,
  { state, createdBy }: HeldProject,
  { visibility, access }: ProjectChange,
): void {
  const differs =
    (visibility !== undefined && visibility !== state.visibility) ||
    (access !== undefined && !isSame(access.toSorted(), state.access.toSorted()))
  const isTheirs = by.role === 'admin' || createdBy === by.id || state.ownerId === by.id
  if (differs && !isTheirs)
    throw new Problem('forbidden', 'forbidden', 'Only its creator and its owner say who sees it.')
}
