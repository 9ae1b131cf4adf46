import { queryOptions, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import type { Label } from '#features/labels/label.ts'
import type { StartedJob } from '#features/runs/run.ts'
import { followRun } from '#features/runs/web/follow-run.ts'
import { usersQuery } from '#features/contacts/web/contact-api.ts'
import { ask } from '#ui/api/request.ts'
import { text } from '#ui/texts.ts'
import { complain, did } from '#ui/undo.ts'
import type { TaskBulkChange } from '../task-bulk.ts'
import type { Task, TaskChange, TaskNew } from '../task.ts'

// What a screen asks of tasks. Keys begin with the kind of record, so that live changes refresh them.

export interface TaskPage {
  items: Task[]
  nextCursor: string | null
  total?: number
}

/** One task. */
export const taskQuery = (id: string) =>
  queryOptions({
    queryKey: ['task', id],
    queryFn: ({ signal }) => ask<Task>('GET', `/tasks/${id}`, { signal }),
  })

/** Some tasks, by the words of the list's address. */
export const tasksQuery = (params: string) =>
  queryOptions({
    queryKey: ['task', 'some', params],
    queryFn: ({ signal }) => ask<TaskPage>('GET', `/tasks?${params}`, { signal }),
  })

const categoriesQuery = queryOptions({
  queryKey: ['task-categories', 'vocabulary'],
  queryFn: async ({ signal }) =>
    (await ask<{ items: Label[] }>('GET', '/task-categories', { query: { usage: 'false' }, signal })).items,
  staleTime: 600_000,
})

const none: never[] = []

/** The names behind the ids in a task, as far as they have come. */
export function useTaskWords() {
  const categories: Label[] = useQuery(categoriesQuery).data ?? none
  const users = useQuery(usersQuery).data ?? none
  return { categories, users }
}

export type TaskWords = ReturnType<typeof useTaskWords>

/** Who can be given a task. */
export function doers({ users }: TaskWords, chosen?: string) {
  return users.filter((user) => (user.active && user.role !== 'guest') || user.id === chosen)
}

/** Makes a task; undone, it goes to the bin. */
export function useCreateTask() {
  const client = useQueryClient()
  return async (input: TaskNew): Promise<Task> => {
    const task = await ask<Task>('POST', '/tasks', { body: input })
    refresh(client)
    did({
      label: text('tasks.created', { title: task.title }),
      undo: async () => {
        await ask<void>('DELETE', `/tasks/${task.id}`)
        refresh(client)
      },
    })
    return task
  }
}

/** Changes a task: shown at once, sent, taken back when refused, undone by Ctrl+Z under `label`. */
export function useChangeTask() {
  const client = useQueryClient()
  return async (task: Task, change: TaskChange, label: string): Promise<Task> => {
    const { notify: _, ...fields } = change
    remember(client, { ...task, ...(fields as Partial<Task>) })
    try {
      const changed = await ask<Task>('PATCH', `/tasks/${task.id}`, { body: change })
      remember(client, changed)
      refresh(client)
      did({ label, undo: () => takeBack(client, task, changed, change) })
      return changed
    } catch (error) {
      remember(client, task)
      refresh(client)
      throw error
    }
  }
}

/** Gives the changed fields their old values; the next one that a closing made goes again. */
async function takeBack(client: QueryClient, before: Task, after: Task, change: TaskChange): Promise<void> {
  const fields = Object.keys(change).filter((field) => field !== 'notify')
  const old = Object.fromEntries(fields.map((field) => [field, before[field as keyof Task]]))
  remember(client, await ask<Task>('PATCH', `/tasks/${before.id}`, { body: { ...old, notify: false } }))
  if (after.nextId && before.nextId === null) await ask<void>('DELETE', `/tasks/${after.nextId}`)
  refresh(client)
}

/** Done, or to be done again. */
export function useToggleTask() {
  const change = useChangeTask()
  return (task: Task) => {
    const closes = task.status !== 'closed'
    const label = text(closes ? 'tasks.closed' : 'tasks.reopened', { title: task.title })
    void change(task, { status: closes ? 'closed' : 'open' }, label).catch(complain)
  }
}

/** Moves a task to the bin, says so and can bring it back. */
export function useDeleteTask() {
  const client = useQueryClient()
  return async (task: Task): Promise<void> => {
    try {
      await ask<void>('DELETE', `/tasks/${task.id}`)
      refresh(client)
      did({
        label: text('tasks.deleted', { title: task.title }),
        undo: async () => {
          await ask<Task>('POST', `/tasks/${task.id}/restore`)
          refresh(client)
        },
      })
    } catch (error) {
      complain(error)
    }
  }
}

/** Begins to change many tasks; what comes of it is told later, with the way back. */
export function useBulkTasks() {
  const client = useQueryClient()
  return async (targets: Record<string, unknown>, change: TaskBulkChange): Promise<void> => {
    const job = await ask<StartedJob>('POST', '/tasks/bulk', { body: { ...targets, ...change } })
    follow(client, job)
  }
}

/** Begins to make a task for each of many contacts. */
export function useTasksForContacts() {
  const client = useQueryClient()
  return async (targets: Record<string, unknown>, task: TaskNew): Promise<void> => {
    const job = await ask<StartedJob>('POST', '/tasks/for-contacts', { body: { ...targets, task } })
    follow(client, job)
  }
}

function follow(client: QueryClient, job: StartedJob): void {
  followRun(client, job)
    .then(() => refresh(client))
    .catch(complain)
}

function refresh(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: ['task'] })
}

/** Writes a task into everything on the screen that shows it. */
function remember(client: QueryClient, task: Task): void {
  client.setQueryData(['task', task.id], task)
  client.setQueriesData<TaskPage>({ queryKey: ['task'] }, (page) => {
    if (!isPage(page) || !page.items.some((item) => item.id === task.id)) return page
    return { ...page, items: page.items.map((item) => (item.id === task.id ? task : item)) }
  })
}

function isPage(data: unknown): data is TaskPage {
  return typeof data === 'object' && data !== null && 'items' in data && Array.isArray(data.items)
}
