import { z } from 'zod'

/**
 * A run is one big action, whatever number of records it changed: an import, a change of many, a merge, the undoing of
 * one of these. It can be taken back for `UNDO_DAYS`; what it did stands in the journal under its id.
 */
export const RUN_KINDS = ['import', 'bulk', 'merge', 'undo'] as const
export const RUN_STATES = ['running', 'done', 'undoing', 'undone'] as const
export const UNDO_DAYS = 30

export const runKind = z.enum(RUN_KINDS)
export const runState = z.enum(RUN_STATES)

/** Why an undo left a record as it is: changed since, not one's to change, gone for good, refused by a rule. */
export const leftReason = z.enum(['changed', 'forbidden', 'gone', 'refused'])
export type LeftReason = z.infer<typeof leftReason>

export const runCounts = z
  .object({ created: z.int(), changed: z.int(), deleted: z.int(), left: z.int() })
  .partial()
  .meta({ description: 'Records by what became of them' })
export type RunCounts = z.infer<typeof runCounts>
