import type { Filter } from '#ui/list/description.ts'
import type { View } from '#ui/list/description.ts'
import type { Translate } from '#ui/texts.ts'
import { DUE_WORDS } from '../../task-list.ts'
import { TASK_PRIORITIES, TASK_STATUSES } from '../../task.ts'
import { doers } from '../task-api.ts'
import type { TaskWords } from '../task-api.ts'
import type { AskedAbout } from './asked-about.ts'

/** Every way to narrow the task list. */
export function taskFilters(known: TaskWords, t: Translate, asked: AskedAbout | undefined): Filter[] {
  const named = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name })
  return [
    {
      kind: 'choice',
      id: 'status',
      text: 'tasks.status',
      param: 'status',
      options: TASK_STATUSES.map((value) => ({ value, label: t(`tasks.status.${value}`) })),
    },
    {
      kind: 'choice',
      id: 'assignee',
      text: 'tasks.assignee',
      param: 'assignee',
      options: [{ value: 'me', label: t('tasks.assignee.me') }, ...doers(known).map(named)],
    },
    {
      kind: 'one',
      id: 'due',
      text: 'tasks.due',
      param: 'due',
      options: DUE_WORDS.map((value) => ({ value, label: t(`tasks.due.${value}`) })),
    },
    { kind: 'dateRange', id: 'dueRange', text: 'tasks.due_range', from: 'dueFrom', to: 'dueTo' },
    {
      kind: 'choice',
      id: 'category',
      text: 'tasks.category',
      param: 'category',
      options: known.categories.map(named),
    },
    {
      kind: 'choice',
      id: 'priority',
      text: 'tasks.priority',
      param: 'priority',
      options: TASK_PRIORITIES.toReversed().map((value) => ({ value, label: t(`tasks.priority.${value}`) })),
    },
    ...(asked
      ? [
          {
            kind: 'one' as const,
            id: asked.kind,
            text: `subjects.${asked.kind}` as const,
            param: asked.kind,
            options: [asked],
          },
        ]
      : []),
  ]
}

const live = { status: ['open', 'started'] }

/** The views everybody has. */
export function taskPresets(t: Translate): View[] {
  const preset = (id: string, name: string, filters: Record<string, string[]>): View => ({
    id,
    name,
    shared: true,
    mine: false,
    state: { q: '', sort: 'dueDate', filters },
  })
  return [
    preset('mine', t('tasks.view.mine'), { assignee: ['me'], ...live }),
    preset('today', t('tasks.due.today'), { assignee: ['me'], due: ['today'], ...live }),
    preset('overdue', t('tasks.due.overdue'), { due: ['overdue'] }),
    preset('done', t('tasks.view.done'), { status: ['closed'] }),
  ]
}
