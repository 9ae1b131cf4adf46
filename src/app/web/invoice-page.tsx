import { InvoicePageScreen } from '#features/invoices/web/page/invoice-page.tsx'
import type { InvoiceSlots } from '#features/invoices/web/slots.ts'
import { PaymentsPanel } from '#features/payments/web/panel/payments-panel.tsx'

const slots: InvoiceSlots = { Payments: PaymentsPanel }

/** The page of a document with what higher features know of it. */
export function InvoiceScreen() {
  return <InvoicePageScreen slots={slots} />
}
