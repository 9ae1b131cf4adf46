import type { LinkedResource, TodoTask } from '@microsoft/microsoft-graph-types'
import type { TodoItem } from '#kernel/groupware/todo-item.ts'
import { minutesBetween } from '#kernel/groupware/ical/times.ts'
import { wallOf } from '#kernel/wall.ts'
import { bodyText } from './graph-entity.ts'
import type { Sent } from './graph-entity.ts'
import { dayIn, wallIn } from './graph-time.ts'
import { rruleOf } from './recurrence.ts'

/** What To Do shows as the origin of a task; here it also keeps who it is. */
export const APPLICATION = 'Kontor'

/** What the link of a task says: the record and the UID it was made with. */
export interface TodoMarks {
  kontorId: string | null
  uid: string | undefined
}

/** The marks of a task whose links were asked for. */
export function todoMarks(links: readonly LinkedResource[] | null | undefined): TodoMarks {
  const ours = links?.find(({ applicationName }) => applicationName === APPLICATION)
  const [kontorId = '', ...uid] = (ours?.externalId ?? '').split('#')
  return { kontorId: kontorId || null, uid: uid.join('#') || undefined }
}

/** The link's words for these marks. */
export function externalIdOf({ kontorId, uid }: TodoMarks): string {
  return `${kontorId ?? ''}#${uid ?? ''}`
}

/** A task of To Do as an item; `zone` is the account's own. */
export function readTodo(task: Sent<TodoTask>, marks: TodoMarks, zone: string): TodoItem {
  const dueDay = task.dueDateTime ? dayIn(task.dueDateTime, zone) : null
  const startDay = task.startDateTime ? dayIn(task.startDateTime, zone) : null
  return {
    uid: marks.uid ?? task.id,
    title: task.title ?? '',
    description: bodyText(task.body),
    categories: task.categories ?? [],
    dueDay,
    dueTime: null,
    timeZone: zone,
    startDay,
    status: STATUS[task.status ?? 'notStarted'] ?? 'open',
    priority: task.importance ?? 'normal',
    reminderMinutes: dueDay && task.isReminderOn ? minutesBefore(dueDay, task, zone) : null,
    rrule: task.recurrence
      ? rruleOf(task.recurrence, { start: dueDay ?? startDay ?? '', timeZone: zone })
      : null,
    private: false,
    kontorId: marks.kontorId,
  }
}

const STATUS: Record<string, TodoItem['status']> = {
  inProgress: 'started',
  waitingOnOthers: 'started',
  completed: 'closed',
}

function minutesBefore(dueDay: string, { reminderDateTime }: TodoTask, zone: string): number | null {
  if (!reminderDateTime) return null
  return minutesBetween(wallOf(wallIn(reminderDateTime, zone)), wallOf(dueDay), zone)
}
