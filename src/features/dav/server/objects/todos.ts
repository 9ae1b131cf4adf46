import { changeTask } from '#features/tasks/server/change-task.ts'
import { itemReminder, ownReminder } from '#features/tasks/item-reminder.ts'
import { createTask } from '#features/tasks/server/create-task.ts'
import { deleteTask } from '#features/tasks/server/delete-task.ts'
import { readTask, readTasks } from '#features/tasks/server/read-tasks.ts'
import type { TasksDb } from '#features/tasks/server/tables.ts'
import type { Task } from '#features/tasks/task.ts'
import { dayText } from '#kernel/wall.ts'
import { wallAt } from '#kernel/zone-clock.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { refusal } from '../../refusal.ts'
import { heldTodo, todoDifferences } from '../../todo/held-todo.ts'
import type { HeldTodo } from '../../todo/held-todo.ts'
import { firstTodo, todoText } from '../../todo/todo-text.ts'
import type { Resource } from '../collection.ts'
import { zoneOfUser } from './event-records.ts'
import type { Objects, Reading, Written } from './objects.ts'
import { demandObject } from './read-object.ts'
import type { DavDb } from '../tables.ts'

/** Tasks as to-dos (VTODO). */
export const todos: Objects = {
  texts: todoTexts,
  async prepare(reading, text) {
    const { uid } = demandObject(text, 'VTODO')
    const item = firstTodo(text, await zoneOfUser(reading.db, reading.by))
    if (!item) throw refusal('C:valid-calendar-data')
    const sent = heldTodo(item)
    return {
      uid,
      write: (tx, by, resource) =>
        resource ? change(tx, by, resource.recordId, sent) : create(tx, by, sent, item.startDay),
    }
  },
  remove: (tx, by, { recordId }) => deleteTask(tx, by, { id: recordId }),
}

async function todoTexts({ db, by }: Reading, resources: readonly Resource[]): Promise<Map<string, string>> {
  const tasks = await readTasks(
    db,
    by,
    resources.map(({ recordId }) => recordId),
  )
  const byId = new Map(tasks.map((task) => [task.id, task]))
  const zone = await zoneOfUser(db, by)
  return new Map(
    resources.flatMap(({ recordId, raw, uid }) => {
      const task = byId.get(recordId)
      if (!task) return []
      const held = heldOfTask(task)
      const assumedDay = dayText(wallAt(Date.parse(task.createdAt), task.timeZone))
      const at = Date.parse(task.updatedAt)
      return [[recordId, todoText(raw, { held, assumedDay, uid, kontorId: recordId, at, zone })]]
    }),
  )
}

function heldOfTask(task: Task): HeldTodo {
  const { title, description, dueDate, dueTime, timeZone, status, priority } = task
  return {
    title,
    description,
    dueDate,
    dueTime,
    timeZone: dueTime === null ? '' : timeZone,
    status,
    priority,
    reminderMinutes: itemReminder(task, task.reminderMinutes),
  }
}

/** A task needs a day: where a program names none, the one it begins, or today. */
async function create(tx: Tx<DavDb>, by: By, sent: HeldTodo, startDay: string | null): Promise<Written> {
  const { dueDate, timeZone, dueTime, reminderMinutes, ...said } = sent
  const zone = timeZone || (await zoneOfUser(tx, by))
  const { id } = await createTask(tx, by, {
    ...said,
    dueDate: dueDate ?? startDay ?? dayText(wallAt(Date.now(), zone)),
    dueTime,
    timeZone: zone,
    ...(dueDate !== null && {
      reminderMinutes: ownReminder({ dueDate, dueTime, timeZone: zone }, reminderMinutes),
    }),
  })
  return { kind: 'task', id }
}

async function change(tx: Tx<DavDb>, by: By, id: string, sent: HeldTodo): Promise<Written> {
  const task = await readTask(tx as Tx<TasksDb>, by, id)
  const held = heldOfTask(task)
  // A day taken away stays: a task has one.
  const meant = sent.dueDate === null ? { ...sent, ...daysOf(held) } : sent
  const differing = new Set(todoDifferences(meant, held))
  const is = (...names: (typeof differing extends Set<infer N> ? N : never)[]) =>
    names.some((name) => differing.has(name))
  const { title, description, status, priority, dueTime, timeZone, reminderMinutes } = meant
  const due = { dueDate: meant.dueDate ?? task.dueDate, dueTime, timeZone: timeZone || task.timeZone }
  const change = {
    ...(is('title') ? { title } : {}),
    ...(is('description') ? { description } : {}),
    ...(is('status') ? { status } : {}),
    ...(is('priority') ? { priority } : {}),
    ...(is('dueDay') && meant.dueDate !== null ? { dueDate: meant.dueDate } : {}),
    ...(is('dueTime') ? { dueTime } : {}),
    ...(is('timeZone') && timeZone !== '' ? { timeZone } : {}),
    ...(is('dueDay', 'dueTime', 'reminderMinutes')
      ? { reminderMinutes: ownReminder(due, reminderMinutes) }
      : {}),
  }
  if (Object.keys(change).length > 0) await changeTask(tx, by, { id, change })
  return { kind: 'task', id }
}

function daysOf({ dueDate, dueTime, timeZone, reminderMinutes }: HeldTodo) {
  return { dueDate, dueTime, timeZone, reminderMinutes }
}
