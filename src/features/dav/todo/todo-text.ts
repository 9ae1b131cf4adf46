import { readEvents } from '#kernel/groupware/ical/read-events.ts'
import { editTodo, writeTodo } from '#kernel/groupware/ical/write-todo.ts'
import type { TodoItem } from '#kernel/groupware/todo-item.ts'
import { heldTodo, itemOfTodo, todoDifferences } from './held-todo.ts'
import type { HeldTodo } from './held-todo.ts'

export interface ShownTodo {
  held: HeldTodo
  /** The day a task has because it needs one, when a program named none. */
  assumedDay: string
  uid: string
  kontorId: string
  at: number
  zone: string
}

/** The object a program is given: its own, with what the task says otherwise, or a new one. */
export function todoText(raw: string | null, { held, assumedDay, at, zone, ...names }: ShownTodo): string {
  const item = raw === null ? undefined : firstTodo(raw, zone)
  if (raw === null || !item) return writeTodo(itemOfTodo(held, { ...names, zone }), { now: at })
  const said = heldTodo(item)
  const meant = said.dueDate === null && held.dueDate === assumedDay ? withoutDay(held) : held
  const fields = todoDifferences(said, meant)
  return fields.length === 0
    ? raw
    : editTodo(raw, itemOfTodo(meant, { ...names, zone }, item), fields, { now: at })
}

/** The to-do of an object. */
export function firstTodo(text: string, zone: string): TodoItem | undefined {
  return readEvents(text, { zone }).todos[0]
}

function withoutDay(held: HeldTodo): HeldTodo {
  return { ...held, dueDate: null, dueTime: null, timeZone: '', reminderMinutes: null }
}
