import { z } from 'zod'
import { Problem } from '#kernel/problem.ts'
import { routesOf } from '#platform/route.ts'
import { project, projectChange, projectListQuery, projectNew, projectPage } from '../project.ts'
import { changeProject } from './change-project.ts'
import { createProject } from './create-project.ts'
import { deleteProject, eraseProject, restoreProject } from './delete-project.ts'
import { listProjects } from './list-projects.ts'
import { projectOfOpportunity } from './project-of-opportunity.ts'
import { readProject } from './read-projects.ts'
import type { ProjectsDb } from './tables.ts'
import type { TakeOver } from './take-over.ts'

const { get, post, patch, remove } = routesOf<ProjectsDb>('projects')
const byId = z.object({ id: z.uuid() })

const oneProject = [
  post({
    path: '/projects',
    summary: 'Creates a project; whose it is and who belongs to it are told',
    may: 'user',
    body: projectNew,
    reply: project,
    run: ({ tx, by, body }) => createProject(tx, by, body),
  }),
  get({
    path: '/projects/{id}',
    summary: 'One project',
    may: 'user',
    params: byId,
    reply: project,
    run: ({ db, by, params }) => readProject(db, by, params.id),
  }),
  patch({
    path: '/projects/{id}',
    summary: 'Changes a project by a merge patch',
    may: 'user',
    params: byId,
    body: projectChange,
    reply: project,
    run: ({ tx, by, params, body, ifMatch }) =>
      changeProject(tx, by, { id: params.id, change: body, ifMatch }),
  }),
  remove({
    path: '/projects/{id}',
    summary: 'Moves a project to the bin; `permanent=true` (administrators) erases it',
    may: 'user',
    params: byId,
    query: z.object({ permanent: z.stringbool().default(false) }),
    run: ({ tx, by, params, query, ifMatch }) => {
      if (!query.permanent) return deleteProject(tx, by, { id: params.id, ifMatch })
      if (by.role !== 'admin')
        throw new Problem('forbidden', 'forbidden', 'Only administrators erase for good.')
      return eraseProject(tx, by, params.id)
    },
  }),
  post({
    path: '/projects/{id}/restore',
    summary: 'Brings a project back out of the bin',
    may: 'user',
    params: byId,
    reply: project,
    status: 200,
    run: ({ tx, by, params }) => restoreProject(tx, by, params.id),
  }),
]

/** The routes of projects; what one takes over from its opportunity besides, features above say. */
export const projectRoutes = (takeOvers: readonly TakeOver[]) => [
  get({
    path: '/projects',
    summary: 'Projects the caller may see, what goes on first',
    may: 'user',
    query: projectListQuery,
    reply: projectPage,
    run: ({ db, by, query }) => listProjects(db, by, query),
  }),
  post({
    path: '/opportunities/{id}/project',
    summary:
      'Makes the project that follows from an opportunity, with its words, owner, participants and documents',
    may: 'user',
    params: byId,
    reply: project,
    run: ({ tx, by, params }) => projectOfOpportunity(tx, by, { opportunityId: params.id, takeOvers }),
  }),
  ...oneProject,
]
