import { Mantine } from '#ui/mantine.tsx'
import type { OpenDialog } from './dialogs.ts'
import { EventForm } from './form/event-form.tsx'
import { InviteSheet } from './form/invite-sheet.tsx'
import { EventBulkSheet } from './list/bulk-sheet.tsx'

/** The open dialogs of events. */
export function EventDialogs({ dialogs }: { dialogs: OpenDialog[] }) {
  return (
    <Mantine>
      {dialogs.map((dialog) => (
        <Dialog key={dialog.id} dialog={dialog} />
      ))}
    </Mantine>
  )
}

function Dialog({ dialog }: { dialog: OpenDialog }) {
  if (dialog.is === 'form') return <EventForm {...dialog.input} onDone={dialog.close} />
  if (dialog.is === 'bulk') return <EventBulkSheet {...dialog.input} onDone={dialog.close} />
  return <InviteSheet {...dialog.input} onDone={dialog.close} />
}
