import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { abilitiesOfOwned } from '#kernel/owned.ts'
import { missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { readable, uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import type { OfferLine, Opportunity } from '../opportunity.ts'
import type { StageType } from '../pipeline.ts'
import { weighted } from '../total.ts'
import { asWritten, linesOf } from './opportunity-state.ts'
import { STALE } from './opportunity-source.ts'
import type { OpportunitiesDb } from './tables.ts'
import { todayOf } from './today.ts'

/** The opportunity with what it offers, if `by` may see it; shown as to `viewer`. */
export async function readOpportunity(
  db: Database<OpportunitiesDb>,
  by: By,
  id: string,
  viewer: By = by,
): Promise<Opportunity> {
  const [found] = await readShown(db, by, sql`r.id = ${id} and r.deleted_at is null`, viewer)
  if (!found) throw missing()
  const { rows } = await sql<{ items: OfferLine[] }>`
    select ${linesOf} as items from opportunity r where r.id = ${id}`.execute(db)
  return { ...found, items: (rows[0]?.items ?? []).map(asWritten) }
}

/** These opportunities in this order; what `by` may not see is left out. */
export async function readOpportunities(
  db: Database<OpportunitiesDb>,
  by: By,
  ids: readonly string[],
): Promise<Opportunity[]> {
  if (ids.length === 0) return []
  const found = await readShown(db, by, sql`r.id = any(${uuids(ids)})`, by)
  const byId = new Map(found.map((one) => [one.id, one]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

interface Row extends Omit<Opportunity, 'can' | 'contact' | 'owner' | 'stage' | 'overdue' | 'weighted'> {
  contactName: string | null
  ownerName: string
  stageName: string
  stageColor: string
  stageType: StageType
}

async function readShown(
  db: Database<OpportunitiesDb>,
  by: By,
  found: RawBuilder<unknown>,
  viewer: By,
): Promise<Opportunity[]> {
  const { rows } = await sql<Row>`
    select r.id, r.title, c.id as contact_id, c.display_name as contact_name, r.description, r.amount, r.currency,
      r.billing, r.periods, r.total, r.probability, r.stage_id, s.name as stage_name, s.color as stage_color,
      s.type as stage_type, s.pipeline_id, r.stage_since, ${STALE} as stale, r.position,
      r.expected_close::text as expected_close, r.closed_on::text as closed_on, r.lost_reason_id, r.owner_id,
      u.name as owner_name, r.custom, r.visibility, r.access_ids as access, r.created_by, r.created_at, r.updated_at,
      r.version, array(select l.name from label l where l.id = any(r.tag_ids) order by lower(l.name)) as tags,
      (select coalesce(jsonb_agg(jsonb_build_object('contactId', pc.id, 'displayName', pc.display_name, 'role', p.role)
          order by pc.id <> r.contact_id, pc.sort_key), '[]')
        from opportunity_participant p join contact pc on pc.id = p.contact_id and pc.deleted_at is null
        where p.opportunity_id = r.id and ${readable(viewer, sql`pc.reader_ids`)}) as participants
    from opportunity r join stage s on s.id = r.stage_id join app_user u on u.id = r.owner_id
    left join contact c on c.id = r.contact_id and c.deleted_at is null and ${readable(viewer, sql`c.reader_ids`)}
    where ${found} and ${readable(by, sql`r.reader_ids`)}`.execute(db)
  const today = rows.length > 0 ? await todayOf(db) : ''
  return rows.map((row) => present(row, viewer, today))
}

function present(row: Row, by: By, today: string): Opportunity {
  const { contactName, ownerName, stageName, stageColor, stageType, ...plain } = row
  const { contactId, ownerId, expectedClose } = plain
  return {
    ...plain,
    contact: contactId === null ? null : { id: contactId, displayName: contactName ?? '' },
    owner: { id: ownerId, name: ownerName },
    stage: { id: plain.stageId, name: stageName, color: stageColor, type: stageType },
    weighted: weighted(plain.total, plain.probability),
    overdue: stageType === 'open' && expectedClose !== null && expectedClose < today,
    can: abilitiesOfOwned(by, row),
  }
}
