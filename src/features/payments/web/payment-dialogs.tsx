import { Mantine } from '#ui/mantine.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { MatchSheet } from './bank/match-sheet.tsx'
import type { OpenDialog } from './dialogs.ts'
import { PaySheet } from './pay/pay-sheet.tsx'
import './payments.css'

/** The open dialogs of payments. */
export function PaymentDialogs({ dialogs }: { dialogs: OpenDialog[] }) {
  return (
    <Mantine>
      {dialogs.map((dialog) => (
        <Dialog key={dialog.id} dialog={dialog} />
      ))}
    </Mantine>
  )
}

function Dialog({ dialog }: { dialog: OpenDialog }) {
  const onClose = () => dialog.close()
  if (dialog.is === 'pay') return <PaySheet {...dialog.input} onClose={onClose} />
  if (dialog.is === 'match') return <MatchSheet {...dialog.input} onClose={onClose} />
  const { title, address } = dialog.input
  return (
    <Sheet title={title} onClose={onClose} wide>
      {/* oxlint-disable-next-line react/iframe-missing-sandbox -- our own PDF; a sandbox keeps browsers from showing it */}
      <iframe className="pay-page" title={title} src={`${address}#navpanes=0&view=FitH`} />
    </Sheet>
  )
}
