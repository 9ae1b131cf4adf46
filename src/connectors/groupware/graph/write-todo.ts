import type { TodoTask } from '@microsoft/microsoft-graph-types'
import type { TodoItem } from '#kernel/groupware/todo-item.ts'
import { MINUTE, wallOf, wallText } from '#kernel/wall.ts'
import { instantOf, wallAt } from '#kernel/zone-clock.ts'
import { stated } from './graph-time.ts'
import { recurrenceOf } from './recurrence.ts'

/** What to send so that a task has these fields of the item; days are midnights in the account's zone, as To Do's own. */
export function todoBody(item: TodoItem, fields: readonly (keyof TodoItem)[], zone: string): TodoTask {
  const asked = new Set(fields)
  const body: TodoTask = {}
  const day = (one: string | null) => (one === null ? null : stated(one, zone))
  if (asked.has('title')) body.title = item.title
  if (asked.has('description')) body.body = { contentType: 'text', content: item.description }
  if (asked.has('categories')) body.categories = item.categories
  if (asked.has('dueDay')) body.dueDateTime = day(item.dueDay)
  if (asked.has('startDay')) body.startDateTime = day(item.startDay)
  if (asked.has('status')) body.status = STATUS[item.status]
  if (asked.has('priority')) body.importance = item.priority
  if (asked.has('reminderMinutes') || (asked.has('dueDay') && item.reminderMinutes !== null)) {
    Object.assign(body, reminder(item, zone))
  }
  if (asked.has('rrule') || (asked.has('dueDay') && item.rrule !== null)) {
    const start = item.dueDay ?? item.startDay
    body.recurrence =
      item.rrule === null || start === null ? null : recurrenceOf(item.rrule, { start, timeZone: zone })
  }
  return body
}

const STATUS = { open: 'notStarted', started: 'inProgress', closed: 'completed' } as const

function reminder({ dueDay, reminderMinutes }: TodoItem, zone: string): TodoTask {
  if (dueDay === null || reminderMinutes === null) return { isReminderOn: false }
  const at = wallText(wallAt(instantOf(wallOf(dueDay), zone) - reminderMinutes * MINUTE, zone))
  return { isReminderOn: true, reminderDateTime: stated(at, zone) }
}
