import { z } from 'zod'
import { startedJob } from '#features/runs/run.ts'
import { Problem } from '#kernel/problem.ts'
import { routesOf } from '#platform/route.ts'
import { taskBulk, tasksForContacts } from '../task-bulk.ts'
import { taskListQuery } from '../task-list.ts'
import { nearestTasks as nearestShape, task, taskChange, taskNew, taskPage } from '../task.ts'
import { startTaskBulk } from './bulk/start-bulk.ts'
import { startForContacts } from './bulk/start-for-contacts.ts'
import { changeTask } from './change-task.ts'
import { createTask } from './create-task.ts'
import { deleteTask, eraseTask, restoreTask } from './delete-task.ts'
import { listTasks } from './list-tasks.ts'
import { nearestTasks } from './nearest-tasks.ts'
import { readTask } from './read-tasks.ts'
import type { TasksDb } from './tables.ts'

const { get, ask, post, patch, remove } = routesOf<TasksDb>('tasks')
const byId = z.object({ id: z.uuid() })

const oneTask = [
  post({
    path: '/tasks',
    summary: 'Creates a task; whom it is for is told',
    may: 'user',
    body: taskNew,
    reply: task,
    run: ({ tx, by, body }) => createTask(tx, by, body),
  }),
  get({
    path: '/tasks/{id}',
    summary: 'One task',
    may: 'user',
    params: byId,
    reply: task,
    run: ({ db, by, params }) => readTask(db, by, params.id),
  }),
  patch({
    path: '/tasks/{id}',
    summary: 'Changes a task by a merge patch; closing one that comes again makes the next, once',
    may: 'user',
    params: byId,
    body: taskChange,
    reply: task,
    run: ({ tx, by, params, body, ifMatch }) => changeTask(tx, by, { id: params.id, change: body, ifMatch }),
  }),
  remove({
    path: '/tasks/{id}',
    summary: 'Moves a task to the bin; `permanent=true` (administrators) erases it',
    may: 'user',
    params: byId,
    query: z.object({ permanent: z.stringbool().default(false) }),
    run: ({ tx, by, params, query, ifMatch }) => {
      if (!query.permanent) return deleteTask(tx, by, { id: params.id, ifMatch })
      if (by.role !== 'admin')
        throw new Problem('forbidden', 'forbidden', 'Only administrators erase for good.')
      return eraseTask(tx, by, params.id)
    },
  }),
  post({
    path: '/tasks/{id}/restore',
    summary: 'Brings a task back out of the bin',
    may: 'user',
    params: byId,
    reply: task,
    status: 200,
    run: ({ tx, by, params }) => restoreTask(tx, by, params.id),
  }),
]

export const taskRoutes = [
  get({
    path: '/tasks',
    summary: 'Tasks the caller may see, by when they are due; closed ones last',
    may: 'user',
    query: taskListQuery,
    reply: taskPage,
    run: ({ db, by, query }) => listTasks(db, by, query),
  }),
  ...oneTask,
  ask({
    path: '/tasks/nearest',
    summary: 'The next open task of each of these contacts or opportunities',
    may: 'user',
    body: z
      .object({
        contactIds: z.array(z.uuid()).max(200).default([]),
        opportunityIds: z.array(z.uuid()).max(2000).default([]),
      })
      .meta({ id: 'TasksNearest' }),
    reply: nearestShape,
    run: async ({ db, by, body }) => ({ items: await nearestTasks(db, by, body) }),
  }),
  post({
    path: '/tasks/bulk',
    summary: 'Changes or deletes many tasks in the background; a run that can be undone',
    may: 'user',
    body: taskBulk,
    reply: startedJob,
    status: 202,
    run: ({ tx, by, body, house }) => startTaskBulk(tx, by, { house, body }),
  }),
  post({
    path: '/tasks/for-contacts',
    summary: 'Creates the same task for each of many contacts in the background; a run that can be undone',
    may: 'user',
    body: tasksForContacts,
    reply: startedJob,
    status: 202,
    run: ({ tx, by, body, house }) => startForContacts(tx, by, { house, body }),
  }),
]
