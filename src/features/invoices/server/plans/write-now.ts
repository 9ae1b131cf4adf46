import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { Invoice } from '../../invoice.ts'
import { nextStart } from '../../plan-periods.ts'
import { firmToday } from '../drafts/new-draft.ts'
import { readInvoice } from '../read-invoices.ts'
import type { InvoicesDb } from '../tables.ts'
import { isOver, lockPlan } from './plan-state.ts'
import { isWritten, moveOn, writeDraft } from './write-planned.ts'

/** Writes the invoice of the next period before its day, as a draft to look at; the plan goes on behind it. */
export async function writeNow(
  tx: Tx<InvoicesDb>,
  by: By,
  { id, ifMatch }: { id: string; ifMatch?: number | undefined },
): Promise<Invoice> {
  const held = await lockPlan(tx, by, id, { ifMatch })
  const plan = { ...held }
  while (!isOver(plan) && (await isWritten(tx, plan))) plan.nextDay = nextStart(plan, plan.nextDay)
  if (isOver(plan))
    throw new Problem('conflict', 'invoice_plan.over', 'There is no period left to be billed.')
  const { invoiceId, billed } = await writeDraft(tx, by, plan, await firmToday(tx))
  await moveOn(tx, by, held, { ...plan, ...billed })
  return readInvoice(tx, by, invoiceId)
}
