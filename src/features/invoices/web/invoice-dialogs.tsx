import { ConfirmSheet } from '#ui/inputs/confirm-sheet.tsx'
import { Mantine } from '#ui/mantine.tsx'
import type { OpenDialog } from './dialogs.ts'
import { CertificateSheet } from './certificates/certificate-sheet.tsx'
import { ConvertSheet } from './page/convert-sheet.tsx'
import { SendManySheet } from './send/send-many-sheet.tsx'
import { SendSheet } from './send/send-sheet.tsx'
import { EndSheet } from './plans/end-sheet.tsx'
import { RaiseSheet } from './plans/raise-sheet.tsx'
import './plans/plans.css'
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
  if (dialog.is === 'raise')
    return <RaiseSheet ids={dialog.input.plans.map(({ id }) => id)} onDone={dialog.close} />
  if (dialog.is === 'endPlan') return <EndSheet {...dialog.input} onDone={() => dialog.close()} />
  if (dialog.is === 'certificate') return <CertificateSheet {...dialog.input} onDone={() => dialog.close()} />
  if (dialog.is === 'convert') return <ConvertSheet {...dialog.input} onDone={dialog.close} />
  if (dialog.is === 'send') return <SendSheet what={dialog.input} onDone={dialog.close} />
  if (dialog.is === 'sendMany') return <SendManySheet {...dialog.input} onDone={dialog.close} />
  const { run, ...question } = dialog.input
  return <ConfirmSheet {...question} onConfirm={run} onClose={() => dialog.close()} />
}
