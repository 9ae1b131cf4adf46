import {
  IconAlertTriangle,
  IconArrowDown,
  IconArrowUp,
  IconChecklist,
  IconCircle,
  IconCircleCheckFilled,
  IconCircleHalf2,
  IconRepeat,
} from '@tabler/icons-react'
import { createElement, type MouseEvent } from 'react'
import type { Label } from '#features/labels/label.ts'
import { iconOf } from '#features/labels/web/label-icons.ts'
import { formatDay, formatExact } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import type { Task } from '../task.ts'
import { useToggleTask } from './task-api.ts'
import './tasks.css'

const marks = { open: IconCircle, started: IconCircleHalf2, closed: IconCircleCheckFilled }

/** The circle before a task: a click closes it, another opens it again. */
export function StatusToggle({ task, inRow = false }: { task: Task; inRow?: boolean }) {
  const t = useText()
  const toggle = useToggleTask()
  const Mark = marks[task.status]
  const mayChange = task.can.includes('change')
  const label = t(task.status === 'closed' ? 'tasks.reopen_of' : 'tasks.close_of', { title: task.title })
  const press = (event: MouseEvent) => {
    event.stopPropagation()
    toggle(task)
  }
  return (
    <button
      type="button"
      className={`task-toggle ${task.status}`}
      disabled={!mayChange}
      aria-label={label}
      title={mayChange ? label : t(`tasks.status.${task.status}`)}
      onClick={press}
      onDoubleClick={(event) => event.stopPropagation()}
      {...(inRow && { tabIndex: -1 })}
    >
      <Mark size={18} stroke={1.75} />
    </button>
  )
}

/** The picture of a category, with its name for who cannot see it. */
export function CategoryMark({ label, words = false }: { label: Label | undefined; words?: boolean }) {
  return (
    <span className="task-category" title={label?.name}>
      {createElement(iconOf(label?.icon ?? null) ?? IconChecklist, { size: 15, stroke: 1.75 })}
      {words ? label?.name : <span className="sr-only">{label?.name}</span>}
    </span>
  )
}

/** When a task is due, as one says it: heute, 14:00. */
export function dueWords(task: Pick<Task, 'dueDate' | 'dueTime'>): string {
  return task.dueTime ? `${formatDay(task.dueDate)}, ${task.dueTime}` : formatDay(task.dueDate)
}

type DueTask = Pick<Task, 'dueDate' | 'dueTime' | 'overdue'> & Partial<Pick<Task, 'recurrence'>>

/** The same, red and with a sign when it is late. */
export function Due({ task }: { task: DueTask }) {
  const t = useText()
  const words = dueWords(task)
  const exact = [formatExact(task.dueDate), task.dueTime].filter(Boolean).join(', ')
  return (
    <span className={task.overdue ? 'task-due overdue' : 'task-due'} title={exact}>
      {task.overdue && <IconAlertTriangle size={13} stroke={2} />}
      <span className="cut num">
        {words}
        {task.overdue && <span className="sr-only"> ({t('tasks.overdue')})</span>}
      </span>
      {task.recurrence && <IconRepeat size={13} stroke={1.75} aria-label={t('tasks.recurs')} />}
    </span>
  )
}

/** Only what is out of the ordinary: high or low. */
export function Priority({ task, words = false }: { task: Task; words?: boolean }) {
  const t = useText()
  const { priority } = task
  if (priority === 'normal') return words ? <span className="muted">{t('tasks.priority.normal')}</span> : null
  const Icon = priority === 'high' ? IconArrowUp : IconArrowDown
  return (
    <span className={`task-priority ${priority}`}>
      <Icon size={14} stroke={2} />
      {t(`tasks.priority.${priority}`)}
    </span>
  )
}

/** How much of its list is done. */
export function checklistWords({ checklist }: Task): string {
  return checklist.length === 0 ? '' : `${checklist.filter((item) => item.done).length}/${checklist.length}`
}
