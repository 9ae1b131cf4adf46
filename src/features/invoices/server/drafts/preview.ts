import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import type { InvoiceNew, InvoicePreview } from '../../invoice.ts'
import { newDraft } from './new-draft.ts'
import { presentWorked } from '../read-invoices.ts'
import type { InvoicesDb } from '../tables.ts'
import { workOut } from './work-out.ts'

/** What a document would come to and say, and what speaks against it; nothing is kept. */
export async function previewInvoice(
  db: Database<InvoicesDb>,
  by: By,
  input: InvoiceNew,
): Promise<InvoicePreview> {
  const draft = await newDraft(db, by, input)
  const worked = presentWorked(draft, await workOut(db, by, draft), [])
  const { date, dueDate, language, currency, rate, paymentTermId } = draft
  const skonto =
    draft.skontoDays === null ? null : { days: draft.skontoDays, percent: draft.skontoPercent ?? '0' }
  const lines = worked.lines.map((line) => {
    const { id: _, ...nameless } = line
    return nameless
  })
  return { ...worked, lines, date, dueDate, language, currency, rate, paymentTermId, skonto }
}
