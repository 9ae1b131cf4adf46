import { sql } from 'kysely'
import { notify } from '#features/notifications/server/notify.ts'
import { Problem } from '#kernel/problem.ts'
import { EVERYONE } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { transaction } from '#platform/database.ts'
import type { Running, Work } from '#platform/jobs.ts'
import type { UndoKind } from '#platform/record-kinds.ts'
import { addCounts } from '../run.ts'
import type { Run, RunCounts } from '../run.ts'
import { keepTurn } from './keep-turn.ts'
import { closeRun, countRun } from './open-run.ts'
import { readRun } from './read-runs.ts'
import type { RunUndo } from './run-undo.ts'
import { UNDO_JOB } from './start-undo.ts'
import type { UndoInput } from './start-undo.ts'
import type { RunsDb } from './tables.ts'
import { keepLeft, undoBatch } from './undo-batch.ts'

interface Progress {
  after: string
  done: number
  total: number
  counts: RunCounts
}

/** What an undo gives back as the result of its job. */
export interface UndoResult extends RunCounts {
  runId: string
  undoId: string
}

const FIRST = '00000000-0000-0000-0000-000000000000'

/**
 * The job that takes a run back, batch by batch, each in one transaction with its checkpoint: after a crash or a
 * cancel it goes on exactly there. `own` are the kinds of run that are taken back as a whole.
 */
export function undoRuns<T extends RunsDb>(kinds: readonly UndoKind<T>[], own: readonly RunUndo<T>[]): Work {
  return {
    kind: UNDO_JOB,
    async run(running: Running<UndoInput>): Promise<UndoResult> {
      const { house, input } = running
      const db = house.db as Database<T>
      const by: By = { ...running.by, runId: input.undoId }
      const run = await readRun(db as never, by, input.runId)
      if (by.role === 'guest') throw new Problem('forbidden', 'forbidden', 'Guests take nothing back.')
      const whole = own.find(({ runKind }) => runKind === run.kind)
      const counts = whole
        ? await undoWhole(db, by, running, whole)
        : await undoRecords(db, by, running, kinds)
      await finish(db as never, by, run, { input, counts })
      return { runId: input.runId, undoId: input.undoId, ...counts }
    },
  }
}

async function undoRecords<T extends RunsDb>(
  db: Database<T>,
  by: By,
  { id, input, checkpoint, save }: Running<UndoInput>,
  kinds: readonly UndoKind<T>[],
): Promise<RunCounts> {
  let stands = checkpoint as Progress | null
  let progress = stands ?? (input.from as Progress | null) ?? (await start(db, input.runId))
  for (;;) {
    const next = await transaction(db, async (tx) => {
      await keepTurn(tx as never, id, stands)
      const { runId, undoId } = input
      const { last, counts, left, records } = await undoBatch(tx, by, kinds, { runId, after: progress.after })
      if (last === undefined) return undefined
      const { total } = progress
      const step = {
        after: last,
        done: progress.done + records,
        total,
        counts: addCounts(progress.counts, counts),
      }
      await keepLeft(tx as never, undoId, left)
      await countRun(tx as never, undoId, step.counts)
      await save(tx as never, { done: step.done, total, checkpoint: step })
      return step
    })
    if (!next) return progress.counts
    stands = progress = next
  }
}

/** Done once, whatever happens: the run stays `undoing` until the transaction that took it back is over. */
async function undoWhole<T extends RunsDb>(
  db: Database<T>,
  by: By,
  { id, input, checkpoint, save }: Running<UndoInput>,
  { undo }: RunUndo<T>,
): Promise<RunCounts> {
  const before = (checkpoint ?? input.from) as { counts: RunCounts } | null
  if (before) return before.counts
  return transaction(db, async (tx) => {
    await keepTurn(tx as never, id, null)
    const { counts, left } = await undo(tx, by, input.runId)
    await keepLeft(tx as never, input.undoId, left)
    await save(tx as never, { done: 1, total: 1, checkpoint: { counts } })
    return counts
  })
}

async function start<T extends RunsDb>(db: Database<T>, runId: string): Promise<Progress> {
  const { rows } = await sql<{ n: number }>`
    select count(distinct record_id) as n from journal where run_id = ${runId}`.execute(db)
  return { after: FIRST, done: 0, total: rows[0]?.n ?? 0, counts: {} }
}

async function finish(
  db: Database<RunsDb>,
  by: By,
  run: Run,
  { input: { undoId }, counts }: { input: UndoInput; counts: RunCounts },
): Promise<void> {
  await transaction(db, async (tx) => {
    await closeRun(tx, undoId, counts)
    const over = await tx
      .updateTable('run')
      .set({ state: 'undone', undoneAt: sql<string>`now()`, undoneBy: by.id })
      .where('id', '=', run.id)
      .where('state', '=', 'undoing')
      .returning('id')
      .executeTakeFirst()
    if (over) await tell(tx, by, { id: undoId, title: run.title, counts })
  })
}

/** Whoever asked for it hears the result from Kontor itself. */
async function tell(
  tx: Tx<RunsDb>,
  by: By,
  { id, title, counts }: { id: string; title: string; counts: RunCounts },
): Promise<void> {
  const record = { kind: 'run', id, title }
  const text = JSON.stringify({ ...counts, undone: true })
  await notify(tx, { ...by, id: EVERYONE }, { users: [by.id], kind: 'run', record, text })
}
