import { sql } from 'kysely'
import type { TaskChange } from '#features/tasks/task.ts'
import { itemReminder, ownReminder } from '#features/tasks/item-reminder.ts'
import { changeTask } from '#features/tasks/server/change-task.ts'
import { createTask } from '#features/tasks/server/create-task.ts'
import { deleteTask, restoreTask } from '#features/tasks/server/delete-task.ts'
import { readTasks } from '#features/tasks/server/read-tasks.ts'
import type { TodoItem } from '#kernel/groupware/todo-item.ts'
import type { By } from '#kernel/rights.ts'
import { isTimeZone } from '#kernel/time-zone.ts'
import type { Database, Tx } from '#platform/database.ts'
import { cut, isAny, textsOf, untitled } from './our-side.ts'
import type { OurArea, OurKind } from './our-side.ts'
import type { SyncItem } from '../run.ts'
import type { SyncDb } from '../tables.ts'

/**
 * What comes again is made anew by each side itself when one is done, and each of them is kept in step alone: a rule on
 * both sides would make two of each.
 */
const FIELDS = [
  'title',
  'description',
  'categories',
  'dueDay',
  'dueTime',
  'status',
  'priority',
  'reminderMinutes',
] as const

const tasks: OurKind = {
  kind: 'task',
  area: 'task',
  keepsOurs: false,
  fields: () => FIELDS,
  live: (by) => sql`
    select r.id, r.version, r.created_at, r.closed_at as over_at from task r
    where r.assignee_id = ${by.id} and r.deleted_at is null`,
  async read(db, by, ids) {
    const [found, names] = [await readTasks(db, by, ids), await categoryNames(db)]
    const own = found.filter(({ assigneeId }) => assigneeId === by.id)
    const live = await liveIds(
      db,
      own.map(({ id }) => id),
    )
    return new Map(
      own
        .filter(({ id }) => live.has(id))
        .map((task) => {
          const name = names.get(task.categoryId)
          const { id, version, title, description, dueTime, timeZone, status, priority } = task
          const item: TodoItem = {
            uid: uidOf(id),
            title,
            description,
            categories: name === undefined ? [] : [name],
            dueDay: task.dueDate,
            dueTime,
            timeZone,
            startDay: null,
            status,
            priority,
            reminderMinutes: itemReminder(task, task.reminderMinutes),
            rrule: null,
            private: false,
            kontorId: id,
          }
          return [
            id,
            { id, version, item: item as unknown as SyncItem, mayChange: task.can.includes('change') },
          ]
        }),
    )
  },
  async change(tx, by, { id, version, item: ours }, { fields, item }) {
    const change = await changeOf(tx, by, fields, item)
    const reminder = reminderChange(fields, item as unknown as TodoItem, {
      ours: ours as unknown as TodoItem,
      change,
    })
    await changeTask(tx, by, { id, change: { ...change, ...reminder, notify: false }, ifMatch: version })
  },
  async remove(tx, by, id) {
    await deleteTask(tx, by, { id })
  },
  async restore(tx, by, id) {
    await restoreTask(tx, by, id)
  },
}

/** What a record of ours is called outside, the same in every mailbox and in every calendar that is subscribed to. */
export const uidOf = (id: string): string => `${id}@kontor`

export const taskArea: OurArea = {
  area: 'task',
  kinds: [tasks],
  bringsNew: true,
  /** Without a day it is due today: every task of ours has one. */
  async create(tx, by, item, about = {}) {
    const { dueDay, dueTime, timeZone, reminderMinutes } = item as unknown as TodoItem
    const today = Temporal.Now.plainDateISO().toString()
    const due = dueDay !== null && { dueDate: dueDay, dueTime, timeZone }
    const { title = untitled(by), ...said } = await changeOf(tx, by, FIELDS, item)
    const { position: _, ...input } = said
    const { id } = await createTask(tx, by, {
      ...about,
      ...input,
      title,
      dueDate: dueDay ?? today,
      reminderMinutes: due ? ownReminder(due, reminderMinutes) : null,
      notify: false,
    })
    return { kind: 'task', id }
  },
  async match(tx, by, account, item) {
    const { rows } = await sql<{ id: string }>`
      select r.id from task r where r.id = ${idIn(item)}::uuid
        and r.assignee_id = ${by.id} and r.deleted_at is null
        and not exists (select from groupware_link l where l.account_id = ${account.id} and l.record_id = r.id
          and l.record_kind = 'task' and (l.remote_id is not null or l.uid <> ${item.uid}))`.execute(tx)
    return rows[0] && { kind: 'task', id: rows[0].id }
  },
}

/** The id of ours that an item says, or that its UID is made of. */
function idIn({ kontorId, uid }: SyncItem): string | null {
  const id = kontorId ?? uid.replace(/@kontor$/, '')
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id) ? id : null
}

async function changeOf(
  tx: Tx<SyncDb>,
  by: By,
  fields: readonly string[],
  item: SyncItem,
): Promise<TaskChange> {
  const todo = item as unknown as TodoItem
  const change: TaskChange = {}
  if (isAny(fields, 'title')) change.title = cut(todo.title, 255).trim() || untitled(by)
  if (isAny(fields, 'description')) change.description = cut(todo.description, 65_000)
  if (isAny(fields, 'dueDay') && todo.dueDay !== null) change.dueDate = todo.dueDay
  if (isAny(fields, 'dueTime')) {
    change.dueTime = todo.dueTime
    if (todo.dueTime !== null && isTimeZone(todo.timeZone)) change.timeZone = todo.timeZone
  }
  if (isAny(fields, 'status')) change.status = todo.status
  if (isAny(fields, 'priority')) change.priority = todo.priority
  const category = isAny(fields, 'categories') ? await categoryOf(tx, item) : undefined
  return category === undefined ? change : { ...change, categoryId: category }
}

/**
 * Our reminder when theirs is another, or when the task is due at another time than the reminder counted from: what they
 * say of it did not move. Where theirs knows no reminders, ours keeps its distance.
 */
function reminderChange(
  fields: readonly string[],
  todo: TodoItem,
  { ours, change }: { ours: TodoItem; change: TaskChange },
): TaskChange {
  const isAnother = isAny(fields, 'reminderMinutes')
  const isMoved = isAny(fields, 'dueDay', 'dueTime') && todo.reminderMinutes !== null
  if (!isAnother && !isMoved) return {}
  const { dueDate = ours.dueDay, dueTime = ours.dueTime, timeZone = ours.timeZone } = change
  if (dueDate === null) return {}
  const minutes = isAnother ? todo.reminderMinutes : ours.reminderMinutes
  return { reminderMinutes: ownReminder({ dueDate, dueTime, timeZone }, minutes) }
}

/** The first of its categories that is one of ours. */
async function categoryOf(tx: Tx<SyncDb>, item: SyncItem): Promise<string | undefined> {
  const names = textsOf(item['categories']).map((name) => name.toLowerCase())
  const ours = new Map([...(await categoryNames(tx))].map(([id, name]) => [name.toLowerCase(), id]))
  return names.map((name) => ours.get(name)).find((id) => id !== undefined)
}

async function categoryNames(db: Database<SyncDb>): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('label')
    .select(['id', 'name'])
    .where('list', '=', 'task-categories')
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

async function liveIds(db: Database<SyncDb>, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .selectFrom('task')
    .select('id')
    .where('id', 'in', [...ids])
    .where('deletedAt', 'is', null)
    .execute()
  return new Set(rows.map(({ id }) => id))
}
