import { z } from 'zod'
import type { LabelsDb } from '#features/labels/server/tables.ts'
import type { TableOf } from '#platform/database.ts'
import { leftReason, runCounts, runKind, runState } from '../run.ts'

export const runTable = z.object({
  id: z.string(),
  kind: runKind,
  title: z.string(),
  ownerId: z.string(),
  state: runState,
  counts: runCounts,
  undoes: z.string().nullable(),
  jobId: z.string().nullable(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
  undoneAt: z.string().nullable(),
  undoneBy: z.string().nullable(),
})

export const runTargetTable = z.object({ runId: z.string(), recordId: z.string() })

export const runLeftTable = z.object({
  runId: z.string(),
  kind: z.string(),
  recordId: z.string(),
  title: z.string(),
  reason: leftReason,
})

type Filled = 'state' | 'counts' | 'undoes' | 'jobId' | 'createdAt' | 'finishedAt' | 'undoneAt' | 'undoneBy'

export interface RunsDb extends LabelsDb {
  run: TableOf<typeof runTable, Filled>
  runTarget: TableOf<typeof runTargetTable>
  runLeft: TableOf<typeof runLeftTable>
}
