import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import { countRows, listPage } from '#platform/list.ts'
import type { ProjectListQuery, ProjectPage } from '../project.ts'
import { projectConditions, projectSource } from './project-source.ts'
import { readProjects } from './read-projects.ts'
import type { ProjectsDb } from './tables.ts'

/** One page of the projects `by` may see. */
export async function listProjects(
  db: Database<ProjectsDb>,
  by: By,
  query: ProjectListQuery,
): Promise<ProjectPage> {
  const conditions = await projectConditions(db, by, query)
  const [{ ids, nextCursor }, total] = await Promise.all([
    listPage(db, projectSource, conditions, query),
    query.count ? countRows(db, projectSource, conditions, query.count) : undefined,
  ])
  const items = await readProjects(db, by, ids)
  return { items, nextCursor, ...(total === undefined ? {} : { total }) }
}
