import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { insertVisits, type NewVisit } from '../insert-visits.ts'
import { keptOf, lackingDates, placeAll, planningFor } from './plan-dates.ts'
import type { PlanRow } from './plan-state.ts'
import { tellOfVisits } from './propose-plan.ts'
import { readCustomers } from './read-customers.ts'
import type { VisitsDb } from '../tables.ts'

/** Proposes what the customers of a plan lack, or those of these chains; nobody new comes in. */
export async function proposeLacking(
  tx: Tx<VisitsDb>,
  by: By,
  plan: PlanRow,
  chains?: readonly string[],
): Promise<void> {
  const customers = await readCustomers(tx, by, plan, chains ? { chains } : {})
  const lacking = lackingDates(plan, customers)
  if (lacking.length === 0) return
  const planning = await planningFor(tx, by, plan, lacking)
  const visits = lacking.flatMap((one): NewVisit[] => {
    const { customer } = one
    const chainId = customer.chain?.id
    return chainId
      ? keptOf(placeAll(planning, one)).map((date) => ({ customer, chainId, date, state: 'proposed' }))
      : []
  })
  await insertVisits(tx, by, plan, visits)
  await tellOfVisits(tx, by)
}
