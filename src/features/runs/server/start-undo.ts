import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { queued } from '../run.ts'
import type { Run, StartedJob } from '../run.ts'
import { openRun } from './open-run.ts'
import { readRun } from './read-runs.ts'
import type { RunsDb } from './tables.ts'

export const UNDO_JOB = 'runs.undo'

export interface UndoInput {
  runId: string
  /** The run that the undo itself is. */
  undoId: string
  /** Where an earlier job of the same undo was stopped. */
  from: unknown
}

/**
 * Starts to take a run back and gives back the job. Only its owner and administrators may, within `UNDO_DAYS`,
 * once it is over; an undo that was stopped on its way goes on where it was.
 */
export async function startUndo(
  tx: Tx<RunsDb>,
  by: By,
  { house, id }: { house: House; id: string },
): Promise<StartedJob> {
  await sql`select 1 from run where id = ${id} for update`.execute(tx)
  const run = await readRun(tx, by, id)
  if (!run.can.includes('undo')) throw refusal(run)
  const title = titleOf(run.title, by.language)
  const undoId = run.undo?.id ?? randomUUIDv7()
  const input: UndoInput = { runId: id, undoId, from: run.undo ? await checkpointOf(tx, run.undo.id) : null }
  const jobId = await house.jobs.start(tx as never, by, { kind: UNDO_JOB, title, input })
  await openRun(tx, by, { id: undoId, kind: 'undo', title, undoes: id, jobId })
  await tx.updateTable('run').set({ state: 'undoing' }).where('id', '=', id).execute()
  return queued({ id: jobId, kind: UNDO_JOB, title }, null)
}

/** Taking back "Undone: …" is doing it again. */
function titleOf(title: string, language: By['language']): string {
  const known = [...Object.values(UNDONE), ...Object.values(REDONE)].find((verb) => title.startsWith(verb))
  const root = title.slice(known?.length ?? 0)
  const verbs = Object.values(UNDONE).some((verb) => verb === known) ? REDONE : UNDONE
  return verbs[language] + root
}

const UNDONE = { de: 'Rückgängig: ', en: 'Undone: ' }
const REDONE = { de: 'Wiederholt: ', en: 'Redone: ' }

function refusal({ state, kind, undoUntil }: Run): Problem {
  const conflict = (code: string, detail: string) => new Problem('conflict', code, detail)
  if (state === 'undone') return conflict('run.undone', 'It was taken back already.')
  if (state === 'running' || state === 'undoing') return conflict('run.busy', 'A job is still at work on it.')
  if (Date.parse(undoUntil) < Date.now())
    return conflict('run.too_old', 'It is too long ago to be taken back.')
  return kind === 'undo'
    ? conflict('run.no_redo', 'Undoing a merge cannot be taken back; merge again.')
    : new Problem('forbidden', 'forbidden', 'You may not take this back.')
}

async function checkpointOf(tx: Tx<RunsDb>, undoId: string): Promise<unknown> {
  const { rows } = await sql<{ checkpoint: unknown; input: UndoInput }>`
    select j.checkpoint, j.input from run r join job j on j.id = r.job_id where r.id = ${undoId}`.execute(tx)
  return rows[0]?.checkpoint ?? rows[0]?.input.from ?? null
}
