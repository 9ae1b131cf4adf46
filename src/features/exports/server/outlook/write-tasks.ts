import { taskHead, taskLine } from '#connectors/groupware/files/outlook-csv/write-tasks.ts'
import type { TableStyle } from '#connectors/groupware/files/outlook-csv/write-table.ts'
import type { ImportsDb } from '#features/imports/server/tables.ts'
import { itemReminder } from '#features/tasks/item-reminder.ts'
import { listTasks } from '#features/tasks/server/list-tasks.ts'
import type { TaskListQuery } from '#features/tasks/task-list.ts'
import type { Task } from '#features/tasks/task.ts'
import type { TodoItem } from '#kernel/groupware/todo-item.ts'
import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'

/** Tasks fetched at once. */
const PAGE = 200

/**
 * The tasks of a list as Outlook's table, piece by piece. The first page is read before anything is answered, so that a
 * wrong filter is refused as it should be.
 */
export async function writeTasks(
  db: Database<ImportsDb>,
  by: By,
  query: Omit<TaskListQuery, 'limit'>,
  style: TableStyle,
): Promise<AsyncGenerator<Buffer>> {
  const list = { ...query, limit: PAGE }
  const first = await listTasks(db, by, list)
  const categories = await readCategories(db)
  async function* lines() {
    yield taskHead(style)
    for (let page = first; ;) {
      const items = page.items.map((task) => itemOf(task, categories.get(task.categoryId), style))
      yield Buffer.concat(items.map((item) => taskLine(item, style)))
      if (page.nextCursor === null) return
      page = await listTasks(db, by, { ...list, cursor: page.nextCursor })
    }
  }
  return lines()
}

/** What Outlook has no column for stands in the words: whom it is about, who does it, at which time it is due. */
function itemOf(task: Task, category: string | undefined, { language }: TableStyle): TodoItem {
  const { id, title, contact, assignee, dueDate, dueTime, timeZone, status, priority } = task
  const [due, doer] = language === 'de' ? ['Fällig um', 'Zuständig'] : ['Due at', 'Assignee']
  const words = [contact?.displayName, `${doer}: ${assignee.name}`, dueTime && `${due} ${dueTime}`]
  return {
    uid: '',
    title,
    description: [...words, task.description].filter(Boolean).join('\n'),
    categories: category === undefined ? [] : [category],
    dueDay: dueDate,
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
}

async function readCategories(db: Database<ImportsDb>): Promise<Map<string, string>> {
  const labels = db.selectFrom('label').select(['id', 'name']).where('list', '=', 'task-categories')
  return new Map((await labels.execute()).map(({ id, name }) => [id, name]))
}
