import { z } from 'zod'

/**
 * A run is one big action, whatever number of records it changed: an import, a change of many, a merge, the undoing of
 * one of these. It can be taken back for `UNDO_DAYS`; what it did stands in the journal under its id.
 */
export const RUN_KINDS = ['import', 'bulk', 'merge', 'plan', 'takeover', 'undo'] as const
export const RUN_STATES = ['running', 'done', 'undoing', 'undone'] as const
export const UNDO_DAYS = 30

/** These are taken back by a function of their own; to have them again, people do them again. */
export const NO_REDO: readonly string[] = ['merge', 'takeover']

export const runKind = z.enum(RUN_KINDS)
export const runState = z.enum(RUN_STATES)

/** Why a run left a record as it is: changed since, not one's to change, gone for good, refused by a rule. */
export const LEFT_REASONS = ['changed', 'forbidden', 'gone', 'refused'] as const
export const leftReason = z.enum(LEFT_REASONS)

export const runCounts = z
  .object({
    created: z.int(),
    changed: z.int(),
    deleted: z.int(),
    restored: z.int(),
    unchanged: z.int(),
    left: z.int(),
  })
  .partial()
  .meta({ description: 'Records by what became of them' })
export type RunCounts = z.infer<typeof runCounts>

const person = z.object({ id: z.uuid(), name: z.string() })

export const run = z
  .object({
    id: z.uuid(),
    kind: runKind,
    title: z.string(),
    owner: person,
    state: z.enum([...RUN_STATES, 'stopped']).meta({
      description: '`stopped`: it was cancelled or failed on its way; what it did until then can be undone',
    }),
    counts: runCounts,
    undoes: z.uuid().nullable().meta({ description: 'Of an undo: the run it takes back' }),
    undo: z
      .object({ id: z.uuid(), counts: runCounts })
      .nullable()
      .meta({ description: 'The run that took it back, or is about to' }),
    jobId: z.uuid().nullable().meta({ description: 'The job that works on it or on its undo' }),
    createdAt: z.string(),
    finishedAt: z.string().nullable(),
    undoneAt: z.string().nullable(),
    undoneBy: person.nullable(),
    undoUntil: z.string(),
    can: z.array(z.literal('undo')),
  })
  .meta({ id: 'Run' })
export type Run = z.infer<typeof run>

export const runPage = z
  .object({ items: z.array(run), nextCursor: z.string().nullable() })
  .meta({ id: 'RunPage' })

export const runLeft = z
  .object({ kind: z.string(), id: z.uuid(), title: z.string(), reason: leftReason })
  .meta({ id: 'RunLeft' })

export const runLeftPage = z
  .object({ items: z.array(runLeft), nextCursor: z.string().nullable() })
  .meta({ id: 'RunLeftPage' })

/** The sums of two counts. */
export function addCounts(a: RunCounts, b: RunCounts): RunCounts {
  const keys = Object.keys({ ...a, ...b }) as (keyof RunCounts)[]
  return Object.fromEntries(keys.map((key) => [key, (a[key] ?? 0) + (b[key] ?? 0)]))
}

/** Long work that was just begun. */
export const startedJob = z
  .object({
    id: z.uuid(),
    kind: z.string(),
    title: z.string(),
    state: z.literal('queued'),
    done: z.literal(0),
    total: z.int().nullable(),
    result: z.null(),
    error: z.null(),
  })
  .meta({ id: 'StartedJob' })
export type StartedJob = z.infer<typeof startedJob>

/** The answer to whoever began it. */
export function queued(job: { id: string; kind: string; title: string }, total: number | null): StartedJob {
  return { ...job, state: 'queued', done: 0, total, result: null, error: null }
}
