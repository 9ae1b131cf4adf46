import { lazy } from 'react'
import { saying } from '#ui/texts.ts'
import { useTaskDialogs, type OpenDialog } from './dialogs.ts'

const Mantine = lazy(() => import('#ui/mantine.tsx').then((m) => ({ default: m.Mantine })))
const TaskForm = lazy(() =>
  saying('tasks', import('./form/task-form.tsx')).then((m) => ({ default: m.TaskForm })),
)
const QuickSheet = lazy(() =>
  saying('tasks', import('./quick/quick-sheet.tsx')).then((m) => ({ default: m.QuickSheet })),
)
const BulkSheet = lazy(() =>
  saying('tasks', import('./list/task-bulk-sheet.tsx')).then((m) => ({ default: m.TaskBulkSheet })),
)

/** The open dialogs of tasks; each is fetched when it is opened for the first time. */
export function TaskLayer() {
  const dialogs = useTaskDialogs()
  if (dialogs.length === 0) return null
  return (
    <Mantine>
      {dialogs.map((dialog) => (
        <Dialog key={dialog.id} dialog={dialog} />
      ))}
    </Mantine>
  )
}

function Dialog({ dialog }: { dialog: OpenDialog }) {
  if (dialog.is === 'form') return <TaskForm {...dialog.input} onDone={dialog.close} />
  if (dialog.is === 'quick') return <QuickSheet {...dialog.input} onDone={() => dialog.close()} />
  return <BulkSheet {...dialog.input} onDone={dialog.close} />
}
