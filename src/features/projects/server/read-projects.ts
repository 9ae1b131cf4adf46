import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { abilitiesOfOwned } from '#kernel/owned.ts'
import { missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { readable, uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import type { Project } from '../project.ts'
import type { ProjectsDb } from './tables.ts'

/** The project, if `by` may see it; shown as to `viewer`. */
export async function readProject(
  db: Database<ProjectsDb>,
  by: By,
  id: string,
  viewer: By = by,
): Promise<Project> {
  const [found] = await readShown(db, by, sql`r.id = ${id} and r.deleted_at is null`, viewer)
  if (!found) throw missing()
  return found
}

/** These projects in this order; what `by` may not see is left out. */
export async function readProjects(
  db: Database<ProjectsDb>,
  by: By,
  ids: readonly string[],
): Promise<Project[]> {
  if (ids.length === 0) return []
  const found = await readShown(db, by, sql`r.id = any(${uuids(ids)})`, by)
  const byId = new Map(found.map((one) => [one.id, one]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

interface Row extends Omit<Project, 'can' | 'owner'> {
  ownerName: string
}

async function readShown(
  db: Database<ProjectsDb>,
  by: By,
  found: RawBuilder<unknown>,
  viewer: By,
): Promise<Project[]> {
  const { rows } = await sql<Row>`
    select r.id, r.title, r.description, r.status, r.start_day::text as start_day, r.end_day::text as end_day,
      r.owner_id, u.name as owner_name, o.id as opportunity_id,
      case when o.id is not null then jsonb_build_object('id', o.id, 'title', o.title) end as opportunity,
      r.visibility, r.access_ids as access, r.created_by, r.created_at, r.updated_at, r.version,
      (select coalesce(jsonb_agg(jsonb_build_object('id', mu.id, 'name', mu.name) order by lower(mu.name)), '[]')
        from project_member m join app_user mu on mu.id = m.user_id where m.project_id = r.id) as members,
      (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'displayName', c.display_name) order by c.sort_key), '[]')
        from project_contact p join contact c on c.id = p.contact_id and c.deleted_at is null
        where p.project_id = r.id and ${readable(viewer, sql`c.reader_ids`)}) as contacts
    from project r join app_user u on u.id = r.owner_id
    left join opportunity o on o.id = r.opportunity_id and o.deleted_at is null
      and ${readable(viewer, sql`o.reader_ids`)}
    where ${found} and ${readable(by, sql`r.reader_ids`)}`.execute(db)
  return rows.map((row) => present(row, viewer))
}

function present({ ownerName, ...row }: Row, by: By): Project {
  const team = row.members.map(({ id }) => id)
  return {
    ...row,
    owner: { id: row.ownerId, name: ownerName },
    can: abilitiesOfOwned(by, row, team),
  }
}
