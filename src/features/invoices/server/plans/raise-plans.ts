import { sql } from 'kysely'
import type { By } from '#kernel/rights.ts'
import { readable, uuids } from '#platform/access.ts'
import type { Tx } from '#platform/database.ts'
import type { PlanRaise, PlanRaised, PlanRaising } from '../../invoice-plan.ts'
import { periodFrom } from '../../plan-periods.ts'
import type { PlanPeriod } from '../../plan-periods.ts'
import { netOf, withRaises } from '../../plan-prices.ts'
import { invoiceReadable, mayChangeInvoice } from '../invoice-access.ts'
import { firmToday } from '../drafts/new-draft.ts'
import type { InvoicesDb } from '../tables.ts'
import { draftOf, isOver, KONTOR, readHeldPlans } from './plan-state.ts'
import type { HeldPlan } from './plan-state.ts'
import { writePlan } from './save-plan.ts'
import { tellPlan } from './tell-plan.ts'

type Left = PlanRaised['left'][number]

/**
 * Raises the prices of plans from a day on: each period that begins then or later costs so much more. Says what was and
 * will be; with `preview` that is all.
 */
export async function raisePlans(tx: Tx<InvoicesDb>, by: By, input: PlanRaising): Promise<PlanRaised> {
  const { ids, from, percent = '0', amount, preview } = input
  const raise: PlanRaise = {
    from,
    percent,
    ...(amount !== undefined && { amount }),
    round: input.round ?? null,
  }
  const today = await firmToday(tx)
  const named = ids ? sql<boolean>`r.id = any(${uuids(ids)})` : sql<boolean>`true`
  const seen = sql<boolean>`r.deleted_at is null and ${named} and ${invoiceReadable(by)}`
  if (!preview) await sql`select 1 from invoice_plan r where ${seen} order by r.id for update`.execute(tx)
  const found = await readHeldPlans(tx, seen)
  const names = await namesOf(tx, by, found)
  const plans: PlanRaised['plans'] = []
  const left: Left[] = missingOf(ids, found)
  for (const plan of found) {
    const period = firstPeriod(plan, from)
    if (!mayChangeInvoice(by, plan)) left.push({ id: plan.id, reason: 'forbidden' })
    else if (!period) left.push({ id: plan.id, reason: 'over' })
    else {
      plans.push({
        ...(await compare(tx, plan, { raise, period, today })),
        contact: names.get(plan.contactId) ?? null,
      })
      if (!preview) await addRaise(tx, by, plan, raise)
    }
  }
  return { plans, left: ids ? left : [] }
}

function missingOf(ids: readonly string[] | undefined, found: readonly HeldPlan[]): Left[] {
  const there = new Set(found.map(({ id }) => id))
  return (ids ?? []).filter((id) => !there.has(id)).map((id) => ({ id, reason: 'missing' as const }))
}

async function addRaise(tx: Tx<InvoicesDb>, by: By, plan: HeldPlan, raise: PlanRaise): Promise<void> {
  const raised: HeldPlan = { ...plan, raises: [...plan.raises, raise], version: plan.version + 1 }
  await writePlan(tx, by, raised)
  await tellPlan(tx, by, 'raised', raised, plan)
}

/** The first period that costs more; none when the contract ends before. */
function firstPeriod(plan: HeldPlan, from: string): PlanPeriod | undefined {
  if (isOver(plan)) return undefined
  const period = periodFrom(plan, from < plan.nextDay ? plan.nextDay : from, plan.endDay)
  return isOver({ ...plan, nextDay: period.from }) ? undefined : period
}

/** The prices of the first period that costs more, and what they would be without. */
async function compare(
  tx: Tx<InvoicesDb>,
  plan: HeldPlan,
  { raise, period, today }: { raise: PlanRaise; period: PlanPeriod; today: string },
): Promise<Omit<PlanRaised['plans'][number], 'contact'>> {
  const priced = (raises: PlanRaise[]) => {
    const { template } = withRaises(plan.template, raises, period.from)
    return draftOf(tx, KONTOR, { ...plan, template }, { period, day: today })
  }
  const before = await priced(plan.raises)
  const after = await priced([...plan.raises, raise])
  return {
    id: plan.id,
    title: plan.title,
    currency: before.currency,
    from: period.from,
    before: netOf(before.lines, before.discountPercent),
    after: netOf(after.lines, after.discountPercent),
    lines: before.lines.flatMap(({ kind, text, price }, at) =>
      kind === 'item' ? [{ text, before: price, after: after.lines[at]?.price ?? price }] : [],
    ),
  }
}

async function namesOf(tx: Tx<InvoicesDb>, by: By, plans: readonly HeldPlan[]) {
  const { rows } = await sql<{ id: string; name: string }>`
    select c.id, c.display_name as name from contact c
    where c.id = any(${uuids(plans.map(({ contactId }) => contactId))}) and c.deleted_at is null
      and ${readable(by, sql`c.reader_ids`)}`.execute(tx)
  return new Map(rows.map((row) => [row.id, row]))
}
