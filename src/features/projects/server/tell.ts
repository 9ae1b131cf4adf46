import { notify } from '#features/notifications/server/notify.ts'
import { readersOf } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import type { FieldChange } from '#platform/journal.ts'
import { guardOf } from './project-state.ts'
import type { HeldProject } from './project-state.ts'
import type { ProjectsDb } from './tables.ts'

interface What {
  project: HeldProject
  before?: HeldProject
  diff?: FieldChange[]
}

/** Writes down what happened to a project; whoever could see it before or can now hears of it. */
export async function tell(
  tx: Tx<ProjectsDb>,
  by: By,
  verb: 'created' | 'changed' | 'deleted' | 'restored',
  { project, before = project, diff = [] }: What,
): Promise<void> {
  const readers = [before, project].flatMap((one) => readersOf(guardOf(one)))
  await record(tx, by, {
    action: `project.${verb}`,
    kind: 'project',
    id: project.id,
    title: project.state.title,
    diff,
    version: project.version,
    readers: [...new Set(readers)],
  })
}

/** Tells whose it is now, who belongs to its team, and who was put on its list. */
export async function tellPeople(
  tx: Tx<ProjectsDb>,
  by: By,
  { id, state }: HeldProject,
  before?: HeldProject,
): Promise<void> {
  const peopleOf = (one: HeldProject['state']) => [one.ownerId, ...one.members, ...one.access]
  const had = new Set(before ? peopleOf(before.state) : [])
  const users = [...new Set(peopleOf(state).filter((one) => !had.has(one)))]
  const named = { kind: 'project', id, title: state.title }
  await notify(tx, by, { users, kind: 'manager', record: named, text: state.description })
}
