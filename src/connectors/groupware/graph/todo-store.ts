import type { LinkedResource, TodoTask } from '@microsoft/microsoft-graph-types'
import type { TodoItem } from '#kernel/groupware/todo-item.ts'
import { GroupwareError } from '../groupware-error.ts'
import type { ItemStore, Remote } from '../groupware.ts'
import { deltaChanges } from './delta-items.ts'
import { each, etagOf, present, withoutNulls } from './graph-entity.ts'
import type { Sent } from './graph-entity.ts'
import type { GraphCall } from './graph-call.ts'
import { noted } from './noted.ts'
import type { Noted } from './noted.ts'
import { APPLICATION, externalIdOf, readTodo, todoMarks } from './read-todo.ts'
import type { TodoMarks } from './read-todo.ts'
import { todoBody } from './write-todo.ts'

const AS_TEXT = ['outlook.body-content-type="text"']

interface InList {
  call: GraphCall
  path: string
  zone: string
  /** Of all tasks of the list; forgotten when a write may have been done or not. */
  marks: Noted<Map<string, TodoMarks>>
}

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
  const list: InList = { call, path, zone, marks: noted(() => allMarks(call, path)) }
  const found = (id: string) => foundTodo(list, id)
  const listed = async (task: Sent<TodoTask>) => {
    const known = await list.marks.read()
    return remoteTodo(list, task, known.get(task.id) ?? todoMarks([]))
  }
  const mayWrite = () => {
    if (isReadOnly) throw new GroupwareError('forbidden', "tasks are written with a user's own sign-in only")
  }
  return {
    unsaid: ['dueTime', 'timeZone', 'private'],
    async changes(token, options) {
      if (token === null) list.marks.forget()
      const source = { link: `${path}/delta`, prefer: AS_TEXT, found, listed }
      return deltaChanges<TodoTask, TodoItem>(call, source, token, options)
    },
    async get(ids) {
      return (await each(ids, found)).filter((one) => one !== undefined)
    },
    find: (uid) => findTodo(list, uid),
    async create(item) {
      mayWrite()
      return createTodo(list, item)
    },
    async change(remote, item, fields) {
      mayWrite()
      return changeTodo(list, remote, item, fields)
    },
    async remove({ id, etag }) {
      mayWrite()
      await call.remove(at(list, id), etag)
      list.marks.forget()
    },
  }
}

function at({ path }: InList, id: string): string {
  return `${path}/${encodeURIComponent(id)}`
}

function remoteTodo({ zone }: InList, task: Sent<TodoTask>, marks: TodoMarks): Remote<TodoItem> {
  return { id: task.id, etag: etagOf(task), item: readTodo(task, marks, zone) }
}

function wholeTask(list: InList, id: string): Promise<Sent<TodoTask> | undefined> {
  return list.call.find<Sent<TodoTask>>(`${at(list, id)}?$expand=linkedResources`, { prefer: AS_TEXT })
}

async function foundTodo(list: InList, id: string): Promise<Remote<TodoItem> | undefined> {
  const task = await wholeTask(list, id)
  return task && remoteTodo(list, task, todoMarks(task.linkedResources))
}

/** Graph cannot search for links, so that all of the list are looked through. */
async function findTodo(list: InList, uid: string): Promise<Remote<TodoItem> | undefined> {
  for (const [id, marks] of await list.marks.read()) {
    if (marks.uid === uid || id === uid) return foundTodo(list, id)
  }
  return undefined
}

async function createTodo(list: InList, item: TodoItem): Promise<Remote<TodoItem>> {
  const there = await findTodo(list, item.uid)
  if (there) return there
  list.marks.forget()
  const fields = Object.keys(item) as (keyof TodoItem)[]
  const body = withoutNulls(todoBody(item, fields, list.zone))
  const made = await list.call.post<Sent<TodoTask>>(list.path, {
    ...body,
    linkedResources: [linkOf(item, { kontorId: item.kontorId, uid: item.uid })],
  })
  return present(await foundTodo(list, made.id), made.id)
}

async function changeTodo(
  list: InList,
  { id, etag }: { id: string; etag: string },
  item: TodoItem,
  fields: readonly (keyof TodoItem)[],
): Promise<Remote<TodoItem>> {
  // That To Do heeds If-Match is not written anywhere, so that it is looked first.
  const now = present(await wholeTask(list, id), id)
  if (etagOf(now) !== etag) throw new GroupwareError('stale', `task ${id}`)
  const body = todoBody(item, fields, list.zone)
  if (Object.keys(body).length > 0) await list.call.patch(at(list, id), etag, body)
  if (fields.includes('kontorId')) await relink(list, now, item)
  return present(await foundTodo(list, id), id)
}

async function relink(list: InList, task: Sent<TodoTask>, item: TodoItem): Promise<void> {
  const path = `${at(list, task.id)}/linkedResources`
  const old = task.linkedResources?.find(({ applicationName }) => applicationName === APPLICATION)
  const link = linkOf(item, { kontorId: item.kontorId, uid: todoMarks(task.linkedResources).uid })
  list.marks.forget()
  if (!old?.id) await list.call.post(path, link)
  else await list.call.patch(`${path}/${encodeURIComponent(old.id)}`, undefined, link)
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
