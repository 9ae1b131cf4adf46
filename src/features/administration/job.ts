import { z } from 'zod'

/** Long work as its owner sees it. */
export const job = z
  .object({
    id: z.uuid(),
    kind: z.string(),
    title: z.string(),
    state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
    done: z.int(),
    total: z.int().nullable(),
    result: z.unknown().meta({ description: 'What came of it, by kind; null until it is done' }),
    error: z.string().nullable(),
    owner: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    createdAt: z.string(),
    startedAt: z.string().nullable(),
    finishedAt: z.string().nullable(),
  })
  .meta({ id: 'Job' })
export type Job = z.infer<typeof job>

export const jobPage = z
  .object({ items: z.array(job), nextCursor: z.string().nullable() })
  .meta({ id: 'JobPage' })
