import { IconChecklist } from '@tabler/icons-react'
import type { Pages } from '#ui/shell/pages.ts'
import { saying } from '#ui/texts.ts'
import { withInputs } from '#ui/with-inputs.ts'
import { openQuickTask, openTaskForm } from './dialogs.ts'
import { TaskLayer } from './task-layer.tsx'

const screens = () => saying('tasks', import('./task-screens.tsx'))

/** What tasks bring to the client: the list and the board, one task as a page, and forms that open wherever one is. */
export const taskPages: Pages = {
  nav: [
    {
      id: 'tasks',
      text: 'tasks.title',
      icon: IconChecklist,
      path: '/tasks?view=mine&assignee=me&status=open&status=started',
      keys: 'g a',
    },
  ],
  create: [
    {
      id: 'task',
      text: 'tasks.task',
      icon: IconChecklist,
      keys: 'c a',
      run: () => void openTaskForm({}),
    },
    {
      id: 'quick-task',
      text: 'tasks.quick',
      icon: IconChecklist,
      keys: 'c s',
      run: () => void openQuickTask({}),
    },
  ],
  records: [{ kind: 'task', text: 'tasks.title', icon: IconChecklist, path: (id) => `/tasks/${id}` }],
  routes: [
    {
      path: 'tasks',
      handle: { title: 'tasks.title' },
      children: [
        {
          index: true,
          lazy: async () => ({ Component: (await screens()).TaskListScreen }),
        },
        {
          path: 'board',
          handle: { title: 'tasks.board' },
          lazy: async () => ({ Component: (await screens()).TaskBoard }),
        },
        withInputs([
          {
            path: ':id',
            lazy: async () => ({ Component: (await screens()).TaskPage }),
          },
        ]),
      ],
    },
  ],
  layer: TaskLayer,
}
