import { sql } from 'kysely'
import { regionKey, regionOfPostalCode } from '#features/workdays/server/holidays.ts'
import { dayNumber } from '#kernel/day.ts'
import type { By } from '#kernel/rights.ts'
import { readable, uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import type { OpeningHours } from '../../opening-hours.ts'
import type { VisitState } from '../../visit.ts'
import type { PlanRow } from './plan-state.ts'
import { chosenContacts, joins } from './plan-selection.ts'
import type { VisitsDb } from '../tables.ts'

/** A customer of a plan with all that planning asks for; those who would join it have no chain. */
export interface Customer {
  contactId: string
  displayName: string
  companyName: string | null
  class: string | null
  address: {
    street?: string
    houseNumber?: string
    postalCode?: string
    city?: string
    country?: string
  } | null
  phone: string | null
  managerIds: string[]
  readerIds: string[]
  openWeekdays: number[] | null
  region: string | null
  chain: CustomerChain | null
  /** The last visit of any plan, or what the chain knows of. */
  lastDone: number | null
}

export interface CustomerChain {
  id: string
  anchor: number
  anchorNo: number
  assigneeId: string | null
  visits: { no: number; nominal: number; day: number; state: VisitState }[]
}

interface Row extends Omit<Customer, 'chain' | 'region' | 'openWeekdays' | 'lastDone'> {
  openingHours: OpeningHours | null
  holidayRegion: string | null
  chainId: string | null
  anchor: string
  anchorNo: number
  assigneeId: string | null
  lastDone: string | null
}

/**
 * The customers of a plan whose chains go on, and those who would join, ordered by where they are. Without `by` all of
 * them (as system), as the program itself plans.
 */
export async function readCustomers(
  db: Database<VisitsDb>,
  by: By,
  plan: PlanRow,
  { joining = false, chains }: { joining?: boolean; chains?: readonly string[] } = {},
): Promise<Customer[]> {
  const chosen = joining ? joins(plan.id, await chosenContacts(db, by, plan)) : sql`false`
  const among = chains ? sql`ch.id = any(${uuids(chains)})` : sql`ch.state = 'active'`
  const last =
    plan.first === 'lastVisit'
      ? sql`(select max(v.done_on) from visit v where v.contact_id = r.id and v.state = 'done')`
      : sql`null::date`
  const { rows } = await sql<Row>`
    select r.id as contact_id, r.display_name, r.company_name, r.class, r.manager_ids, r.reader_ids,
      jsonb_path_query_first(r.details, '$[*] ? (@.kind == "address" && @.primary == true).value') as address,
      jsonb_path_query_first(r.details, '$[*] ? (@.kind == "phone" && @.primary == true).value') #>> '{}' as phone,
      vp.opening_hours, vp.holiday_region, ch.id as chain_id, ch.anchor, ch.anchor_no, ch.assignee_id,
      coalesce(ch.last_done, ${last}) as last_done
    from contact r
    left join visit_chain ch on ch.plan_id = ${plan.id} and ch.contact_id = r.id and ch.state <> 'ended'
    left join visit_place vp on vp.contact_id = r.id
    where r.deleted_at is null and ${readable(by, sql`r.reader_ids`)}
      and ((ch.id is not null and ${among}) or (ch.id is null and ${chosen}))
    order by r.place_key, r.sort_key, r.id`.execute(db)
  const visits = await visitsOf(
    db,
    plan.id,
    rows.flatMap(({ chainId }) => chainId ?? []),
  )
  return rows.map((row) => customerOf(row, visits))
}

function customerOf(
  { openingHours, holidayRegion, chainId, anchor, anchorNo, assigneeId, lastDone, ...plain }: Row,
  visits: Map<string, CustomerChain['visits']>,
): Customer {
  const chain = chainId && {
    id: chainId,
    anchor: dayNumber(anchor),
    anchorNo,
    assigneeId,
    visits: visits.get(chainId) ?? [],
  }
  return {
    ...plain,
    openWeekdays: openingHours && Object.keys(openingHours).map(Number),
    region: regionOf(plain.address, holidayRegion),
    chain: chain || null,
    lastDone: lastDone === null ? null : dayNumber(lastDone),
  }
}

function regionOf(address: Customer['address'], own: string | null): string | null {
  const { country, postalCode } = address ?? {}
  const found = postalCode ? regionOfPostalCode(country || 'DE', postalCode) : undefined
  return found ? regionKey(own ? { ...found, region: own } : found) : null
}

async function visitsOf(
  db: Database<VisitsDb>,
  planId: string,
  chains: readonly string[],
): Promise<Map<string, CustomerChain['visits']>> {
  const found = new Map<string, CustomerChain['visits']>()
  if (chains.length === 0) return found
  const { rows } = await sql<{
    chainId: string
    no: number
    nominalDate: string
    date: string
    state: VisitState
  }>`
    select chain_id, no, nominal_date, date, state from visit
    where plan_id = ${planId} and chain_id = any(${uuids(chains)})`.execute(db)
  for (const { chainId, no, nominalDate, date, state } of rows) {
    const visit = { no, nominal: dayNumber(nominalDate), day: dayNumber(date), state }
    const known = found.get(chainId)
    if (known) known.push(visit)
    else found.set(chainId, [visit])
  }
  return found
}
