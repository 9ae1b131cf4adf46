import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { diff } from '#kernel/diff.ts'
import { given } from '#kernel/given.ts'
import { plain } from '#kernel/decimal.ts'
import { Problem, invalid, missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import type { PaymentTerm, PaymentTermChange, PaymentTermNew } from '../../terms.ts'
import type { InvoicesDb } from '../tables.ts'

/** The terms of payment in their order, the retired ones too. */
export async function listTerms(db: Database<InvoicesDb>): Promise<PaymentTerm[]> {
  const rows = await db.selectFrom('paymentTerm').selectAll().orderBy('position').orderBy('id').execute()
  return rows.map(({ skontoDays, skontoPercent, position, retiredAt, ...row }) => ({
    ...row,
    skonto: skontoDays === null ? null : { days: skontoDays, percent: plain(skontoPercent ?? 0) },
    retired: retiredAt !== null,
    order: position,
  }))
}

async function readTerm(db: Database<InvoicesDb>, id: string): Promise<PaymentTerm> {
  const term = (await listTerms(db)).find((one) => one.id === id)
  if (!term) throw missing()
  return term
}

/** Adds a term of payment at the end. */
export async function createTerm(tx: Tx<InvoicesDb>, by: By, input: PaymentTermNew): Promise<PaymentTerm> {
  const id = randomUUIDv7()
  const all = await listTerms(tx)
  refuseTwin(all, { id, name: input.name })
  const { name, days, skonto = null, isDefault = false, retired = false, order = all.length } = input
  if (isDefault) await noDefault(tx)
  await tx
    .insertInto('paymentTerm')
    .values({ id, ...columns({ name, days, skonto, isDefault, retired, order }) })
    .execute()
  const made = await readTerm(tx, id)
  await tellTerm(tx, by, 'created', {}, made)
  return made
}

/** Changes a term of payment; documents that have it keep their days. */
export async function changeTerm(
  tx: Tx<InvoicesDb>,
  by: By,
  { id, change, ifMatch }: { id: string; change: PaymentTermChange; ifMatch?: number | undefined },
): Promise<PaymentTerm> {
  const before = await readTerm(tx, id)
  if (ifMatch !== undefined && ifMatch !== before.version) throw new Problem('stale', 'stale')
  const after = { ...before, ...given(change) }
  if (after.skonto && after.skonto.days > after.days)
    throw invalid('skonto.days', 'too_late', 'Skonto ends before the payment is due.')
  refuseTwin(await listTerms(tx), after)
  if (after.isDefault && !before.isDefault) await noDefault(tx)
  await tx
    .updateTable('paymentTerm')
    .set({ ...columns(after), version: before.version + 1, updatedAt: sql<string>`now()` })
    .where('id', '=', id)
    .execute()
  const changed = await readTerm(tx, id)
  await tellTerm(tx, by, 'changed', before, changed)
  return changed
}

/** Removes a term of payment; one that documents have is retired. */
export async function deleteTerm(tx: Tx<InvoicesDb>, by: By, id: string): Promise<void> {
  const term = await readTerm(tx, id)
  const { rows } = await sql`select 1 from invoice where payment_term_id = ${id} limit 1`.execute(tx)
  if (rows.length > 0) {
    await changeTerm(tx, by, { id, change: { retired: true, isDefault: false } })
    return
  }
  await tx.deleteFrom('paymentTerm').where('id', '=', id).execute()
  await tellTerm(tx, by, 'deleted', term, {})
}

type Kept = Pick<PaymentTerm, 'name' | 'days' | 'skonto' | 'isDefault' | 'retired' | 'order'>

function columns({ name, days, skonto, isDefault, retired, order }: Kept) {
  return {
    name,
    days,
    isDefault: isDefault && !retired,
    position: order,
    skontoDays: skonto?.days ?? null,
    skontoPercent: skonto?.percent ?? null,
    retiredAt: retired ? new Date().toISOString() : null,
  }
}

function refuseTwin(all: readonly PaymentTerm[], { id, name }: { id: string; name: string }): void {
  if (all.some((one) => one.id !== id && one.name.toLowerCase() === name.toLowerCase()))
    throw invalid('name', 'taken', 'There is such a term already.')
}

async function noDefault(tx: Tx<InvoicesDb>): Promise<void> {
  await tx.updateTable('paymentTerm').set({ isDefault: false }).where('isDefault', '=', true).execute()
}

async function tellTerm(
  tx: Tx<InvoicesDb>,
  by: By,
  verb: 'created' | 'changed' | 'deleted',
  before: Partial<PaymentTerm>,
  after: Partial<PaymentTerm>,
): Promise<void> {
  const { id = '', name = '', version = 1 } = { ...before, ...after }
  const kept = ({ name: named, days, skonto, isDefault, retired }: Partial<PaymentTerm>) =>
    given({ name: named, days, skonto, isDefault, retired })
  await record(tx, by, {
    action: `payment-term.${verb}`,
    kind: 'payment-term',
    id,
    title: name,
    version,
    diff: diff(kept(before), kept(after)),
    readers: 'everyone',
  })
}
