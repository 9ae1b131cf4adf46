import { sql } from 'kysely'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Tx } from '#platform/database.ts'
import { attachedBy } from '#platform/record-kinds.ts'
import type { Attachment } from '#platform/record-kinds.ts'
import { ENDED_FROM, endChains } from './chains/end-chains.ts'
import type { VisitsDb } from './tables.ts'

/**
 * The chains of visits to a contact. Where both contacts are in the same plan the one that stays keeps its chain, with the
 * later of the last visits; the other chain ends and its open visits are cancelled, so that nobody is visited twice.
 */
const chainAttachment: Attachment<VisitsDb> = {
  column: 'visit_chain.contact_id',
  async move(tx, by, { from, to }) {
    const { rows: twins } = await sql<{ id: string }>`
      select l.id from visit_chain l join visit_chain w on w.plan_id = l.plan_id and w.contact_id = ${to}
      where l.contact_id = ${from} and l.state <> 'ended' and w.state <> 'ended' order by l.id`.execute(tx)
    const ending = twins.map(({ id }) => id)
    await sql`
      update visit_chain w set last_done = greatest(w.last_done, l.last_done), version = w.version + 1, updated_at = now()
      from visit_chain l where l.id = any(${uuids(ending)}) and w.plan_id = l.plan_id and w.contact_id = ${to}
        and w.state <> 'ended' and l.last_done > coalesce(w.last_done, '-infinity')`.execute(tx)
    await endChains(tx, by, sql`ch.id = any(${uuids(ending)})`, 'merged')
    const { rows } = await sql<{ id: string }>`
      update visit_chain set contact_id = ${to} where contact_id = ${from} returning id`.execute(tx)
    return rows.map(({ id }) => (ending.includes(id) ? `${id} ended` : id))
  },
  async moveBack(tx, by, { keys, holders, to }) {
    const ids = keys.map((key) => key.slice(0, 36))
    const ended = keys.filter((key) => key.endsWith(' ended')).map((key) => key.slice(0, 36))
    await sql`
      update visit_chain set contact_id = ${to}
      where id = any(${uuids(ids)}) and contact_id = any(${uuids(holders)})`.execute(tx)
    await goOnAgain(tx, by, ended, to)
  },
}

/** Chains that a merge ended are again what they were, with the visits it cancelled. */
async function goOnAgain(tx: Tx<VisitsDb>, by: By, ids: string[], contactId: string): Promise<void> {
  await sql`
    update visit_chain set state = ${ENDED_FROM}, ended_from = null, ended_reason = null, version = version + 1, updated_at = now()
    where id = any(${uuids(ids)}) and contact_id = ${contactId} and ended_reason = 'merged'`.execute(tx)
  await sql`
    update visit v set state = d.diff -> 0 ->> 'from', version = v.version + 1, sequence = v.sequence + 1,
      updated_by = ${by.id}, updated_at = now()
    from journal d
    where v.chain_id = any(${uuids(ids)}) and v.state = 'cancelled' and d.record_id = v.id
      and d.action = 'visit.cancelled' and d.version = v.version and d.diff -> 0 ->> 'field' = 'state'`.execute(
    tx,
  )
}

const visitAttachment: Attachment<VisitsDb> = attachedBy<VisitsDb>('visit', 'contact_id', {
  // Plans propose visits by themselves; those go with their contact and come back with it.
  holds: sql`h.state not in ('proposed', 'planned', 'cancelled')`,
  async counts(db, _by, ids) {
    const { rows } = await sql<{ visits: number }>`
      select count(*) as visits from visit where contact_id = any(${uuids(ids)})`.execute(db)
    return { ...rows[0] }
  },
})

/** With whom visits were agreed. */
const confirmedAttachment: Attachment<VisitsDb> = attachedBy<VisitsDb>('visit', 'confirmed_contact_id', {
  holds: true,
})

/** What is noted of the place; where both have something, that of the contact that stays holds. */
const placeAttachment: Attachment<VisitsDb> = {
  column: 'visit_place.contact_id',
  holds: true,
  async move(tx, _by, { from, to }) {
    const { rows } = await sql<{ contactId: string }>`
      update visit_place set contact_id = ${to} where contact_id = ${from}
        and not exists (select 1 from visit_place where contact_id = ${to}) returning contact_id`.execute(tx)
    return rows.map((row) => row.contactId)
  },
  async moveBack(tx, _by, { keys, holders, to }) {
    await sql`
      update visit_place set contact_id = ${to} where contact_id = any(${uuids(holders)})
        and contact_id::text = any(${keys}::text[])
        and not exists (select 1 from visit_place where contact_id = ${to})`.execute(tx)
  },
}

export const visitAttachments: Attachment<VisitsDb>[] = [
  chainAttachment,
  visitAttachment,
  confirmedAttachment,
  placeAttachment,
]
