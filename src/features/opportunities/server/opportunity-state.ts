import { sql } from 'kysely'
import { cents, plain } from '#kernel/decimal.ts'
import { searchLines, sortKey } from '#kernel/fold.ts'
import { guardOfOwned } from '#kernel/owned.ts'
import { missing } from '#kernel/problem.ts'
import { readersOf } from '#kernel/rights.ts'
import type { Guarded } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { json } from '#platform/database.ts'
import type { OfferLine, Opportunity } from '../opportunity.ts'
import type { OpportunitiesDb } from './tables.ts'

/** What of an opportunity people decide; it stands in the journal and can be given back. */
export interface OpportunityState extends Pick<
  Opportunity,
  | 'title'
  | 'contactId'
  | 'description'
  | 'amount'
  | 'currency'
  | 'billing'
  | 'periods'
  | 'probability'
  | 'stageId'
  | 'position'
  | 'expectedClose'
  | 'closedOn'
  | 'lostReasonId'
  | 'ownerId'
  | 'tags'
  | 'custom'
  | 'visibility'
  | 'access'
> {
  participants: { contactId: string; role: string }[]
  items: OfferLine[]
}

/** An opportunity as it is, whoever may see it. */
export interface HeldOpportunity {
  id: string
  version: number
  createdBy: string | null
  isBinned: boolean
  state: OpportunityState
}

/** Locks an opportunity, as system: the caller asks for rights. */
export async function holdOpportunity(tx: Tx<OpportunitiesDb>, id: string): Promise<HeldOpportunity> {
  await sql`select 1 from opportunity where id = ${id} for update`.execute(tx)
  const { rows } = await sql<OpportunityState & Omit<HeldOpportunity, 'state'>>`
    select r.id, r.version, r.created_by, r.deleted_at is not null as is_binned, r.title, r.contact_id, r.description,
      r.amount, r.currency, r.billing, r.periods, r.probability, r.stage_id, r.position,
      r.expected_close::text as expected_close, r.closed_on::text as closed_on, r.lost_reason_id, r.owner_id,
      r.custom, r.visibility, r.access_ids as access,
      array(select l.name from label l where l.id = any(r.tag_ids) order by lower(l.name)) as tags,
      (select coalesce(jsonb_agg(jsonb_build_object('contactId', p.contact_id, 'role', p.role)
        order by p.contact_id), '[]') from opportunity_participant p where p.opportunity_id = r.id) as participants,
      ${linesOf} as items
    from opportunity r where r.id = ${id}`.execute(tx)
  const [row] = rows
  if (!row) throw missing()
  const { version, createdBy, isBinned, id: _, ...state } = row
  return { id, version, createdBy, isBinned, state: { ...state, items: state.items.map(asWritten) } }
}

/** The lines of the offer of opportunity `r`. */
export const linesOf = sql`(
  select coalesce(jsonb_agg(jsonb_build_object('itemId', i.item_id, 'text', i.text, 'quantity', i.quantity::text,
    'unit', i.unit, 'price', i.price::text, 'discountPercent', i.discount_percent::text) order by i.position), '[]')
  from opportunity_item i where i.opportunity_id = r.id)`

/** Without the zeros the database adds. */
export function asWritten(line: OfferLine): OfferLine {
  return {
    ...line,
    quantity: plain(line.quantity),
    price: plain(line.price),
    discountPercent: plain(line.discountPercent),
  }
}

/** Who sees and who changes it: those on its list, its owner, its creator. */
export function guardOf({ createdBy, state }: Pick<HeldOpportunity, 'createdBy' | 'state'>): Guarded {
  return guardOfOwned({ ...state, createdBy })
}

/** The columns in which a state is kept, and what follows from it. */
export function columnsOf(held: Pick<HeldOpportunity, 'createdBy' | 'state'>, tagIds: string[]) {
  const { participants: _, items, tags, access, custom, amount, ...plainFields } = held.state
  const own = Object.values(custom).map((value) => (Array.isArray(value) ? value.join(' ') : String(value)))
  const { title, description } = held.state
  return {
    ...plainFields,
    amount: cents(amount),
    accessIds: access,
    tagIds,
    custom: json(custom),
    readerIds: readersOf(guardOf(held)),
    search: searchLines([title, description, ...tags, ...own, ...items.map((line) => line.text)]),
    sortKey: sortKey(title),
  }
}

/** Where in its column one stands of which nobody said: on top, the latest first. */
export function topPosition(): number {
  return -Date.now() / 1000
}
