import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import { sql } from 'kysely'
import { missing } from '#kernel/problem.ts'
import type { PlanAhead } from '../../invoice-plan.ts'
import { nextStart, writtenOn } from '../../plan-periods.ts'
import { netOf, withRaises } from '../../plan-prices.ts'
import { invoiceReadable } from '../invoice-access.ts'
import { firmToday } from '../drafts/new-draft.ts'
import type { InvoicesDb } from '../tables.ts'
import { draftOf, isOver, nextPeriod, readHeldPlans } from './plan-state.ts'

/** The periods of a plan that come next, with what each will cost by the raises that count by then. */
export async function readAhead(
  db: Database<InvoicesDb>,
  by: By,
  id: string,
  count: number,
): Promise<PlanAhead[]> {
  const seen = sql<boolean>`r.id = ${id} and r.deleted_at is null and ${invoiceReadable(by)}`
  const [plan] = await readHeldPlans(db, seen)
  if (!plan) throw missing()
  const today = await firmToday(db)
  const ahead: PlanAhead[] = []
  let { nextDay } = plan
  let left = plan.raises
  while (ahead.length < count && !isOver({ ...plan, nextDay })) {
    const period = nextPeriod({ ...plan, nextDay })
    const priced = withRaises(plan.template, plan.raises, period.from)
    const draft = await draftOf(db, by, { ...plan, template: priced.template }, { period, day: today })
    ahead.push({
      from: period.from,
      to: period.to,
      writtenOn: writtenOn(period.from, plan.leadDays),
      cut: period.isCut,
      subject: draft.subject,
      net: netOf(draft.lines, draft.discountPercent),
      raised: priced.raises.length < left.length,
    })
    left = priced.raises
    nextDay = nextStart(plan, nextDay)
  }
  return ahead
}
