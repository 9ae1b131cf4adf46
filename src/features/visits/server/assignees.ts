import { sql } from 'kysely'
import { invalid } from '#kernel/problem.ts'
import { EVERYONE } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import type { VisitsDb } from './tables.ts'

/** Somebody who could be given visits. */
export interface Assignee {
  isActive: boolean
  isGuest: boolean
  /** Own id, own groups and everybody; null: an administrator, who reads all. */
  principals: readonly string[] | null
}

/** All users with what they may read by; some hundred of them at most. */
export async function readAssignees(db: Database<VisitsDb>): Promise<Map<string, Assignee>> {
  const { rows } = await sql<{ id: string; role: string; isActive: boolean; groups: string[] }>`
    select u.id, u.role, u.deactivated_at is null as is_active,
      array(select m.group_id::text from group_member m where m.user_id = u.id) as groups
    from app_user u`.execute(db)
  return new Map(
    rows.map(({ id, role, isActive, groups }) => [
      id,
      {
        isActive,
        isGuest: role === 'guest',
        principals: role === 'admin' ? null : [id, ...groups, ...(role === 'guest' ? [] : [EVERYONE])],
      },
    ]),
  )
}

/** Why somebody cannot visit a contact with these readers; undefined when they can. */
export function cannotVisit(
  assignee: Assignee | undefined,
  readers: readonly string[],
): 'inactive' | 'noAccess' | undefined {
  if (!assignee?.isActive) return 'inactive'
  if (assignee.isGuest) return 'noAccess'
  const { principals } = assignee
  return principals === null || readers.some((id) => principals.includes(id)) ? undefined : 'noAccess'
}

/** Refuses whoever is not active, only reads, or may not see one of these contacts. */
export async function demandAssignee(
  db: Database<VisitsDb>,
  userId: string,
  contactIds: readonly string[] = [],
): Promise<void> {
  const assignee = (await readAssignees(db)).get(userId)
  if (!assignee?.isActive || assignee.isGuest)
    throw invalid('assigneeId', 'unsuitable_user', 'Choose an active user who is not a guest.')
  if (assignee.principals === null || contactIds.length === 0) return
  const { rows } = await sql`
    select 1 from contact c where c.id = any(${uuids(contactIds)})
      and not c.reader_ids && ${uuids(assignee.principals)} limit 1`.execute(db)
  if (rows.length > 0)
    throw invalid('assigneeId', 'assignee_without_access', 'This user may not see the contact.')
}
