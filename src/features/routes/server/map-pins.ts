import { sql } from 'kysely'
import { readPlaces } from '#features/places/server/read-places.ts'
import { visitConditions } from '#features/visits/server/list-visits.ts'
import { addressSql } from '#features/visits/server/read-visits.ts'
import type { VisitsDb } from '#features/visits/server/tables.ts'
import type { VisitFilters } from '#features/visits/visit-list.ts'
import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import { all } from '#platform/list.ts'
import type { MapPins } from '../route.ts'

/** More marks than these nobody tells apart. */
const MOST = 10_000

type Item = MapPins['items'][number]
interface Row extends Omit<Item, 'lat' | 'lon' | 'exact' | 'plan' | 'postalCode' | 'city'> {
  lat: number | null
  lon: number | null
  address: { postalCode?: string; city?: string; country?: string } | null
  planName: string
  planColor: string | null
}

/** The visits these filters find, as far as `by` may see them, for a map: few words of each, but all of them at once. */
export async function mapPins(db: Database<VisitsDb>, by: By, filters: VisitFilters): Promise<MapPins> {
  const conditions = await visitConditions(db, by, filters)
  const { rows } = await sql<Row>`
    select r.id, r.state, r.date, r.start_time, r.assignee_id, c.display_name as customer, ${addressSql} as address,
      p.name as plan_name, p.color as plan_color, vp.latitude as lat, vp.longitude as lon
    from visit r join contact c on c.id = r.contact_id join visit_plan p on p.id = r.plan_id
    join app_user u on u.id = r.assignee_id left join visit_place vp on vp.contact_id = r.contact_id
    where ${all(conditions)} order by r.starts_at, r.id limit ${MOST + 1}`.execute(db)
  const shown = rows.slice(0, MOST)
  const items = shown.flatMap(pinOf)
  return { items, nowhere: shown.length - items.length, more: rows.length > MOST }
}

function pinOf({ lat, lon, address, planName, planColor, ...row }: Row): Item[] {
  const { postalCode = '', city = '', country } = address ?? {}
  const plain = { ...row, postalCode, city, plan: { name: planName, color: planColor } }
  if (lat !== null && lon !== null) return [{ ...plain, lat, lon, exact: true }]
  const [near] = postalCode ? readPlaces({ country: country || 'DE', postalCode }) : []
  return near ? [{ ...plain, lat: near.lat, lon: near.lon, exact: false }] : []
}
