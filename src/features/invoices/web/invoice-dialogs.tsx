import { ConfirmSheet } from '#ui/inputs/confirm-sheet.tsx'
import { Mantine } from '#ui/mantine.tsx'
import type { OpenDialog } from './dialogs.ts'
import { ConvertSheet } from './page/convert-sheet.tsx'
import { SendManySheet } from './send/send-many-sheet.tsx'
import { SendSheet } from './send/send-sheet.tsx'
import './invoices.css'

/** The open dialogs of documents. */
export function InvoiceDialogs({ dialogs }: { dialogs: OpenDialog[] }) {
  return (
    <Mantine>
      {dialogs.map((dialog) => (
        <Dialog key={dialog.id} dialog={dialog} />
      ))}
    </Mantine>
  )
}

function Dialog({ dialog }: { dialog: OpenDialog }) {
  if (dialog.is === 'convert') return <ConvertSheet {...dialog.input} onDone={dialog.close} />
  if (dialog.is === 'send') return <SendSheet what={dialog.input} onDone={dialog.close} />
  if (dialog.is === 'sendMany') return <SendManySheet {...dialog.input} onDone={dialog.close} />
  const { run, ...question } = dialog.input
  return <ConfirmSheet {...question} onConfirm={run} onClose={() => dialog.close()} />
}
