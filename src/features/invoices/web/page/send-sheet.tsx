import type { InvoiceRow } from '../../invoice.ts'

export function SendSheet(_: {
  invoice: Pick<InvoiceRow, 'id' | 'kind' | 'number' | 'contact'>
  onDone: () => void
}) {
  return null
}
