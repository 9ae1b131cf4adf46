import { sql } from 'kysely'
import { forgetRecord } from '#features/notifications/server/forget-record.ts'
import { missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { InvoicePlan } from '../../invoice-plan.ts'
import type { InvoicesDb } from '../tables.ts'
import { lockPlan, readHeldPlans } from './plan-state.ts'
import type { HeldPlan } from './plan-state.ts'
import { readPlan } from './read-plans.ts'
import { tellPlan } from './tell-plan.ts'

/** Moves a plan to the bin: nothing more is written for it. */
export async function deletePlan(
  tx: Tx<InvoicesDb>,
  by: By,
  { id, ifMatch }: { id: string; ifMatch?: number | undefined },
): Promise<void> {
  await move(tx, by, await lockPlan(tx, by, id, { ifMatch }), 'bin')
}

/** Brings a plan back out of the bin; it is paused, so that nothing is written before somebody looked at it. */
export async function restorePlan(tx: Tx<InvoicesDb>, by: By, id: string): Promise<InvoicePlan> {
  await move(tx, by, await lockPlan(tx, by, id, { where: 'bin' }), 'live')
  return readPlan(tx, by, id)
}

async function move(tx: Tx<InvoicesDb>, by: By, held: HeldPlan, to: 'live' | 'bin'): Promise<void> {
  const version = held.version + 1
  const after: HeldPlan = { ...held, version, paused: held.paused || to === 'live' }
  const [at, who] = to === 'bin' ? [sql`now()`, sql`${by.id}::uuid`] : [sql`null`, sql`null`]
  await sql`
    update invoice_plan set deleted_at = ${at}, deleted_by = ${who}, version = ${version}, paused = ${after.paused}
    where id = ${held.id}`.execute(tx)
  await tellPlan(tx, by, to === 'bin' ? 'deleted' : 'restored', after, held)
}

/** Erases a plan for good; its invoices stay. Administrators only: ask before. */
export async function erasePlan(tx: Tx<InvoicesDb>, by: By, id: string): Promise<void> {
  await sql`select 1 from invoice_plan where id = ${id} for update`.execute(tx)
  const [held] = await readHeldPlans(tx, sql`r.id = ${id}`)
  if (!held) throw missing()
  await tx.deleteFrom('invoicePlan').where('id', '=', id).execute()
  await forgetRecord(tx, by, { kind: 'invoicePlan', id, version: held.version })
}
