import {
  IconAddressBook,
  IconArrowsDiagonal,
  IconCalendarPlus,
  IconCircle,
  IconCircleCheck,
  IconCircleHalf2,
  IconCopy,
  IconPencil,
  IconDownload,
  IconTrash,
} from '@tabler/icons-react'
import { subjectsIn } from '#features/subjects/subject.ts'
import { apiRoot } from '#ui/api/request.ts'
import { download } from '#ui/download.ts'
import type { MenuItem } from '#ui/menu.tsx'
import type { Translate } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import { TASK_STATUSES } from '../../task.ts'
import type { Task } from '../../task.ts'
import { QUICK_DAYS, daysAfter, today } from '../days.ts'
import { openTaskForm } from '../dialogs.ts'
import type { useChangeTask, useDeleteTask } from '../task-api.ts'

export interface TaskActions {
  t: Translate
  change: ReturnType<typeof useChangeTask>
  remove: ReturnType<typeof useDeleteTask>
  go: (path: string) => unknown
  open?: (task: Task) => void
}

const statusIcons = { open: IconCircle, started: IconCircleHalf2, closed: IconCircleCheck }

/** What can be done with a task in a list or on the board: only what one's rights allow. */
export function taskMenu(task: Task, actions: TaskActions): MenuItem[] {
  const { t, go, open } = actions
  const { contact } = task
  return [
    ...(open
      ? [
          {
            id: 'open',
            label: t('tasks.open'),
            icon: IconArrowsDiagonal,
            keys: 'Enter',
            run: () => open(task),
          },
        ]
      : []),
    ...(contact
      ? [
          {
            id: 'contact',
            label: t('tasks.open_contact', { name: contact.displayName }),
            icon: IconAddressBook,
            run: () => void go(`/contacts/${contact.id}`),
          },
        ]
      : []),
    fileItem(task, actions),
    {
      id: 'copy',
      label: t('tasks.copy'),
      icon: IconCopy,
      run: () =>
        void openTaskForm({
          preset: copyOf(task),
          subjects: subjectsIn(task.about),
          ...(contact && { contact }),
        }),
    },
    ...(task.can.includes('change') ? changeItems(task, actions) : []),
    ...(task.can.includes('delete') ? deleteItems(task, actions) : []),
  ]
}

function copyOf(task: Task) {
  const { title, description, categoryId, contactId, assigneeId, dueDate, dueTime, priority, checklist } =
    task
  const items = checklist.map((item) => ({ ...item, done: false }))
  return {
    title,
    description,
    categoryId,
    contactId,
    assigneeId,
    dueDate,
    dueTime,
    priority,
    checklist: items,
  }
}

function changeItems(task: Task, { t, change }: TaskActions): MenuItem[] {
  const set = (patch: Parameters<typeof change>[1], label: string) =>
    void change(task, patch, label).catch(complain)
  return [
    {
      id: 'edit',
      label: t('tasks.edit'),
      icon: IconPencil,
      keys: 'e',
      run: () => void openTaskForm({ task }),
    },
    { id: 'line-status', divider: true, label: t('tasks.status') },
    ...TASK_STATUSES.map((status) => ({
      id: `status.${status}`,
      label: t(`tasks.status.${status}`),
      icon: statusIcons[status],
      checked: task.status === status,
      run: () => set({ status }, t('tasks.changed.status', { title: task.title })),
    })),
    { id: 'line-due', divider: true, label: t('tasks.postpone') },
    ...QUICK_DAYS.map(([name, days]) => ({
      id: `due.${name}`,
      label: t(`tasks.quick.${name}`),
      icon: IconCalendarPlus,
      run: () => set({ dueDate: daysAfter(today(), days) }, t('tasks.changed.due', { title: task.title })),
    })),
  ]
}

/** The task for any other program. */
function fileItem({ id }: Task, { t }: TaskActions): MenuItem {
  return {
    id: 'file',
    label: t('tasks.as_file'),
    icon: IconDownload,
    run: () => download(`${apiRoot}/tasks/${id}.ics`),
  }
}

function deleteItems(task: Task, { t, remove }: TaskActions): MenuItem[] {
  return [
    { id: 'line-delete', divider: true },
    { id: 'delete', label: t('tasks.delete'), icon: IconTrash, danger: true, run: () => void remove(task) },
  ]
}
