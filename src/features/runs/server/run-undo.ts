import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { LeftReason } from '#platform/record-kinds.ts'
import type { runKind, RunCounts } from '../run.ts'
import type { z } from 'zod'

/** A record that was left as it is. */
export interface Left {
  kind: string
  id: string
  title: string
  reason: LeftReason
}

/** A kind of run that is not taken back record by record from the journal, but as a whole and in its own way. */
export interface RunUndo<T> {
  runKind: z.infer<typeof runKind>
  /** Takes the run back, in the one transaction of the undo; records what it does under `by.runId`. */
  undo(tx: Tx<T>, by: By, runId: string): Promise<{ counts: RunCounts; left: Left[] }>
}
