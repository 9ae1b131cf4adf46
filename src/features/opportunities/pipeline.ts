import { z } from 'zod'

/** What it means for an opportunity to be in a stage: it goes on, it was won, it was lost. */
export const STAGE_TYPES = ['open', 'won', 'lost'] as const
export const stageType = z.enum(STAGE_TYPES)
export type StageType = z.infer<typeof stageType>

const stageFields = {
  name: z.string().trim().min(1).max(250),
  description: z.string().max(255),
  color: z
    .string()
    .toLowerCase()
    .regex(/^#[0-9a-f]{6}$/),
  probability: z.int().min(0).max(100).meta({ description: 'What an opportunity gets that comes here' }),
  type: stageType,
  staleDays: z
    .int()
    .min(1)
    .max(3650)
    .nullable()
    .meta({ description: 'After so many days here an opportunity counts as stale; null: never' }),
}

export const stage = z
  .object({
    ...stageFields,
    id: z.uuid(),
    pipelineId: z.uuid(),
    order: z.int(),
    usageCount: z.int().optional().meta({ description: 'Opportunities in it; left out with usage=false' }),
    createdAt: z.string(),
    updatedAt: z.string(),
    version: z.int(),
  })
  .meta({ id: 'Stage' })
export type Stage = z.infer<typeof stage>

export const stageNew = z
  .object(stageFields)
  .partial()
  .required({ name: true })
  .extend({ pipelineId: z.uuid().optional().meta({ description: 'The first pipeline when left out' }) })
  .meta({ id: 'StageNew' })
export type StageNew = z.infer<typeof stageNew>

export const stageChange = z
  .object({
    ...stageFields,
    order: z.int().min(0).max(100_000).meta({ description: 'The place in its pipeline, from 0' }),
  })
  .partial()
  .meta({ id: 'StageChange' })
export type StageChange = z.infer<typeof stageChange>

const name = z.string().trim().min(1).max(100)

export const pipeline = z
  .object({
    id: z.uuid(),
    name: z.string(),
    order: z.int(),
    retired: z.boolean().meta({ description: 'Nothing new comes in; what is there can be finished' }),
    createdAt: z.string(),
    updatedAt: z.string(),
    version: z.int(),
  })
  .meta({ id: 'Pipeline' })
export type Pipeline = z.infer<typeof pipeline>

export const pipelineNew = z
  .object({
    name,
    stagesOf: z
      .uuid()
      .optional()
      .meta({ description: 'The pipeline whose stages it begins with; the usual nine when left out' }),
  })
  .meta({ id: 'PipelineNew' })
export type PipelineNew = z.infer<typeof pipelineNew>

export const pipelineChange = z
  .object({ name, order: z.int().min(0).max(100_000), retired: z.boolean() })
  .partial()
  .meta({ id: 'PipelineChange' })
export type PipelineChange = z.infer<typeof pipelineChange>
