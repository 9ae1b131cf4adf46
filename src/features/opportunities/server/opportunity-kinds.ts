import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { CustomFieldUse } from '#features/customfields/server/custom-fields.ts'
import type { LabelUse } from '#features/labels/server/use.ts'
import { readable, uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import { COUNT_CAP, all, listPage } from '#platform/list.ts'
import { attachedBy } from '#platform/record-kinds.ts'
import type { Attachment, BinKind, SearchKind } from '#platform/record-kinds.ts'
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

/** Where a contact takes part; who took part as both does so once. */
export const participantAttachment: Attachment<OpportunitiesDb> = {
  ...attachedBy<OpportunitiesDb>('opportunity_participant', 'contact_id', {
    key: sql`opportunity_id`,
    holds: true,
  }),
  async move(tx, _by, { from, to }) {
    const { rows } = await sql<{ key: string }>`
      update opportunity_participant t set contact_id = ${to} where t.contact_id = ${from} and not exists (
        select 1 from opportunity_participant o where o.opportunity_id = t.opportunity_id and o.contact_id = ${to})
      returning t.opportunity_id::text as key`.execute(tx)
    return rows.map((row) => row.key)
  },
  async moveBack(tx, _by, { keys, holders, to }) {
    await sql`
      update opportunity_participant t set contact_id = ${to}
      where t.contact_id = any(${uuids(holders)}) and t.opportunity_id = any(${uuids(keys)}) and not exists (
        select 1 from opportunity_participant o where o.opportunity_id = t.opportunity_id and o.contact_id = ${to})`.execute(
      tx,
    )
  },
}

/** How opportunities carry tags and the reasons they were lost for. */
export const opportunityLabelUses: LabelUse[] = [
  {
    list: 'tags',
    count: (db, id) => count(db, sql`tag_ids @> ${uuids([id])}`),
    async replace(tx, by, id, into) {
      const others = sql`array_remove(tag_ids, ${id}::uuid)`
      const next = into === undefined ? others : sql`array_remove(${others}, ${into}::uuid) || ${into}::uuid`
      await sql`
        update opportunity set tag_ids = ${next}, version = version + 1 where tag_ids @> ${uuids([id])}`.execute(
        tx,
      )
      await announceOpportunities(tx, by)
    },
  },
  {
    list: 'lost-reasons',
    count: (db, id) => count(db, sql`lost_reason_id = ${id}`),
    async replace(tx, by, id, into) {
      await sql`
        update opportunity set lost_reason_id = ${into ?? null}, version = version + 1
        where lost_reason_id = ${id}`.execute(tx)
      await announceOpportunities(tx, by)
    },
  },
]

export const opportunityCustomFieldUse: CustomFieldUse = {
  kind: 'opportunity',
  count: (db, key) => count(db, sql`custom ? ${key}`),
  async clear(tx, by, key) {
    await sql`
      update opportunity set custom = custom - ${key}, version = version + 1 where custom ? ${key}`.execute(
      tx,
    )
    await announceOpportunities(tx, by)
  },
}

/** Reasons and values of what lies in the bin count too: it can come back. */
async function count<T>(db: Database<T>, condition: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from (select 1 from opportunity where ${condition} limit ${COUNT_CAP + 1}) o`.execute(
    db,
  )
  return rows[0]?.n ?? 0
}
