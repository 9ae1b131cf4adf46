import { sql } from 'kysely'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Tx } from '#platform/database.ts'
import { Problem } from '#kernel/problem.ts'
import type { Reversal, Reverted, UndoKind } from '#platform/record-kinds.ts'
import { readVisitRows } from './read-visits.ts'
import type { VisitRow } from './read-visits.ts'
import { removeVisits } from './remove-visits.ts'
import { giveBackChain } from './reopen-visit.ts'
import type { VisitsDb } from './tables.ts'
import { TOLD, writeVisit } from './write-visit.ts'
import type { VisitPatch } from './write-visit.ts'

/** How runs are taken back from visits: what they proposed goes, what they changed stands as before; edited ones stay. */
export const visitUndo: UndoKind<VisitsDb> = { kind: 'visit', revert: revertVisits }

async function revertVisits(
  tx: Tx<VisitsDb>,
  by: By,
  { reversals }: { runId: string; reversals: readonly Reversal[] },
): Promise<Reverted[]> {
  const ids = reversals.map(({ id }) => id)
  await sql`
    select 1 from visit_chain where id in (select chain_id from visit where id = any(${uuids(ids)}))
    order by id for no key update`.execute(tx)
  const rows = new Map((await readVisitRows(tx, by, ids)).map((row) => [row.id, row]))
  const made = reversals.filter(({ was }) => was === 'none')
  const gone = new Set(
    await removeVisits(
      tx,
      by,
      sql`r.id = any(${uuids(made.filter((one) => isUntouched(one, rows.get(one.id), by)).map(({ id }) => id))})`,
    ),
  )
  const answers: Reverted[] = []
  for (const reversal of reversals) {
    if (gone.has(reversal.id)) answers.push('deleted')
    else answers.push(await giveBack(tx, by, reversal, rows.get(reversal.id)))
  }
  return answers
}

function isUntouched({ version }: Reversal, row: VisitRow | undefined, by: By): boolean {
  return (
    row !== undefined &&
    mayTouch(by, row) &&
    row.version === version &&
    ['proposed', 'planned'].includes(row.state)
  )
}

const mayTouch = (by: By, { reads }: VisitRow): boolean => by.role !== 'guest' && reads

async function giveBack(
  tx: Tx<VisitsDb>,
  by: By,
  { was, version, changes }: Reversal,
  row: VisitRow | undefined,
): Promise<Reverted> {
  if (!row) return { left: 'gone' }
  if (!mayTouch(by, row)) return { left: 'forbidden' }
  if (was === 'none' || row.version !== version) return { left: 'changed' }
  const mine = changes.filter(({ field }) => (TOLD as readonly string[]).includes(field))
  if (mine.length === 0) return 'same'
  const patch = Object.fromEntries(mine.map(({ field, from }) => [field, from])) as VisitPatch
  try {
    await writeVisit(tx, by, row, { patch })
  } catch (error) {
    if (error instanceof Problem) return { left: 'refused' }
    throw error
  }
  if (row.chainBefore) await giveBackChain(tx, row)
  return 'changed'
}
