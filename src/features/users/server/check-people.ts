import { sql } from 'kysely'
import { invalid } from '#kernel/problem.ts'
import { uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'

/** Refuses an owner who is no active user with a seat. */
export async function checkOwner<T>(db: Database<T>, id: string): Promise<void> {
  await checkUsers(db, [id], 'ownerId')
}

/** Refuses users who are not active, or guests. */
export async function checkUsers<T>(db: Database<T>, ids: readonly string[], path: string): Promise<void> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return
  const { rows } = await sql`
    select 1 from app_user
    where id = any(${uuids(wanted)}) and deactivated_at is null and role <> 'guest'`.execute(db)
  if (rows.length < wanted.length)
    throw invalid(path, 'unsuitable_user', 'Choose active users who are no guests.')
}

/** Refuses an access list with anybody but active users and groups. */
export async function checkAccess<T>(db: Database<T>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const { rows } = await sql`
    select 1 from unnest(${uuids(ids)}) p(id)
    where exists (select 1 from app_user u where u.id = p.id and u.deactivated_at is null and u.role <> 'guest')
       or exists (select 1 from user_group g where g.id = p.id)`.execute(db)
  if (rows.length < ids.length)
    throw invalid('access', 'unsuitable_user', 'Choose active users who are no guests, or groups.')
}
