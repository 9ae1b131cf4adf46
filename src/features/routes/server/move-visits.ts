import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { notify } from '#features/notifications/server/notify.ts'
import { closeRun, openRun } from '#features/runs/server/open-run.ts'
import { keepLeft } from '#features/runs/server/undo-batch.ts'
import { changeEach } from '#features/visits/server/change-each.ts'
import { patchVisit } from '#features/visits/server/change-visit.ts'
import { tellOfVisits } from '#features/visits/server/plans/propose-plan.ts'
import { mayChangeVisit } from '#features/visits/server/read-visits.ts'
import type { VisitRow } from '#features/visits/server/read-visits.ts'
import type { VisitsDb } from '#features/visits/server/tables.ts'
import type { VisitChange } from '#features/visits/visit.ts'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Tx } from '#platform/database.ts'
import type { MovedReply } from '../route.ts'

export interface Move {
  visitId: string
  to: Pick<VisitChange, 'date' | 'startTime' | 'assigneeId'>
}

/** So many that stay are named in the answer; the run names them all. */
const NAMED = 100

/**
 * Gives visits their days, times and users as a run that can be taken back. What is agreed with the customer stays, and
 * so does what a rule refuses; both are named.
 */
export async function moveVisits(
  tx: Tx<VisitsDb>,
  by: By,
  { moves, title }: { moves: readonly Move[]; title: string },
): Promise<MovedReply> {
  const runId = randomUUIDv7()
  const acting = { ...by, runId }
  await openRun(tx, by, { id: runId, kind: 'plan', title })
  const { counts, left } = await changeEach(tx, acting, {
    ids: moves.map(({ visitId }) => visitId),
    changes: (row, at) => moveOne(tx, acting, row, moves[at]?.to ?? {}),
  })
  await keepLeft(tx, runId, left)
  await closeRun(tx, runId, counts)
  await tellOfVisits(tx, by)
  await tellAssignees(tx, by, { runId, title, moves })
  const { changed = 0, unchanged = 0 } = counts
  return { runId, changed, unchanged, left: left.slice(0, NAMED).map(({ kind: _kind, ...one }) => one) }
}

async function moveOne(tx: Tx<VisitsDb>, by: By, row: VisitRow, to: Move['to']): Promise<boolean> {
  if (!mayChangeVisit(by, row)) throw new Problem('forbidden', 'forbidden', 'You may not change this visit.')
  const differs = Object.entries(to).some(([field, value]) => row[field as keyof VisitRow] !== value)
  if (!differs) return false
  if (row.state === 'confirmed')
    throw new Problem('conflict', 'visit.agreed', 'This time is agreed with the customer.')
  return (await patchVisit(tx, by, row, to)) !== row
}

/** Whoever got visits by it hears so once, not for each. */
async function tellAssignees(
  tx: Tx<VisitsDb>,
  by: By,
  { runId, title, moves }: { runId: string; title: string; moves: readonly Move[] },
): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select distinct assignee_id as id from visit
    where id = any(${uuids(moves.map(({ visitId }) => visitId))}) and state in ('planned', 'confirmed')`.execute(
    tx,
  )
  const users = rows.map(({ id }) => id)
  await notify(tx, by, { users, kind: 'visit', record: { kind: 'run', id: runId, title } })
}
