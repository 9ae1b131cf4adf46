import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { checkContacts } from '#features/contacts/server/check-contacts.ts'
import { withdrawNotifications } from '#features/notifications/server/notify.ts'
import { readOpportunity } from '#features/opportunities/server/read-opportunities.ts'
import { checkAccess, checkOwner, checkUsers } from '#features/users/server/check-people.ts'
import { diff } from '#kernel/diff.ts'
import { Problem, invalid } from '#kernel/problem.ts'
import { readersOf } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Database, Tx } from '#platform/database.ts'
import { columnsOf, guardOf } from './project-state.ts'
import type { HeldProject, ProjectState } from './project-state.ts'
import type { ProjectsDb } from './tables.ts'
import { tell } from './tell.ts'

/** Writes a new project down. */
export async function insertProject(tx: Tx<ProjectsDb>, by: By, wanted: ProjectState): Promise<HeldProject> {
  const id = randomUUIDv7()
  const made: HeldProject = { id, version: 1, createdBy: by.id, isBinned: false, state: settled(wanted) }
  await checkProject(tx, by, made.state)
  await tx
    .insertInto('project')
    .values({ id, ...columnsOf(made), createdBy: by.id, updatedBy: by.id })
    .execute()
  await writeLinks(tx, made)
  await tell(tx, by, 'created', { project: made, diff: diff({}, made.state) })
  return made
}

/** Writes a state, with all that follows from it; nothing when nothing differs. */
export async function writeState(
  tx: Tx<ProjectsDb>,
  by: By,
  before: HeldProject,
  wanted: ProjectState,
): Promise<HeldProject> {
  const state = settled(wanted)
  const changes = diff(before.state, state)
  if (changes.length === 0) return before
  await checkProject(tx, by, state, before.state)
  const after: HeldProject = { ...before, version: before.version + 1, state }
  await tx
    .updateTable('project')
    .set({
      ...columnsOf(after),
      updatedBy: by.id,
      updatedAt: sql<string>`now()`,
      version: after.version,
    })
    .where('id', '=', after.id)
    .execute()
  await writeLinks(tx, after)
  await withdrawNotifications(tx, after.id, readersOf(guardOf(after)))
  await tell(tx, by, 'changed', { project: after, before, diff: changes })
  return after
}

function settled(state: ProjectState): ProjectState {
  return {
    ...state,
    access: [...new Set(state.access)],
    members: [...new Set([...state.members, state.ownerId])].toSorted(),
    contacts: [...new Set(state.contacts)].toSorted(),
  }
}

/** What is newly named has to be there; what was named before need not be any more. */
async function checkProject(
  db: Database<ProjectsDb>,
  by: By,
  state: ProjectState,
  before?: ProjectState,
): Promise<void> {
  const { startDay, endDay, ownerId, opportunityId } = state
  if (startDay && endDay && endDay < startDay)
    throw invalid('endDay', 'before_start', 'It ends before it begins.')
  const fresh = (field: 'members' | 'contacts' | 'access') =>
    state[field].filter((id) => !before?.[field].includes(id))
  if (ownerId !== before?.ownerId) await checkOwner(db, ownerId)
  await checkUsers(db, fresh('members'), 'members')
  await checkAccess(db, fresh('access'))
  await checkContacts(db, by, fresh('contacts'), 'contacts')
  if (!opportunityId || opportunityId === before?.opportunityId) return
  await readOpportunity(db, by, opportunityId).catch((error: unknown) => {
    if (!(error instanceof Problem)) throw error
    throw invalid('opportunityId', 'unknown', 'There is no such opportunity, or you may not see it.')
  })
}

async function writeLinks(tx: Tx<ProjectsDb>, { id, state }: HeldProject): Promise<void> {
  const { members, contacts } = state
  await sql`delete from project_member where project_id = ${id}`.execute(tx)
  await sql`
    insert into project_member (project_id, user_id) select ${id}, one from unnest(${uuids(members)}) one`.execute(
    tx,
  )
  await sql`delete from project_contact where project_id = ${id}`.execute(tx)
  await sql`
    insert into project_contact (project_id, contact_id) select ${id}, one from unnest(${uuids(contacts)}) one`.execute(
    tx,
  )
}
