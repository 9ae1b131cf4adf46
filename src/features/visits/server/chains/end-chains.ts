import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Tx } from '#platform/database.ts'
import { recordAll } from '#platform/journal.ts'
import type { ENDED_REASONS } from '../../plan-customers.ts'
import type { VisitState } from '../../visit.ts'
import type { VisitsDb } from '../tables.ts'

/** Ends the chains (`ch`) that meet a condition: nothing follows, and what was open of them is cancelled. */
export async function endChains(
  tx: Tx<VisitsDb>,
  by: By,
  which: RawBuilder<unknown>,
  reason: (typeof ENDED_REASONS)[number],
): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    with locked as (
      select ch.id from visit_chain ch where ch.state <> 'ended' and ${which} order by ch.id for no key update)
    update visit_chain r set ended_from = r.state, state = 'ended', ended_reason = ${reason}, version = r.version + 1,
      updated_at = now()
    from locked where locked.id = r.id returning r.id`.execute(tx)
  const ids = rows.map(({ id }) => id)
  await cancelOpen(tx, by, sql`r.chain_id = any(${uuids(ids)}) and r.state <> 'inProgress'`)
  return ids.length
}

/** Cancels the open visits (`r`) that meet a condition; each says so in the journal. */
export async function cancelOpen(tx: Tx<VisitsDb>, by: By, which: RawBuilder<unknown>): Promise<string[]> {
  const { rows } = await sql<{
    id: string
    title: string
    version: number
    former: VisitState
    readers: string[]
  }>`
    with locked as (
      select r.id, r.state, c.reader_ids || r.assignee_id as readers from visit r join contact c on c.id = r.contact_id
      where r.state in ('proposed', 'planned', 'confirmed', 'inProgress', 'missed') and ${which}
      order by r.id for no key update of r),
    forgotten as (
      delete from reminder where record_kind = 'visit' and record_id in (select id from locked))
    update visit v set state = 'cancelled', sequence = v.sequence + 1, version = v.version + 1, updated_by = ${by.id},
      updated_at = now()
    from locked where locked.id = v.id
    returning v.id, v.title, v.version, locked.state as former, locked.readers`.execute(tx)
  await recordAll(
    tx,
    by,
    rows.map(({ id, title, version, former, readers }) => ({
      action: 'visit.cancelled',
      kind: 'visit',
      id,
      title,
      version,
      diff: [{ field: 'state', from: former, to: 'cancelled' }],
      readers,
    })),
  )
  return rows.map(({ id }) => id)
}

/** What a chain is when it goes on again: one that rested still does. */
export const ENDED_FROM = sql`coalesce(ended_from, 'active')`

/** Chains that ended with their plan go on or rest with it as before, unless the customer has another one by now. */
export async function reviveChains(tx: Tx<VisitsDb>, planId: string): Promise<void> {
  await sql`
    update visit_chain ch set state = ${ENDED_FROM}, ended_from = null, ended_reason = null, version = version + 1,
      updated_at = now()
    where ch.plan_id = ${planId} and ch.state = 'ended' and ch.ended_reason = 'planEnded' and not exists (
      select 1 from visit_chain o where o.plan_id = ch.plan_id and o.contact_id = ch.contact_id and o.id <> ch.id
        and (o.state <> 'ended' or (o.ended_reason = 'planEnded' and o.id > ch.id)))`.execute(tx)
}
