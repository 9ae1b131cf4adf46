import { z } from 'zod'

export const found = z
  .object({
    kind: z.string(),
    id: z.uuid(),
    title: z.string(),
    subtitle: z.string(),
    mark: z.enum(['person', 'company']).nullable(),
    photo: z.string().nullable(),
  })
  .meta({ id: 'Found' })
