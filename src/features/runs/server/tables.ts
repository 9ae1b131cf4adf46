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
  undoJobId: z.string().nullable(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
  undoneAt: z.string().nullable(),
  undoneBy: z.string().nullable(),
})

export const runLeftTable = z.object({
  runId: z.string(),
  kind: z.string(),
  recordId: z.string(),
  title: z.string(),
  reason: leftReason,
})

export interface RunsDb extends LabelsDb {
  run: TableOf<
    typeof runTable,
    'state' | 'counts' | 'undoes' | 'undoJobId' | 'createdAt' | 'finishedAt' | 'undoneAt' | 'undoneBy'
  >
  runLeft: TableOf<typeof runLeftTable>
}
