import { sql } from 'kysely'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { insertAll } from '#platform/insert-all.ts'
import type { Reverted, UndoKind } from '#platform/record-kinds.ts'
import { foldEntries } from '../fold-entries.ts'
import type { RunEntry, Step } from '../fold-entries.ts'
import { addCounts } from '../run.ts'
import type { RunCounts } from '../run.ts'
import type { Left } from './run-undo.ts'
import type { RunsDb } from './tables.ts'

/** Records a transaction; also what a killed undo loses and does again. */
const BATCH = 1000

export interface Batch {
  /** The last record of the batch; undefined when there was none left. */
  last: string | undefined
  counts: RunCounts
  left: Left[]
  records: number
}

/** Takes back what the run did to the next records after `after`; kinds that bring no `UndoKind` are passed over. */
export async function undoBatch<T extends RunsDb>(
  tx: Tx<T>,
  by: By,
  kinds: readonly UndoKind<T>[],
  { runId, after }: { runId: string; after: string },
): Promise<Batch> {
  const entries = await nextEntries(tx, runId, after)
  const steps = foldEntries(entries)
  let counts: RunCounts = {}
  const left: Left[] = []
  for (const { kind, revert } of kinds) {
    const reversals = steps.filter((step) => step.kind === kind)
    if (reversals.length === 0) continue
    const reverted = await revert(tx, by, { runId, reversals })
    counts = addCounts(counts, countOf(reverted))
    left.push(...reversals.flatMap((step, at) => leftOf(step, reverted[at])))
  }
  return { last: entries.at(-1)?.recordId, counts, left, records: steps.length }
}

/** Keeps the list of what was left. */
export async function keepLeft(tx: Tx<RunsDb>, runId: string, left: readonly Left[]): Promise<void> {
  const rows = left.map(({ id: recordId, kind, title, reason }) => ({ runId, kind, recordId, title, reason }))
  await insertAll(tx, 'runLeft', rows)
}

/**
 * Of a record the run made, what it was made with is not needed: there is nothing from before. They are read as a range:
 * of a run that was just made the statistics know nothing, and a join would be planned as if it had one entry.
 */
async function nextEntries<T>(tx: Tx<T>, runId: string, after: string): Promise<RunEntry[]> {
  const { rows } = await sql<RunEntry>`
    with next as materialized (
      select record_id from journal where run_id = ${runId} and record_id > ${after}
      group by record_id order by record_id limit ${BATCH})
    select j.record_id, j.kind, j.action, j.title, j.version, j.at,
      case when j.action like '%.created' then '[]' else j.diff end as diff
    from journal j where j.run_id = ${runId} and j.record_id > ${after}
      and j.record_id <= (select record_id from next order by record_id desc limit 1)
    order by j.record_id, j.at, j.id`.execute(tx)
  return rows
}

function countOf(reverted: readonly Reverted[]): RunCounts {
  const of = (what: Reverted) => reverted.filter((one) => one === what).length
  const left = reverted.filter((one) => typeof one === 'object').length
  return { changed: of('changed'), deleted: of('deleted'), restored: of('restored'), left }
}

function leftOf({ id, kind, title }: Step, reverted: Reverted | undefined): Left[] {
  return typeof reverted === 'object' ? [{ id, kind, title, reason: reverted.left }] : []
}
