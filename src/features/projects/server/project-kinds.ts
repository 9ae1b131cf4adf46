import { sql } from 'kysely'
import { readable, uuids } from '#platform/access.ts'
import { all, listPage } from '#platform/list.ts'
import { attachedBy } from '#platform/record-kinds.ts'
import type { Attachment, BinKind, SearchKind } from '#platform/record-kinds.ts'
import { searchConditions } from '#platform/search.ts'
import { eraseProject } from './delete-project.ts'
import { projectSearched, projectSource } from './project-source.ts'
import { readProjects } from './read-projects.ts'
import type { ProjectsDb } from './tables.ts'

// What the features that serve every kind of record know of projects.

/** How the search over everything finds projects, what goes on first. */
export const projectSearch: SearchKind<ProjectsDb> = {
  kind: 'project',
  async find(db, by, q, limit) {
    if (by.role === 'guest') return []
    const conditions = [readable(by, sql`r.reader_ids`), ...(await searchConditions(db, q, projectSearched))]
    const { ids } = await listPage(db, projectSource, conditions, { sort: 'status', limit })
    const found = await readProjects(db, by, ids)
    return found.map(({ id, title, owner, contacts }) => {
      const subtitle = [contacts[0]?.displayName, owner.name].filter(Boolean).join(' · ')
      return { kind: 'project', id, title, subtitle, mark: null, photo: null }
    })
  },
}

/** How projects lie in the bin. */
export const projectBin: BinKind<ProjectsDb> = {
  kind: 'project',
  async rows(db, by, q) {
    const search = await searchConditions(db, q, projectSearched)
    const access = by.role === 'guest' ? sql<boolean>`false` : readable(by, sql`r.reader_ids`)
    return sql`
      select 'project' as kind, r.id, r.title, r.deleted_at, r.deleted_by, r.visibility,
        r.access_ids || r.owner_id || r.created_by
          || array(select m.user_id from project_member m where m.project_id = r.id) as manager_ids, null::jsonb as merged_into
      from project r where r.deleted_at is not null and ${all([access, ...search])}`
  },
  erase: eraseProject,
}

/** What a contact is linked to; who was linked as both is so once. */
export const projectAttachment: Attachment<ProjectsDb> = {
  ...attachedBy<ProjectsDb>('project_contact', 'contact_id', { key: sql`project_id`, holds: true }),
  async move(tx, _by, { from, to }) {
    const { rows } = await sql<{ key: string }>`
      update project_contact t set contact_id = ${to} where t.contact_id = ${from} and not exists (
        select 1 from project_contact o where o.project_id = t.project_id and o.contact_id = ${to})
      returning t.project_id::text as key`.execute(tx)
    return rows.map((row) => row.key)
  },
  async moveBack(tx, _by, { keys, holders, to }) {
    await sql`
      update project_contact t set contact_id = ${to}
      where t.contact_id = any(${uuids(holders)}) and t.project_id = any(${uuids(keys)}) and not exists (
        select 1 from project_contact o where o.project_id = t.project_id and o.contact_id = ${to})`.execute(
      tx,
    )
  },
  async counts(db, by, ids) {
    if (by.role === 'guest') return {}
    const { rows } = await sql<{ n: number }>`
      select count(distinct r.id) as n from project r join project_contact p on p.project_id = r.id
      where p.contact_id = any(${uuids(ids)}) and r.deleted_at is null and ${readable(by, sql`r.reader_ids`)}`.execute(
      db,
    )
    return { projects: rows[0]?.n ?? 0 }
  },
}
