import { sql } from 'kysely'
import { linkAttachment } from '#features/contacts/server/link-attachment.ts'
import { readable } from '#platform/access.ts'
import { all, listPage } from '#platform/list.ts'
import type { BinKind, SearchKind } from '#platform/record-kinds.ts'
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

/** What a contact is linked to. */
export const projectAttachment = linkAttachment<ProjectsDb>({
  table: 'project_contact',
  record: 'project',
  counted: 'projects',
})
