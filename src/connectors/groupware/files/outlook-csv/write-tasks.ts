import type { TodoItem } from '#kernel/groupware/todo-item.ts'
import type { Language } from '#kernel/rights.ts'
import { wallOf } from '#kernel/wall.ts'
import { TASK_HEADINGS } from './headings.ts'
import { before, timeCells } from './write-events.ts'
import { dayCell, privacyCells, tableHead, tableLine, yesCell } from './write-table.ts'
import type { TableStyle } from './write-table.ts'

type Name = keyof typeof TASK_HEADINGS
/** That a task is done stands in its state; the other column is one of other programs. */
const NAMES = (Object.keys(TASK_HEADINGS) as Name[]).filter((name) => name !== 'done')

/** The names of the columns of Outlook's tasks. */
export function taskHead(style: TableStyle): Buffer {
  return tableHead(
    NAMES.map((name) => TASK_HEADINGS[name]),
    style,
  )
}

/** A task as a line of Outlook's tasks, which are due on a day and know no time. */
export function taskLine(todo: TodoItem, style: TableStyle): Buffer {
  const cells = cellsOf(todo, style)
  return tableLine(
    NAMES.map((name) => cells[name] ?? ''),
    style,
  )
}

function cellsOf(todo: TodoItem, style: TableStyle): Partial<Record<Name, string>> {
  const { title, description, categories, dueDay, startDay, timeZone, status } = todo
  const counted = dueDay ?? startDay
  const minutes = counted === null ? null : todo.reminderMinutes
  return {
    title,
    description,
    startDay: dayCell(startDay, style),
    dueDay: dayCell(dueDay, style),
    reminder: yesCell(minutes !== null, style),
    ...(minutes !== null && timeCells('reminder', before(wallOf(counted ?? ''), minutes, timeZone), style)),
    percent: status === 'closed' ? '1' : '0',
    categories: categories.join(';'),
    priority: PRIORITIES[style.language][todo.priority],
    ...privacyCells(todo.private, style),
    status: STATES[style.language][status],
  }
}

const PRIORITIES: Record<Language, Record<TodoItem['priority'], string>> = {
  de: { low: 'Niedrig', normal: 'Normal', high: 'Hoch' },
  en: { low: 'Low', normal: 'Normal', high: 'High' },
}

const STATES: Record<Language, Record<TodoItem['status'], string>> = {
  de: { open: 'Nicht begonnen', started: 'In Bearbeitung', closed: 'Erledigt' },
  en: { open: 'Not Started', started: 'In Progress', closed: 'Completed' },
}
