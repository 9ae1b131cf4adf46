import { sql } from 'kysely'
import { isSame } from '#kernel/diff.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { visitTitle } from '../../visit-title.ts'
import { cannotVisit, readAssignees } from '../assignees.ts'
import { endChains, reviveChains } from '../chains/end-chains.ts'
import type { PlanRow } from './plan-state.ts'
import { proposePlan, tellOfVisits } from './propose-plan.ts'
import { readVisitRows } from '../read-visits.ts'
import { removeVisits } from '../remove-visits.ts'
import { rest } from '../chains/rest.ts'
import type { VisitsDb } from '../tables.ts'
import { writeVisit } from '../write-visit.ts'
import type { VisitPatch } from '../write-visit.ts'

interface Applying {
  house: House
  before: PlanRow
  after: PlanRow
  apply: 'open' | 'next'
}

/** What a change of a plan means for its visits: pause, end, another rhythm, sample or user. */
export async function applyChange(tx: Tx<VisitsDb>, by: By, applying: Applying): Promise<void> {
  const { before, after, apply } = applying
  const is = (...fields: (keyof PlanRow)[]) => fields.some((field) => !isSame(before[field], after[field]))
  if (is('state', 'pausedUntil')) await changeState(tx, by, applying)
  if (after.state !== 'active') return
  if (is('rhythm')) await countAnew(tx, after.id, apply)
  if (apply === 'next') return
  if (is('sample', 'name', 'category')) await takeSample(tx, by, before, after)
  if (is('assigneeId')) await reassignOpen(tx, by, before, after)
  const placed = [
    'rhythm',
    'visitCount',
    'startDate',
    'endDate',
    'holidays',
    'workdays',
    'capacityPerDay',
  ] as const
  if (is(...placed, 'toleranceDays', 'minimumGapDays', 'first')) await proposeAnew(tx, by, applying)
}

async function changeState(tx: Tx<VisitsDb>, by: By, applying: Applying): Promise<void> {
  const { before, after } = applying
  const { id } = after
  if (after.state === 'ended') {
    await endChains(tx, by, sql`ch.plan_id = ${id}`, 'planEnded')
    return
  }
  if (before.state === 'ended') await reviveChains(tx, id)
  if (after.state === 'paused')
    return rest(tx, by, {
      which: sql`r.plan_id = ${id}`,
      until: after.pausedUntil,
      zone: after.sample.timeZone,
    })
  await propose(tx, by, applying)
}

/**
 * With another rhythm dates are counted from the last visit that stands: the latest planned one, with `next` the latest
 * proposal too, else from the last that was made.
 */
async function countAnew(tx: Tx<VisitsDb>, planId: string, apply: 'open' | 'next'): Promise<void> {
  const standing = ['planned', 'confirmed', 'inProgress', 'missed', ...(apply === 'next' ? ['proposed'] : [])]
  await sql`
    update visit_chain ch set anchor = coalesce(s.nominal_date, ch.last_done, ch.anchor),
      anchor_no = coalesce(s.no, ch.anchor_no), version = ch.version + 1, updated_at = now()
    from visit_chain k left join lateral (
      select v.nominal_date, v.no from visit v where v.chain_id = k.id and v.state = any(${standing}::text[])
      order by v.nominal_date desc, v.no desc limit 1) s on true
    where k.id = ch.id and ch.plan_id = ${planId} and ch.state <> 'ended'`.execute(tx)
}

/** Open visits take over what the sample says now, wherever they still say what it said before. */
async function takeSample(tx: Tx<VisitsDb>, by: By, before: PlanRow, after: PlanRow): Promise<void> {
  for (const row of await openVisits(tx, by, after.id)) {
    const title = (plan: PlanRow) =>
      visitTitle(plan.sample.title, {
        displayName: row.customerName,
        companyName: row.companyName,
        city: row.address?.city ?? '',
        plan: plan.name,
        no: row.no,
      })
    const was = { ...valuesOf(before), title: title(before) }
    const is = { ...valuesOf(after), title: title(after) }
    const fields = Object.keys(is) as (keyof typeof is)[]
    const patch = Object.fromEntries(
      fields.flatMap((field) =>
        row[field] === was[field] && was[field] !== is[field] ? [[field, is[field]]] : [],
      ),
    ) as VisitPatch
    await writeVisit(tx, by, row, { patch })
  }
}

function valuesOf({ sample }: PlanRow) {
  return {
    startTime: sample.startTime ?? null,
    durationMinutes: sample.durationMinutes ?? 30,
    description: sample.description ?? '',
    place: sample.place ?? '',
    bring: sample.bring ?? '',
    reminderMinutes: sample.reminderMinutes ?? null,
  }
}

/** Open visits of the former user go to the new one, where that one may see the customer. */
async function reassignOpen(tx: Tx<VisitsDb>, by: By, before: PlanRow, after: PlanRow): Promise<void> {
  const assignee = (await readAssignees(tx)).get(after.assigneeId)
  for (const row of await openVisits(tx, by, after.id)) {
    if (row.assigneeId !== before.assigneeId || cannotVisit(assignee, row.readers)) continue
    await writeVisit(tx, by, row, { patch: { assigneeId: after.assigneeId }, action: 'visit.changed' })
  }
}

async function openVisits(tx: Tx<VisitsDb>, by: By, planId: string) {
  await sql`
    select 1 from visit_chain where plan_id = ${planId} and state <> 'ended' order by id for no key update`.execute(
    tx,
  )
  const { rows } = await sql<{ id: string; companyName: string | null }>`
    select r.id, c.company_name from visit r join contact c on c.id = r.contact_id
    where r.plan_id = ${planId} and r.state in ('proposed', 'planned', 'confirmed', 'missed') order by r.id`.execute(
    tx,
  )
  const names = new Map(rows.map((row) => [row.id, row.companyName]))
  const visits = await readVisitRows(tx, { ...by, role: 'admin' }, [...names.keys()])
  return visits.map((row) => ({ ...row, companyName: names.get(row.id) ?? null }))
}

/** Proposals are made anew; what was planned keeps its day. */
async function proposeAnew(tx: Tx<VisitsDb>, by: By, applying: Applying): Promise<void> {
  const removed = await removeVisits(tx, by, sql`r.plan_id = ${applying.after.id} and r.state = 'proposed'`)
  if (removed.length > 0) await propose(tx, by, applying)
}

/** Proposes for those who are in the plan; many as a job. A plan that was never started stays so. */
async function propose(tx: Tx<VisitsDb>, by: By, { house, after }: Applying): Promise<void> {
  await proposePlan(tx, by, { house, id: after.id, request: { joining: false } })
  await tellOfVisits(tx, by)
}
