import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { isSame } from '#kernel/diff.ts'
import { searchLines } from '#kernel/fold.ts'
import { given } from '#kernel/given.ts'
import { invalid } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { json } from '#platform/database.ts'
import type { InvoicePlan, InvoicePlanChange, InvoicePlanNew } from '../../invoice-plan.ts'
import { nextStart, periodStart, writtenOn } from '../../plan-periods.ts'
import { withRaises } from '../../plan-prices.ts'
import { firmToday } from '../drafts/new-draft.ts'
import type { InvoicesDb } from '../tables.ts'
import { workOut } from '../drafts/work-out.ts'
import { draftOf, isOver, lockPlan, nextPeriod } from './plan-state.ts'
import type { HeldPlan, PlanState } from './plan-state.ts'
import { readPlan } from './read-plans.ts'
import { tellPlan } from './tell-plan.ts'

/** More invoices are not written at once because a contract is said to have begun long ago. */
const AT_ONCE = 12

/** Makes a plan; the invoices of periods that are due already are written within the next minute. */
export async function createPlan(tx: Tx<InvoicesDb>, by: By, input: InvoicePlanNew): Promise<InvoicePlan> {
  const state: PlanState = {
    contactId: input.contactId,
    title: input.title,
    every: input.every ?? 1,
    unit: input.unit,
    startDay: input.startDay,
    endDay: input.endDay ?? null,
    leadDays: input.leadDays ?? 0,
    thenDo: input.thenDo ?? 'draft',
    paused: input.paused ?? false,
    template: input.template,
    raises: [],
  }
  const today = await firmToday(tx)
  checkDays(state, today)
  const id = randomUUIDv7()
  const { search, net, currency } = await reckon(tx, by, { ...state, nextDay: state.startDay }, today)
  const made: HeldPlan = {
    ...state,
    id,
    nextDay: state.startDay,
    net,
    currency,
    stuck: null,
    createdBy: by.id,
    isBinned: false,
    version: 1,
  }
  await tx
    .insertInto('invoicePlan')
    .values({
      id,
      ...state,
      template: json(state.template),
      raises: json(state.raises),
      nextDay: state.startDay,
      search,
      net,
      currency,
      createdBy: by.id,
      updatedBy: by.id,
    })
    .execute()
  await tellPlan(tx, by, 'created', made)
  return readPlan(tx, by, id)
}

/** Changes a plan by a merge patch; `template` is replaced as a whole. What was billed stays as it is. */
export async function changePlan(
  tx: Tx<InvoicesDb>,
  by: By,
  { id, change, ifMatch }: { id: string; change: InvoicePlanChange; ifMatch?: number | undefined },
): Promise<InvoicePlan> {
  const before = await lockPlan(tx, by, id, { ifMatch })
  const today = await firmToday(tx)
  const after: HeldPlan = { ...before, ...given(change) }
  Object.assign(after, await anewFrom(tx, before, after))
  if (before.paused && !after.paused) after.nextDay = afterPause(after, today)
  if (isSame(before, after)) return readPlan(tx, by, id)
  checkDays(after, today, after.nextDay)
  const said = ({ contactId, title, template, raises }: HeldPlan) => [contactId, title, template, raises]
  const anew = isSame(said(before), said(after)) ? undefined : await reckon(tx, by, after, today)
  const { net, currency } = anew ?? before
  const changed: HeldPlan = { ...after, net, currency, stuck: null, version: before.version + 1 }
  await writePlan(tx, by, changed, anew?.search)
  await tellPlan(tx, by, 'changed', changed, before)
  return readPlan(tx, by, id)
}

/** Writes down what a locked plan is now. */
export async function writePlan(tx: Tx<InvoicesDb>, by: By, plan: HeldPlan, search?: string): Promise<void> {
  const { id, isBinned: _isBinned, createdBy: _createdBy, template, raises, ...columns } = plan
  await tx
    .updateTable('invoicePlan')
    .set({
      ...columns,
      template: json(template),
      raises: json(raises),
      ...(search !== undefined && { search }),
      stuckAt: plan.stuck === null ? null : sql<string>`now()`,
      updatedBy: by.id,
      updatedAt: sql<string>`now()`,
    })
    .where('id', '=', id)
    .execute()
}

/** Another rhythm counts from what is billed next, or from its own first day; never again what was billed. */
async function anewFrom(
  tx: Tx<InvoicesDb>,
  before: HeldPlan,
  after: HeldPlan,
): Promise<{ startDay?: string; nextDay?: string }> {
  const { startDay, every, unit } = after
  if (isSame([before.startDay, before.every, before.unit], [startDay, every, unit])) return {}
  const { rows } = await sql`select 1 from invoice where plan_id = ${before.id} limit 1`.execute(tx)
  if (rows.length === 0 && before.nextDay === before.startDay) return { nextDay: startDay }
  if (startDay === before.startDay) return { startDay: before.nextDay }
  if (startDay < before.nextDay)
    throw invalid('startDay', 'billed_already', `It is billed already until ${before.nextDay}.`)
  return { nextDay: startDay }
}

/** Invoices that fell due in the pause are left out. */
function afterPause(plan: HeldPlan, today: string): string {
  let { nextDay } = plan
  while (!isOver({ ...plan, nextDay }) && writtenOn(nextDay, plan.leadDays) < today)
    nextDay = nextStart(plan, nextDay)
  return nextDay
}

function checkDays(state: PlanState, today: string, nextDay = state.startDay): void {
  const { startDay, endDay, leadDays } = state
  if (endDay !== null && endDay < startDay)
    throw invalid('endDay', 'before_start', 'Not before the first day.')
  if (nextDay !== startDay) return
  const tooMany = periodStart(state, AT_ONCE)
  if (writtenOn(tooMany, leadDays) <= today && (endDay === null || tooMany <= endDay))
    throw invalid(
      'startDay',
      'too_long_ago',
      `More than ${AT_ONCE} invoices would be due at once: begin with the period that is to be billed first.`,
    )
}

/** What the next period comes to; refuses what an invoice would be refused for. */
async function reckon(
  tx: Tx<InvoicesDb>,
  by: By,
  plan: PlanState & { nextDay: string },
  today: string,
): Promise<{ search: string; net: string; currency: string }> {
  const period = nextPeriod(plan)
  const { template } = withRaises(plan.template, plan.raises, period.from)
  const draft = await draftOf(tx, by, { ...plan, template }, { period, day: today })
  const { frozen } = await workOut(tx, by, draft)
  return {
    search: searchLines([plan.title, frozen.buyer.name, draft.subject]),
    net: frozen.totals.net,
    currency: draft.currency,
  }
}
