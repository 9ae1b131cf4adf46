import { diff } from '#kernel/diff.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import type { FieldChange } from '#platform/journal.ts'
import type { HeldInvoice } from './drafts/draft.ts'
import { invoiceReaders } from './invoice-access.ts'
import type { InvoicesDb } from './tables.ts'

type Verb =
  | 'created'
  | 'changed'
  | 'deleted'
  | 'restored'
  | 'issued'
  | 'cancelled'
  | 'status'
  | 'mailed'
  | 'sent'

interface Told {
  held: HeldInvoice
  before?: HeldInvoice
  /** Of the customer. */
  name?: string
  changes?: FieldChange[]
}

/** Writes down what happened to a document; whoever sees it hears of it. */
export async function tell(
  tx: Tx<InvoicesDb>,
  by: By,
  verb: Verb,
  { held, before, name = '', changes }: Told,
): Promise<void> {
  const { id, number, version, draft } = held
  await record(tx, by, {
    action: `invoice.${verb}`,
    kind: 'invoice',
    id,
    title: [number, draft.subject || name].filter(Boolean).join(' · ') || draft.kind,
    diff: changes ?? (verb === 'created' ? diff({}, draft) : before ? diff(before.draft, draft) : []),
    version,
    readers: by.runId === undefined ? await invoiceReaders(tx, { ...draft, createdBy: held.createdBy }) : [],
  })
}
