import { text } from '#ui/texts.ts'
import type { InvoiceRow } from '../invoice.ts'

/** What a document is called: `Rechnung RE-2026-0001`, or `Rechnung (Entwurf)` before it has a number. */
export function documentName({ kind, number }: Pick<InvoiceRow, 'kind' | 'number'>): string {
  const name = text(`invoices.kind.${kind}`)
  return number === null ? text('invoices.draft_of', { kind: name }) : `${name} ${number}`
}
