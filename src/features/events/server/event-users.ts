import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { uuids } from '#platform/access.ts'

/**
 * Those of these users in whose calendar event `r` stands, as an array, null for none: its owner, and whoever is on its
 * list, by themselves or by a group.
 */
export function usersOf(users: readonly string[]): RawBuilder<string[] | null> {
  return sql`(
    select array_agg(u.id order by u.id) from app_user u
    where u.id = any(${uuids(users)}) and (u.id = r.owner_id or u.id = any(r.access_ids) or exists (
      select 1 from group_member m where m.user_id = u.id and m.group_id = any(r.access_ids))))`
}
