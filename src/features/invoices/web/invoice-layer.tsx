import { lazy } from '#ui/lazy.ts'
import { saying } from '#ui/texts.ts'
import { useInvoiceDialogs } from './dialogs.ts'

const InvoiceDialogs = lazy(() =>
  saying('invoices', import('./invoice-dialogs.tsx')).then((m) => ({ default: m.InvoiceDialogs })),
)

/** The layer of the dialogs of documents; they are fetched when one is opened for the first time. */
export function InvoiceLayer() {
  const dialogs = useInvoiceDialogs()
  return dialogs.length > 0 && <InvoiceDialogs dialogs={dialogs} />
}
