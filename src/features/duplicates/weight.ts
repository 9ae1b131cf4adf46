import { z } from 'zod'
import { evidence } from './model.ts'

/** One line of the model as administrators see it. */
export const weight = z
  .object({
    evidence,
    shipped: z.number().meta({ description: 'Bits it counted when Kontor was installed' }),
    now: z.number(),
    decisions: z.int().meta({ description: 'How many decided pairs showed it' }),
  })
  .meta({ id: 'DuplicateWeight' })
export type Weight = z.infer<typeof weight>

export const weightPage = z.object({
  items: z.array(weight),
  decisions: z.int().meta({ description: 'Decisions that the weights learn from' }),
})
export type WeightPage = z.infer<typeof weightPage>
