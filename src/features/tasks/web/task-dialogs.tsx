import { Mantine } from '#ui/mantine.tsx'
import type { OpenDialog } from './dialogs.ts'
import { TaskForm } from './form/task-form.tsx'
import { TaskBulkSheet } from './list/task-bulk-sheet.tsx'
import { QuickSheet } from './quick/quick-sheet.tsx'

/** The open dialogs of tasks. */
export function TaskDialogs({ dialogs }: { dialogs: OpenDialog[] }) {
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
  return <TaskBulkSheet {...dialog.input} onDone={dialog.close} />
}
