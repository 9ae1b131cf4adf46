import { sql } from 'kysely'
import { linkAttachment } from '#features/contacts/server/link-attachment.ts'
import { fieldsIn } from '#features/customfields/server/fields-in.ts'
import { labelIn, tagsIn } from '#features/labels/server/carriers.ts'
import type { Carriers } from '#features/labels/server/carriers.ts'
import { readable, uuids } from '#platform/access.ts'
import { all, listPage } from '#platform/list.ts'
import { attachedBy } from '#platform/record-kinds.ts'
import type { BinKind, SearchKind } from '#platform/record-kinds.ts'
import { searchConditions } from '#platform/search.ts'
import { eraseOpportunity } from './delete-opportunity.ts'
import { opportunitySearched, opportunitySource } from './opportunity-source.ts'
import { readOpportunities } from './read-opportunities.ts'
import type { OpportunitiesDb } from './tables.ts'
import { announceOpportunities } from './tell.ts'

// What the features that serve every kind of record know of opportunities.

/** How the search over everything finds opportunities, the latest first. */
export const opportunitySearch: SearchKind<OpportunitiesDb> = {
  kind: 'opportunity',
  async find(db, by, q, limit) {
    if (by.role === 'guest') return []
    const conditions = [
      readable(by, sql`r.reader_ids`),
      ...(await searchConditions(db, q, opportunitySearched)),
    ]
    const { ids } = await listPage(db, opportunitySource(by), conditions, { sort: '-createdAt', limit })
    const found = await readOpportunities(db, by, ids)
    return found.map(({ id, title, contact, stage, total, currency }) => {
      const worth = new Intl.NumberFormat(by.language, { style: 'currency', currency }).format(Number(total))
      const subtitle = [contact?.displayName, stage.name, worth].filter(Boolean).join(' · ')
      return { kind: 'opportunity', id, title, subtitle, mark: null, photo: null }
    })
  },
}

/** How opportunities lie in the bin. */
export const opportunityBin: BinKind<OpportunitiesDb> = {
  kind: 'opportunity',
  async rows(db, by, q) {
    const search = await searchConditions(db, q, opportunitySearched)
    const access = by.role === 'guest' ? sql<boolean>`false` : readable(by, sql`r.reader_ids`)
    return sql`
      select 'opportunity' as kind, r.id, r.title, r.deleted_at, r.deleted_by, r.visibility,
        r.access_ids || r.owner_id || r.created_by as manager_ids, null::jsonb as merged_into
      from opportunity r where r.deleted_at is not null and ${all([access, ...search])}`
  },
  erase: eraseOpportunity,
}

/** The opportunities of a contact. */
export const opportunityAttachment = attachedBy<OpportunitiesDb>('opportunity', 'contact_id', {
  holds: true,
  async counts(db, by, ids) {
    if (by.role === 'guest') return {}
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from opportunity r
      where r.contact_id = any(${uuids(ids)}) and r.deleted_at is null and ${readable(by, sql`r.reader_ids`)}`.execute(
      db,
    )
    return { opportunities: rows[0]?.n ?? 0 }
  },
})

/** Where a contact takes part. */
export const participantAttachment = linkAttachment<OpportunitiesDb>({
  table: 'opportunity_participant',
  record: 'opportunity',
})

const opportunities: Carriers = { table: 'opportunity', announce: announceOpportunities }

/** How opportunities carry tags and the reasons they were lost for. */
export const opportunityLabelUses = [
  tagsIn(opportunities),
  labelIn(opportunities, 'lost-reasons', 'lost_reason_id'),
]

export const opportunityCustomFieldUse = fieldsIn(opportunities, 'opportunity')
