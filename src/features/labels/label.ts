import { z } from 'zod'

/** The lists a firm arranges for itself; each is an address of the API. */
export const LABEL_LISTS = [
  'contact-types',
  'temperatures',
  'tags',
  'history-categories',
  'task-categories',
  'lost-reasons',
] as const
export const labelList = z.enum(LABEL_LISTS)
export type LabelList = z.infer<typeof labelList>

/** Tags are one set each for contacts, opportunities and events. */
export const labelScope = z.enum(['contact', 'opportunity', 'event'])

const name = z
  .string()
  .transform((text) => text.replaceAll(/\s+/g, ' ').trim())
  .pipe(z.string().min(1).max(100))
const color = z
  .string()
  .toLowerCase()
  .regex(/^#[0-9a-f]{6}$/)

export const label = z
  .object({
    id: z.uuid(),
    name: z.string(),
    description: z.string(),
    color: z.string().nullable(),
    icon: z.string().nullable(),
    order: z.int(),
    scope: labelScope,
    usageCount: z
      .int()
      .optional()
      .meta({ description: 'Records that carry it, at most 10001; left out with usage=false' }),
    retired: z.boolean().meta({ description: 'No longer offered, still shown where it is used' }),
    createdAt: z.string(),
    updatedAt: z.string(),
    version: z.int(),
  })
  .meta({ id: 'Label' })
export type Label = z.infer<typeof label>

export const labelNew = z
  .object({
    name,
    description: z.string().max(255).optional(),
    color: color.nullable().optional(),
    icon: z.string().max(40).nullable().optional(),
    scope: labelScope.optional(),
  })
  .meta({ id: 'LabelNew' })
export type LabelNew = z.infer<typeof labelNew>

export const labelChange = z
  .object({
    name,
    description: z.string().max(255),
    color: color.nullable(),
    icon: z.string().max(40).nullable(),
    order: z.int().min(0).max(100_000).meta({ description: 'The place in the list, from 0' }),
    retired: z.boolean(),
  })
  .partial()
  .meta({ id: 'LabelChange' })
export type LabelChange = z.infer<typeof labelChange>

export const labelMerge = z
  .object({ into: z.uuid().meta({ description: 'The entry that takes over all records' }) })
  .meta({ id: 'LabelMerge' })
