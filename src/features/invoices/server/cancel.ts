import { sql } from 'kysely'
import { Big, cents, plain } from '#kernel/decimal.ts'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { Frozen } from '../frozen.ts'
import type { Invoice, InvoiceTotals } from '../invoice.ts'
import { commandsOf, isBill } from '../status.ts'
import type { Draft, HeldInvoice } from './drafts/draft.ts'
import { demandBinding } from './invoice-access.ts'
import { issueFrozen } from './issue.ts'
import { firmToday } from './drafts/new-draft.ts'
import { readInvoice } from './read-invoices.ts'
import { readIssued } from './read-issued.ts'
import { insertDraft, lockSeen } from './drafts/save-draft.ts'
import type { InvoicesDb } from './tables.ts'
import { tell } from './tell.ts'

/**
 * Takes an issued invoice back: a cancellation with the same lines and negative amounts is written and issued, and refers
 * to it; what left the stock comes back. A quote is cancelled without a document.
 */
export async function cancelInvoice(
  tx: Tx<InvoicesDb>,
  by: By,
  { id, notes = '', ifMatch }: { id: string; notes?: string; ifMatch?: number | undefined },
): Promise<Invoice> {
  const held = await lockSeen(tx, by, id, { ifMatch })
  await demandBinding(tx, by, { ...held.draft, createdBy: held.createdBy })
  const { kind } = held.draft
  if (!commandsOf({ kind, status: held.status }).includes('cancel'))
    throw new Problem(
      'conflict',
      'invoice.not_cancellable',
      'This document cannot be cancelled as it stands.',
    )
  if (!isBill(kind)) {
    await markCancelled(tx, by, held)
    return readInvoice(tx, by, id)
  }
  await refuseDeducted(tx, id)
  const original = await readIssued(tx, id)
  const frozen = takenBack(original, { date: await firmToday(tx), notes })
  const made = await insertDraft(tx, by, draftOf(held, frozen), { worked: frozen })
  await issueFrozen(tx, by, made, frozen)
  await markCancelled(tx, by, held)
  return readInvoice(tx, by, made.id)
}

async function markCancelled(tx: Tx<InvoicesDb>, by: By, held: HeldInvoice): Promise<void> {
  const version = held.version + 1
  await sql`
    update invoice set status = 'cancelled', version = ${version}, updated_by = ${by.id}, updated_at = now()
    where id = ${held.id}`.execute(tx)
  await tell(tx, by, 'cancelled', {
    held: { ...held, version, status: 'cancelled' },
    changes: [{ field: 'status', from: held.status, to: 'cancelled' }],
  })
}

/** A final invoice that takes this one off would take off what is no more. */
async function refuseDeducted(tx: Tx<InvoicesDb>, id: string): Promise<void> {
  const { rows } = await sql<{ number: string }>`
    select number from invoice
    where deducted_ids @> array[${id}]::uuid[] and kind = 'final' and status in ('issued', 'paid')`.execute(
    tx,
  )
  if (rows[0])
    throw new Problem(
      'conflict',
      'invoice.deducted',
      `The final invoice ${rows[0].number} takes it off: cancel that first.`,
    )
}

/** The same document with all amounts turned around. */
function takenBack(original: Frozen, { date, notes }: { date: string; notes: string }): Frozen {
  const { number, totals } = original
  const { net, tax, gross } = totals
  return {
    ...original,
    kind: 'cancellation',
    number: '',
    date,
    dueDate: date,
    service: original.service ?? { from: original.date, to: original.date },
    intro: '',
    terms: '',
    notes,
    skonto: null,
    lines: original.lines.map((line) => ({
      ...line,
      quantity: plain(negative(line.quantity)),
      discount: cents(negative(line.discount)),
      net: cents(negative(line.net)),
    })),
    allowances: original.allowances.map((one) => ({
      ...one,
      base: cents(negative(one.base)),
      amount: cents(negative(one.amount)),
    })),
    totals: negativeTotals(totals),
    preceding: [{ number, date: original.date, net, tax, gross }],
  }
}

function negativeTotals(totals: InvoiceTotals): InvoiceTotals {
  const { lines, discount, net, tax, gross, deducted, payable, labour } = totals
  const all = { lines, discount, net, tax, gross, deducted, payable, labour }
  const turned = Object.fromEntries(Object.entries(all).map(([key, value]) => [key, cents(negative(value))]))
  return {
    ...totals,
    ...turned,
    taxes: totals.taxes.map((row) => ({
      ...row,
      base: cents(negative(row.base)),
      amount: cents(negative(row.amount)),
    })),
  }
}

const negative = (value: string): Big => new Big(value).times(-1)

function draftOf({ id, draft }: HeldInvoice, frozen: Frozen): Draft {
  const { date, dueDate, notes } = frozen
  return {
    ...draft,
    kind: 'cancellation',
    sourceId: id,
    date,
    dueDate,
    notes,
    intro: '',
    terms: '',
    serviceFrom: frozen.service?.from ?? null,
    serviceTo: frozen.service?.to ?? null,
    paymentTermId: null,
    skontoDays: null,
    skontoPercent: null,
    deductedIds: [],
    lines: draft.lines.map((line, at) => ({
      ...line,
      quantity: frozen.lines[at]?.quantity ?? line.quantity,
    })),
  }
}
