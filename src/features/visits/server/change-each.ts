import { sql } from 'kysely'
import type { RunCounts } from '#features/runs/run.ts'
import type { Left } from '#features/runs/server/run-undo.ts'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Tx } from '#platform/database.ts'
import { readVisitRows, type VisitRow } from './read-visits.ts'
import type { VisitsDb } from './tables.ts'

/** Changes visits one after the other, their chains held; what is gone or refused stays as it is and is named. */
export async function changeEach(
  tx: Tx<VisitsDb>,
  by: By,
  { ids, changes }: { ids: string[]; changes: (row: VisitRow, at: number) => Promise<boolean> },
): Promise<{ counts: RunCounts; left: Left[] }> {
  await sql`
    select 1 from visit_chain where id in (select chain_id from visit where id = any(${uuids(ids)}))
    order by id for no key update`.execute(tx)
  const rows = new Map((await readVisitRows(tx, by, ids)).map((row) => [row.id, row]))
  const left: Left[] = []
  let [changed, unchanged] = [0, 0]
  for (const [at, id] of ids.entries()) {
    const row = rows.get(id)
    if (!row) {
      left.push({ kind: 'visit', id, title: '–', reason: 'gone' })
      continue
    }
    try {
      if (await changes(row, at)) changed += 1
      else unchanged += 1
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      const reason = error.kind === 'forbidden' ? 'forbidden' : 'refused'
      left.push({ kind: 'visit', id, title: row.title, reason })
    }
  }
  return { counts: { changed, unchanged, left: left.length }, left }
}
