import { lazy } from '#ui/lazy.ts'
import { saying } from '#ui/texts.ts'
import { useTaskDialogs } from './dialogs.ts'

const TaskDialogs = lazy(() =>
  saying('tasks', import('./task-dialogs.tsx')).then((m) => ({ default: m.TaskDialogs })),
)

/** The layer of the dialogs of tasks; they are fetched when one is opened for the first time. */
export function TaskLayer() {
  const dialogs = useTaskDialogs()
  return dialogs.length > 0 && <TaskDialogs dialogs={dialogs} />
}
