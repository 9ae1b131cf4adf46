import { factUid } from '#kernel/groupware/fact-uid.ts'
import { minutesBetween } from '#kernel/groupware/ical/times.ts'
import type { TodoItem } from '#kernel/groupware/todo-item.ts'
import { wallOf } from '#kernel/wall.ts'
import { isPrivate } from './cells.ts'
import type { Row } from './cells.ts'
import type { TASK_HEADINGS } from './headings.ts'
import { byWord, wordKey } from './headings.ts'

/** A task out of a row of Outlook's tasks; undefined for an empty one. */
export function taskOfRow(row: Row<keyof typeof TASK_HEADINGS>, zone: string): TodoItem | undefined {
  const title = row.text('title')
  const dueDay = row.day('dueDay')
  if (title === '' && dueDay === null) return undefined
  const startDay = row.day('startDay')
  return {
    uid: factUid('csv', [title, startDay, dueDay, row.text('description')]),
    title,
    description: row.text('description'),
    categories: row.list('categories'),
    dueDay,
    dueTime: null,
    timeZone: zone,
    startDay,
    status: statusOf(row),
    priority: PRIORITIES.get(wordKey(row.text('priority'))) ?? 'normal',
    reminderMinutes: reminderOf(row, dueDay ?? startDay, zone),
    rrule: null,
    private: isPrivate(row),
    kontorId: null,
  }
}

const PRIORITIES = byWord<TodoItem['priority']>({ high: ['Hoch', 'High'], low: ['Niedrig', 'Low'] })

const STATES = byWord<TodoItem['status']>({
  open: ['Nicht begonnen', 'Not Started', 'Zurückgestellt', 'Deferred'],
  started: [
    'In Bearbeitung',
    'In Progress',
    'Wartet auf jemand anderen',
    'Warten auf eine andere Person',
    'Waiting on someone else',
  ],
  closed: ['Erledigt', 'Abgeschlossen', 'Completed', 'Complete'],
})

function statusOf(row: Row<'status' | 'done' | 'doneDay' | 'percent'>): TodoItem['status'] {
  const told = STATES.get(wordKey(row.text('status')))
  if (told === 'closed' || row.yes('done') || row.day('doneDay') !== null) return 'closed'
  if (told !== undefined) return told
  // Some versions write 0.5 for half of it, others 50.
  const percent = Number(row.text('percent').replace(',', '.').replace('%', '')) || 0
  return percent >= 100 ? 'closed' : percent > 0 ? 'started' : 'open'
}

function reminderOf(
  row: Row<'reminder' | 'reminderDay' | 'reminderTime'>,
  due: string | null,
  zone: string,
): number | null {
  const day = row.day('reminderDay')
  if (!row.yes('reminder') || day === null || due === null) return null
  return minutesBetween(wallOf(`${day}T${row.time('reminderTime') ?? '00:00'}`), wallOf(due), zone)
}
