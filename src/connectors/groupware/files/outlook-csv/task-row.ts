import { factUid } from '#kernel/groupware/fact-uid.ts'
import { minutesBetween } from '#kernel/groupware/ical/times.ts'
import type { TodoItem } from '#kernel/groupware/todo-item.ts'
import { wallOf } from '#kernel/wall.ts'
import { isPrivate } from './cells.ts'
import type { Row } from './cells.ts'
import type { TASK_HEADINGS } from './headings.ts'
import { wordKey } from './headings.ts'

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
    priority: PRIORITIES[wordKey(row.text('priority'))] ?? 'normal',
    reminderMinutes: reminderOf(row, dueDay ?? startDay, zone),
    rrule: null,
    private: isPrivate(row),
    kontorId: null,
  }
}

const PRIORITIES: Record<string, TodoItem['priority']> = {
  hoch: 'high',
  high: 'high',
  niedrig: 'low',
  low: 'low',
}

function statusOf(row: Row<'status' | 'done' | 'doneDay' | 'percent'>): TodoItem['status'] {
  const status = wordKey(row.text('status'))
  // Some versions write 1 for all of it, others 100.
  const percent = Number(row.text('percent').replace(',', '.').replace('%', '')) || 0
  if (/^(erledigt|abgeschlossen|completed?)$/.test(status) || row.yes('done') || row.day('doneDay') !== null)
    return 'closed'
  if (/^(in bearbeitung|in progress|wartet|waiting)/.test(status)) return 'started'
  if (status !== '') return 'open'
  return percent >= 100 ? 'closed' : percent > 0 ? 'started' : 'open'
}

function reminderOf(
  row: Row<'reminder' | 'reminderDay' | 'reminderTime'>,
  due: string | null,
  zone: string,
): number | null {
  const day = row.day('reminderDay')
  if (!row.yes('reminder') || day === null || due === null) return null
  return Math.max(
    0,
    minutesBetween(wallOf(`${day}T${row.time('reminderTime') ?? '00:00'}`), wallOf(due), zone),
  )
}
