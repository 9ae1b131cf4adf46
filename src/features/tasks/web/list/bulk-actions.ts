import {
  IconCalendarEvent,
  IconCategory,
  IconCircleCheck,
  IconFlag,
  IconTrash,
  IconUser,
} from '@tabler/icons-react'
import type { BulkAction, Chosen } from '#ui/list/description.ts'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { TaskBulkChange } from '../../task-bulk.ts'
import { openTaskBulk } from '../dialogs.ts'
import { useBulkTasks } from '../task-api.ts'
import { targetsOf } from '#ui/list/question-of.ts'

/** What can be done with chosen tasks; all of it is a run that can be taken back. */
export function useTaskBulk(): BulkAction[] {
  const t = useText()
  const begin = useBulkTasks()
  const change = (change: TaskBulkChange) => (chosen: Chosen, clear: () => void) =>
    void begin(targetsOf(chosen), change).then(clear, complain)
  const asked = (field: Parameters<typeof openTaskBulk>[0]['field']) => (chosen: Chosen, clear: () => void) =>
    void openTaskBulk({ chosen, field }).then((begun) => begun && clear())
  return [
    { id: 'close', label: t('tasks.close'), icon: IconCircleCheck, run: change({ status: 'closed' }) },
    { id: 'due', label: t('tasks.due'), icon: IconCalendarEvent, run: asked('due') },
    { id: 'assignee', label: t('tasks.assignee'), icon: IconUser, run: asked('assignee') },
    { id: 'priority', label: t('tasks.priority'), icon: IconFlag, run: asked('priority') },
    { id: 'category', label: t('tasks.category'), icon: IconCategory, run: asked('category') },
    { id: 'delete', label: t('tasks.delete'), icon: IconTrash, danger: true, run: change({ delete: true }) },
  ]
}
