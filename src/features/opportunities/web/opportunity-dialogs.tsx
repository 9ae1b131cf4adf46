import { Mantine } from '#ui/mantine.tsx'
import type { OpenDialog } from './dialogs.ts'
import { LostSheet } from './form/lost-sheet.tsx'
import { OpportunityForm } from './form/opportunity-form.tsx'
import { OpportunityBulkSheet } from './list/bulk-sheet.tsx'

/** The open dialogs of opportunities. */
export function OpportunityDialogs({ dialogs }: { dialogs: OpenDialog[] }) {
  return (
    <Mantine>
      {dialogs.map((dialog) => (
        <Dialog key={dialog.id} dialog={dialog} />
      ))}
    </Mantine>
  )
}

function Dialog({ dialog }: { dialog: OpenDialog }) {
  if (dialog.is === 'form') return <OpportunityForm {...dialog.input} onDone={dialog.close} />
  if (dialog.is === 'lost') return <LostSheet {...dialog.input} onDone={dialog.close} />
  return <OpportunityBulkSheet {...dialog.input} onDone={dialog.close} />
}
