import { forgetRecord } from '#features/notifications/server/forget-record.ts'
import type { By } from '#kernel/rights.ts'
import { markBin } from '#platform/bin.ts'
import type { Tx } from '#platform/database.ts'
import type { Project } from '../project.ts'
import { lockProject } from './change-project.ts'
import { holdProject } from './project-state.ts'
import type { HeldProject } from './project-state.ts'
import { readProject } from './read-projects.ts'
import type { ProjectsDb } from './tables.ts'
import { tell } from './tell.ts'

/** Moves a project to the bin. */
export async function deleteProject(
  tx: Tx<ProjectsDb>,
  by: By,
  { id, ifMatch }: { id: string; ifMatch?: number | undefined },
): Promise<void> {
  await putProject(tx, by, await lockProject(tx, by, id, 'live', ifMatch), 'bin')
}

/** Brings a project back out of the bin. */
export async function restoreProject(tx: Tx<ProjectsDb>, by: By, id: string): Promise<Project> {
  await putProject(tx, by, await lockProject(tx, by, id, 'bin'), 'live')
  return readProject(tx, by, id)
}

/** Moves a locked project into the bin or out of it. */
export async function putProject(
  tx: Tx<ProjectsDb>,
  by: By,
  held: HeldProject,
  to: 'live' | 'bin',
): Promise<HeldProject> {
  const moved = await markBin(tx, by, { table: 'project', held, to })
  await tell(tx, by, to === 'bin' ? 'deleted' : 'restored', { project: moved })
  return moved
}

/** Erases a project for good, in the bin or not; the audit trail forgets its words. Administrators only: ask before. */
export async function eraseProject(tx: Tx<ProjectsDb>, by: By, id: string): Promise<void> {
  const { version } = await holdProject(tx, id)
  await tx.deleteFrom('project').where('id', '=', id).execute()
  await forgetRecord(tx, by, { kind: 'project', id, version })
}
