import { sql } from 'kysely'
import { notify } from '#features/notifications/server/notify.ts'
import { EVERYONE } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Database, Tx } from '#platform/database.ts'
import { transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Chore } from '#platform/jobs.ts'
import { recordAll } from '#platform/journal.ts'
import { readPlanRow } from './plans/plan-state.ts'
import type { PlanRow } from './plans/plan-state.ts'
import { proposeLacking } from './plans/propose-lacking.ts'
import type { VisitsDb } from './tables.ts'
import { todayIn } from './visit-time.ts'

/** So many days somebody has to say that a visit was made. */
const GRACE = 1
/** Visits a transaction. */
const BATCH = 500

/** Kontor itself, for what nobody asked for at the moment. */
const KONTOR: By = {
  id: EVERYONE,
  name: 'Kontor',
  role: 'admin',
  principals: [],
  language: 'de',
  via: 'system',
}

/**
 * What happens to visits every night: those whose day has passed are overdue, plans and customers whose pause is over go on, and chains
 * that keep a number of visits ahead are filled up. Done twice, or after a week without a night, it comes to the same.
 */
export const keepVisits: Chore = {
  name: 'keep visits',
  async run(house: House) {
    const db = house.db as Database<VisitsDb>
    while ((await transaction(db, markMissed)) === BATCH);
    await endPauses(db)
    await endRests(db)
    const { rows } = await sql<{ id: string }>`
      select id from visit_plan where state = 'active' and deleted_at is null and refill = 'rolling'
        and visit_count > 0 order by id`.execute(db)
    for (const { id } of rows) await transaction(db, (tx) => fillUp(tx, id))
  },
}

/** Visits whose day has passed and of which nobody said anything are overdue (as system); says how many, a batch at most. */
export async function markMissed(tx: Tx<VisitsDb>): Promise<number> {
  const { rows } = await sql<Missed>`
    with late as (
      select r.id, r.state, c.reader_ids as readers from visit r join contact c on c.id = r.contact_id
      where r.state in ('planned', 'confirmed') and r.date < ${todayIn('Europe/Berlin')}::date - ${GRACE}::integer
      order by r.id limit ${BATCH} for no key update of r skip locked)
    update visit v set state = 'missed', version = v.version + 1, updated_at = now()
    from late where late.id = v.id
    returning v.id, v.title, v.date, v.assignee_id, v.version, late.state as former, late.readers`.execute(tx)
  await recordAll(
    tx,
    KONTOR,
    rows.map(({ id, title, version, former, readers, assigneeId }) => ({
      action: 'visit.missed',
      kind: 'visit',
      id,
      title,
      version,
      diff: [{ field: 'state', from: former, to: 'missed' }],
      readers: [...readers, assigneeId],
    })),
  )
  for (const { id, title, date, assigneeId } of rows)
    await notify(tx, KONTOR, {
      users: [assigneeId],
      kind: 'visit',
      record: { kind: 'visit', id, title },
      text: date,
    })
  return rows.length
}

interface Missed {
  id: string
  title: string
  date: string
  assigneeId: string
  version: number
  former: string
  readers: string[]
}

async function endPauses(db: Database<VisitsDb>): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from visit_plan where state = 'paused' and deleted_at is null
      and paused_until <= ${todayIn('Europe/Berlin')}::date order by id`.execute(db)
  for (const { id } of rows)
    await transaction(db, async (tx) => {
      const { rows: gone } = await sql<{ name: string; version: number }>`
        update visit_plan set state = 'active', paused_until = null, version = version + 1, updated_at = now()
        where id = ${id} and state = 'paused' returning name, version`.execute(tx)
      const [plan] = gone
      if (!plan) return
      const diff = [{ field: 'state', from: 'paused', to: 'active' }]
      const { name: title, version } = plan
      const entry = {
        action: 'visitPlan.changed',
        kind: 'visitPlan',
        id,
        title,
        version,
        diff,
        readers: [EVERYONE],
      }
      await recordAll(tx, KONTOR, [entry])
      await fillUp(tx, id)
    })
}

/** Customers who rested alone go on; while their plan rests they wait for it. */
async function endRests(db: Database<VisitsDb>): Promise<void> {
  const { rows } = await sql<{ planId: string }>`
    update visit_chain set state = 'active', paused_until = null, version = version + 1, updated_at = now()
    where state = 'paused' and paused_until <= ${todayIn('Europe/Berlin')}::date returning plan_id`.execute(
    db,
  )
  const plans = [...new Set(rows.map(({ planId }) => planId))]
  const { rows: going } = await sql<{ id: string }>`
    select id from visit_plan where id = any(${uuids(plans)}) and state = 'active' and deleted_at is null
    order by id`.execute(db)
  for (const { id } of going) await transaction(db, (tx) => fillUp(tx, id))
}

/** Proposes what those who are in the plan lack. */
async function fillUp(tx: Tx<VisitsDb>, id: string): Promise<void> {
  await sql`select 1 from visit_plan where id = ${id} for no key update`.execute(tx)
  const plan: PlanRow = await readPlanRow(tx, id)
  await proposeLacking(tx, KONTOR, plan)
}
