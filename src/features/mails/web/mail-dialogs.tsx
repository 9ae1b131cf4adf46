import { Mantine } from '#ui/mantine.tsx'
import { ComposeSheet } from './compose/compose-sheet.tsx'
import type { OpenDialog } from './dialogs.ts'
import { ShownSheet } from './shown-sheet.tsx'

/** The open dialogs of mails. */
export function MailDialogs({ dialogs }: { dialogs: OpenDialog[] }) {
  return (
    <Mantine>
      {dialogs.map((dialog) =>
        dialog.is === 'write' ? (
          <ComposeSheet key={dialog.id} {...dialog.input} onDone={dialog.close} />
        ) : (
          <ShownSheet key={dialog.id} {...dialog.input} onClose={() => dialog.close()} />
        ),
      )}
    </Mantine>
  )
}
