import { lazy } from '#ui/lazy.ts'
import { saying } from '#ui/texts.ts'
import { usePaymentDialogs } from './dialogs.ts'

const PaymentDialogs = lazy(() =>
  saying('invoices', import('./payment-dialogs.tsx')).then((m) => ({ default: m.PaymentDialogs })),
)

/** The layer of the dialogs of payments; they are fetched when one is opened for the first time. */
export function PaymentLayer() {
  const dialogs = usePaymentDialogs()
  return dialogs.length > 0 && <PaymentDialogs dialogs={dialogs} />
}
