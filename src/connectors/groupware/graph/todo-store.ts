import type { LinkedResource, TodoTask } from '@microsoft/microsoft-graph-types'
import type { TodoItem } from '#kernel/groupware/todo-item.ts'
import { GroupwareError } from '../groupware-error.ts'
import type { ItemStore, Remote } from '../groupware.ts'
import { deltaChanges } from './delta-items.ts'
import { each, etagOf, present } from './graph-entity.ts'
import type { Sent } from './graph-entity.ts'
import type { GraphCall } from './graph-call.ts'
import { APPLICATION, externalIdOf, readTodo, todoMarks } from './read-todo.ts'
import type { TodoMarks } from './read-todo.ts'
import { todoBody } from './write-todo.ts'

const AS_TEXT = ['outlook.body-content-type="text"']

/**
 * The tasks of one list of To Do. A due date there has no time; what Kontor keeps is in a linked resource, which shows
 * where the task comes from. Only a user's own sign-in may write those, so an app for the whole firm only reads.
 */
export function todoStore(
  call: GraphCall,
  listId: string,
  { zone, isReadOnly }: { zone: string; isReadOnly: boolean },
): ItemStore<TodoItem> {
  const path = `/todo/lists/${encodeURIComponent(listId)}/tasks`
  const at = (id: string) => `${path}/${encodeURIComponent(id)}`
  /** The marks of all tasks of the list; forgotten when a write may have been done or not. */
  let marked: Promise<Map<string, TodoMarks>> | undefined

  const remote = (task: Sent<TodoTask>, marks: TodoMarks): Remote<TodoItem> => ({
    id: task.id,
    etag: etagOf(task),
    item: readTodo(task, marks, zone),
  })
  const whole = (id: string) =>
    call.find<Sent<TodoTask>>(`${at(id)}?$expand=linkedResources`, { prefer: AS_TEXT })
  const found = async (id: string) => {
    const task = await whole(id)
    return task && remote(task, todoMarks(task.linkedResources))
  }
  const marks = () => {
    marked ??= allMarks(call, path)
    return marked
  }
  const mayWrite = () => {
    if (isReadOnly) throw new GroupwareError('forbidden', "tasks are written with a user's own sign-in only")
  }

  const store: ItemStore<TodoItem> = {
    unsaid: ['dueTime', 'timeZone', 'private'],
    async changes(token, options) {
      const listed = async (task: Sent<TodoTask>) => {
        const known = await marks()
        return remote(task, known.get(task.id) ?? todoMarks([]))
      }
      const page = await deltaChanges<TodoTask, TodoItem>(
        call,
        { link: `${path}/delta`, prefer: AS_TEXT, found, listed },
        token,
        options,
      )
      if (!page.more) marked = undefined
      return page
    },
    async get(ids) {
      return (await each(ids, found)).filter((one) => one !== undefined)
    },
    async find(uid) {
      for (const [id, one] of await marks()) if (one.uid === uid || id === uid) return found(id)
      return undefined
    },
    async create(item) {
      mayWrite()
      const there = await store.find(item.uid)
      if (there) return there
      marked = undefined
      const fields = Object.keys(item) as (keyof TodoItem)[]
      const linkedResources = [linkOf(item, { kontorId: item.kontorId, uid: item.uid })]
      const made = await call.post<Sent<TodoTask>>(path, { ...todoBody(item, fields, zone), linkedResources })
      return present(await found(made.id), made.id)
    },
    async change({ id, etag }, item, fields) {
      mayWrite()
      const body = todoBody(item, fields, zone)
      if (fields.includes('kontorId')) {
        const now = await whole(id)
        if (!now) throw new GroupwareError('not-found', `task ${id}`)
        if (etagOf(now) !== etag) throw new GroupwareError('stale', `task ${id}`)
        await relink(now, item)
        // The link is no part of the task itself: its etag may be another now.
        const after = await call.find<Sent<TodoTask>>(at(id))
        if (after && Object.keys(body).length > 0) await call.patch(at(id), etagOf(after), body)
      } else {
        await call.patch(at(id), etag, body)
      }
      return present(await found(id), id)
    },
    async remove({ id, etag }) {
      mayWrite()
      await call.remove(at(id), etag)
      marked = undefined
    },
  }
  return store

  async function relink(task: Sent<TodoTask>, item: TodoItem): Promise<void> {
    const old = task.linkedResources?.find(({ applicationName }) => applicationName === APPLICATION)
    const link = linkOf(item, { kontorId: item.kontorId, uid: todoMarks(task.linkedResources).uid })
    marked = undefined
    if (!old?.id) await call.post(`${at(task.id)}/linkedResources`, link)
    else await call.patch(`${at(task.id)}/linkedResources/${encodeURIComponent(old.id)}`, undefined, link)
  }
}

function linkOf({ title }: TodoItem, marks: TodoMarks): LinkedResource {
  return { applicationName: APPLICATION, displayName: title, externalId: externalIdOf(marks) }
}

async function allMarks(call: GraphCall, path: string): Promise<Map<string, TodoMarks>> {
  const found = new Map<string, TodoMarks>()
  for await (const task of call.all<Sent<TodoTask>>(`${path}?$expand=linkedResources&$top=100`)) {
    found.set(task.id, todoMarks(task.linkedResources))
  }
  return found
}
