import { itemReminder, ownReminder } from '#features/tasks/item-reminder.ts'
import type { TodoItem } from '#kernel/groupware/todo-item.ts'

/** What a task keeps of a to-do. How it comes again is Kontor's own and not shown: else both would make the next one. */
export interface HeldTodo {
  title: string
  description: string
  /** Null: the program named no day. */
  dueDate: string | null
  dueTime: string | null
  timeZone: string
  status: TodoItem['status']
  priority: TodoItem['priority']
  /** As a to-do says it. */
  reminderMinutes: number | null
}

export function heldTodo(item: TodoItem): HeldTodo {
  const { dueDay, dueTime, timeZone, status, priority, reminderMinutes } = item
  const due = dueDay !== null && { dueDate: dueDay, dueTime, timeZone }
  return {
    title: item.title.trim().slice(0, 255).trim() || '–',
    description: item.description.slice(0, 65_000),
    dueDate: dueDay,
    dueTime: dueDay === null ? null : dueTime,
    // Of a day without a time no zone is said.
    timeZone: dueDay === null || dueTime === null ? '' : timeZone,
    status,
    priority,
    reminderMinutes: due ? itemReminder(due, ownReminder(due, reminderMinutes)) : null,
  }
}

/** A task as a to-do; `said` is the to-do as a program wrote it, the rest of which stays. */
export function itemOfTodo(
  held: HeldTodo,
  { uid, kontorId, zone }: { uid: string; kontorId: string; zone: string },
  said?: TodoItem,
): TodoItem {
  const { dueDate, timeZone, ...rest } = held
  return {
    uid,
    ...rest,
    dueDay: dueDate,
    timeZone: timeZone || zone,
    categories: said?.categories ?? [],
    startDay: said?.startDay ?? null,
    rrule: said?.rrule ?? null,
    private: said?.private ?? false,
    kontorId,
  }
}

/** The fields in which two to-dos differ, as the neutral form names them. */
export function todoDifferences(one: HeldTodo, other: HeldTodo): (keyof TodoItem)[] {
  const names = Object.keys(one) as (keyof HeldTodo)[]
  const differing = names.filter((name) => one[name] !== other[name])
  return differing.map((name) => (name === 'dueDate' ? 'dueDay' : name))
}
