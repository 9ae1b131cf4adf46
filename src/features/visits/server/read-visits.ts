import { sql } from 'kysely'
import { readPlaces } from '#features/places/server/read-places.ts'
import { Problem, missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { readable, uuids } from '#platform/access.ts'
import type { Database, Tx } from '#platform/database.ts'
import { allowed } from '../visit-states.ts'
import type { VisitCommand } from '../visit-states.ts'
import type { ShiftReason, Visit, VisitState } from '../visit.ts'
import { seesVisit } from './plans/plan-state.ts'
import type { ChainBefore, VisitsDb } from './tables.ts'

/** A visit as commands work with it. */
export interface VisitRow extends Omit<
  Visit,
  'shift' | 'confirmedWith' | 'customer' | 'position' | 'plan' | 'can'
> {
  chainId: string
  shiftReason: ShiftReason | null
  shiftDetail: string
  confirmedContactId: string | null
  confirmedChannel: string | null
  confirmedAt: string | null
  movedFrom: string | null
  sequence: number
  historyEntryId: string | null
  chainBefore: ChainBefore | null
  runId: string | null
  customerName: string
  class: string | null
  address: Address | null
  phone: string | null
  readers: string[]
  planName: string
  planColor: string | null
  latitude: number | null
  longitude: number | null
  /** Whether `by` may read the contact, not the visit alone. */
  reads: boolean
}

interface Address {
  street?: string
  houseNumber?: string
  postalCode?: string
  city?: string
  country?: string
}

/** The primary address and telephone number of the contact `c`. */
export const addressSql = sql`jsonb_path_query_first(c.details, '$[*] ? (@.kind == "address" && @.primary == true).value')`
const phoneSql = sql`jsonb_path_query_first(c.details, '$[*] ? (@.kind == "phone" && @.primary == true)')`

const COLUMNS = sql.raw(
  [
    'id plan_id chain_id no contact_id assignee_id state nominal_date due_from due_to date start_time duration_minutes',
    'time_zone shift_reason shift_detail unplaced title description category place bring reminder_minutes report outcome',
    'done_on actual_minutes confirmed_contact_id confirmed_channel confirmed_at moved_from next_id chain_before',
    'history_entry_id sequence run_id created_at updated_at version',
  ]
    .join(' ')
    .split(' ')
    .map((name) => `r.${name}`)
    .join(', '),
)

/** These visits in this order; what `by` may not see is left out, and so are those of contacts and plans in the bin. */
export async function readVisitRows(
  db: Database<VisitsDb>,
  by: By,
  ids: readonly string[],
): Promise<VisitRow[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<VisitRow & { phone: { value?: string; formatted?: string } | null }>`
    select ${COLUMNS}, c.display_name as customer_name, c.class, c.reader_ids as readers, ${addressSql} as address,
      ${phoneSql} as phone, p.name as plan_name, p.color as plan_color, vp.latitude, vp.longitude,
      ${readable(by, sql`c.reader_ids`)} as reads
    from visit r join contact c on c.id = r.contact_id join visit_plan p on p.id = r.plan_id
    left join visit_place vp on vp.contact_id = r.contact_id
    where r.id = any(${uuids(ids)}) and c.deleted_at is null and p.deleted_at is null and ${seesVisit(by)}`.execute(
    db,
  )
  const byId = new Map(
    rows.map((row) => [row.id, { ...row, phone: row.phone?.formatted ?? row.phone?.value ?? null }]),
  )
  return ids.flatMap((id) => byId.get(id) ?? [])
}

export async function readVisits(db: Database<VisitsDb>, by: By, ids: readonly string[]): Promise<Visit[]> {
  return (await readVisitRows(db, by, ids)).map((row) => presentVisit(row, by))
}

export async function readVisit(db: Database<VisitsDb>, by: By, id: string): Promise<Visit> {
  const [visit] = await readVisits(db, by, [id])
  if (!visit) throw missing()
  return visit
}

/**
 * Locks a visit for a change. The whole chain is locked and first of all, so that whatever happens to its visits at the
 * same moment happens one after the other.
 */
export async function lockVisit(tx: Tx<VisitsDb>, by: By, id: string): Promise<VisitRow> {
  await sql`
    select 1 from visit_chain where id = (select chain_id from visit where id = ${id}) for no key update`.execute(
    tx,
  )
  const [row] = await readVisitRows(tx, by, [id])
  if (!row) throw missing()
  if (!mayChangeVisit(by, row)) throw new Problem('forbidden', 'forbidden', 'You may not change this visit.')
  return row
}

export function refuseStale(row: VisitRow, ifMatch: number | undefined): void {
  if (ifMatch !== undefined && ifMatch !== row.version) {
    throw new Problem('stale', 'stale', 'Somebody else changed this visit in the meantime.')
  }
}

/** The state a command leads to, or a refusal. */
export function demand(row: Pick<VisitRow, 'state'>, command: VisitCommand): VisitState {
  const outcome = allowed(row.state, command)
  if ('to' in outcome) return outcome.to
  throw new Problem('conflict', outcome.refused, 'The visit is not in a state in which this can be done.')
}

/** Whoever has a seat and may read the contact; who was only given the visit reads it. */
export function mayChangeVisit(by: By, row: Pick<VisitRow, 'reads'>): boolean {
  return by.role !== 'guest' && row.reads
}

export function presentVisit(row: VisitRow, by: By): Visit {
  const {
    chainId: _chain,
    shiftReason,
    shiftDetail,
    confirmedContactId,
    confirmedChannel,
    confirmedAt,
    movedFrom: _moved,
    sequence: _sequence,
    historyEntryId: _entry,
    chainBefore: _before,
    runId: _run,
    readers: _readers,
    customerName,
    class: contactClass,
    address,
    phone,
    planName,
    planColor,
    latitude,
    longitude,
    reads: _reads,
    ...plain
  } = row
  const street = [address?.street, address?.houseNumber].filter(Boolean).join(' ')
  return {
    ...plain,
    shift: shiftReason && { reason: shiftReason, detail: shiftDetail },
    confirmedWith:
      confirmedAt === null
        ? null
        : { contactId: confirmedContactId, channel: confirmedChannel, at: confirmedAt },
    customer: {
      displayName: customerName,
      postalCode: address?.postalCode ?? '',
      city: address?.city ?? '',
      street,
      country: address?.country ?? '',
      phone: phone ?? '',
      class: contactClass,
    },
    position: positionOf(latitude, longitude, address),
    plan: { name: planName, color: planColor },
    can: mayChangeVisit(by, row) ? ['change'] : [],
  }
}

function positionOf(lat: number | null, lon: number | null, address: Address | null): Visit['position'] {
  if (lat !== null && lon !== null) return { lat, lon, exact: true }
  const { postalCode, country } = address ?? {}
  if (!postalCode) return null
  const [place] = readPlaces({ country: country || 'DE', postalCode })
  return place ? { lat: place.lat, lon: place.lon, exact: false } : null
}
