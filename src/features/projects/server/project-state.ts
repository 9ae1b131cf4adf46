import { sql } from 'kysely'
import { searchLines, sortKey } from '#kernel/fold.ts'
import { guardOfOwned } from '#kernel/owned.ts'
import { missing } from '#kernel/problem.ts'
import { readersOf } from '#kernel/rights.ts'
import type { Guarded } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { Project } from '../project.ts'
import type { ProjectsDb } from './tables.ts'

/** What of a project people decide; it stands in the journal. */
export interface ProjectState extends Pick<
  Project,
  | 'title'
  | 'description'
  | 'status'
  | 'startDay'
  | 'endDay'
  | 'ownerId'
  | 'opportunityId'
  | 'visibility'
  | 'access'
> {
  members: string[]
  contacts: string[]
}

/** A project as it is, whoever may see it. */
export interface HeldProject {
  id: string
  version: number
  createdBy: string | null
  isBinned: boolean
  state: ProjectState
}

/** Locks a project, as system: the caller asks for rights. */
export async function holdProject(tx: Tx<ProjectsDb>, id: string): Promise<HeldProject> {
  await sql`select 1 from project where id = ${id} for update`.execute(tx)
  const { rows } = await sql<ProjectState & Omit<HeldProject, 'state'>>`
    select r.id, r.version, r.created_by, r.deleted_at is not null as is_binned, r.title, r.description, r.status,
      r.start_day::text as start_day, r.end_day::text as end_day, r.owner_id, r.opportunity_id, r.visibility,
      r.access_ids as access,
      array(select m.user_id from project_member m where m.project_id = r.id order by m.user_id) as members,
      array(select c.contact_id from project_contact c where c.project_id = r.id order by c.contact_id) as contacts
    from project r where r.id = ${id}`.execute(tx)
  const [row] = rows
  if (!row) throw missing()
  const { version, createdBy, isBinned, id: _, ...state } = row
  return { id, version, createdBy, isBinned, state }
}

/** Who sees and who changes it: those on its list, its team, its owner, its creator. */
export function guardOf({ createdBy, state }: Pick<HeldProject, 'createdBy' | 'state'>): Guarded {
  return guardOfOwned({ ...state, createdBy }, state.members)
}

/** The columns in which a state is kept, and what follows from it. */
export function columnsOf(held: Pick<HeldProject, 'createdBy' | 'state'>) {
  const { members: _, contacts: __, access, ...plain } = held.state
  return {
    ...plain,
    accessIds: access,
    readerIds: readersOf(guardOf(held)),
    search: searchLines([plain.title, plain.description]),
    sortKey: sortKey(plain.title),
  }
}
