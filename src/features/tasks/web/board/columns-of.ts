import type { FilterValues } from '#ui/list/description.ts'
import type { TextKey } from '#ui/texts.ts'
import type { Task, TaskChange } from '../../task.ts'
import { daysAfter, sundayOf } from '../days.ts'

export type Grouping = 'status' | 'due'

/** A column of the board: what it asks for, what belongs in it, and what a task becomes that is put there. */
export interface BoardColumn {
  id: string
  text: TextKey
  params: FilterValues
  holds: (task: Task) => boolean
  /** Left out where nothing can be put: nobody makes a task late. */
  become?: (task: Task) => TaskChange
}

const live = ['open', 'started']

/** The columns of a grouping, on a day. */
export function columnsOf(grouping: Grouping, today: string): BoardColumn[] {
  return grouping === 'status' ? statusColumns() : dueColumns(today)
}

function statusColumns(): BoardColumn[] {
  const column = (status: Task['status']): BoardColumn => ({
    id: status,
    text: `tasks.status.${status}`,
    params: { status: [status], sort: [status === 'closed' ? '-dueDate' : 'position'] },
    holds: (task) => task.status === status,
    become: () => ({ status }),
  })
  return [column('open'), column('started'), column('closed')]
}

function dueColumns(today: string): BoardColumn[] {
  const tomorrow = daysAfter(today, 1)
  const sunday = sundayOf(today)
  const monday = daysAfter(sunday, 1)
  const isOpen = (task: Task) => task.status !== 'closed'
  const between = (from: string, to?: string) => ({
    status: live,
    sort: ['dueDate'],
    dueFrom: [from],
    ...(to !== undefined && { dueTo: [to] }),
  })
  const week: BoardColumn = {
    id: 'week',
    text: 'tasks.column.week',
    params: between(tomorrow, sunday),
    holds: (task) => isOpen(task) && !task.overdue && task.dueDate >= tomorrow && task.dueDate <= sunday,
    become: () => ({ dueDate: earlier(daysAfter(sunday, -2), tomorrow) }),
  }
  return [
    {
      id: 'overdue',
      text: 'tasks.due.overdue',
      params: { status: live, sort: ['dueDate'], due: ['overdue'] },
      holds: (task) => task.overdue,
    },
    {
      id: 'today',
      text: 'tasks.due.today',
      params: between(today, today),
      holds: (task) => isOpen(task) && !task.overdue && task.dueDate === today,
      become: () => ({ dueDate: today }),
    },
    ...(tomorrow <= sunday ? [week] : []),
    {
      id: 'later',
      text: 'tasks.column.later',
      params: between(monday),
      holds: (task) => isOpen(task) && !task.overdue && task.dueDate >= monday,
      become: () => ({ dueDate: monday }),
    },
  ]
}

/** The Friday of this week, or tomorrow when that is past. */
const earlier = (friday: string, tomorrow: string) => (friday > tomorrow ? friday : tomorrow)

/** The place between two neighbours; before the first or after the last a minute away. */
export function placeBetween(before: Task | undefined, after: Task | undefined): number {
  if (before && after) return (before.position + after.position) / 2
  if (before) return before.position + 60
  return after ? after.position - 60 : 0
}
