import { z } from 'zod'

/** How a chain of seals can be broken. */
export const SEAL_FLAWS = ['removed', 'changed', 'content', 'unsealed'] as const

export const sealFlaw = z.object({
  flaw: z.enum(SEAL_FLAWS).meta({
    description:
      'A line is missing (`removed`) or another (`changed`), a document is not what was sealed (`content`), or has no seal',
  }),
  number: z.int().nullable().meta({ description: 'Of the line' }),
  document: z.string().nullable(),
  part: z.enum(['document', 'xml', 'pdf']).nullable(),
})
export type SealFlaw = z.infer<typeof sealFlaw>

/** What a look at the whole chain of seals found. */
export const sealCheck = z
  .object({
    seals: z.int().meta({ description: 'That are whole' }),
    flaw: sealFlaw.nullable().meta({ description: 'The first one; null: all is as it was issued' }),
  })
  .meta({ id: 'SealCheck' })
export type SealCheck = z.infer<typeof sealCheck>

export const sealState = z
  .object({
    seals: z.int(),
    checking: z.boolean(),
    last: sealCheck
      .extend({ at: z.string(), by: z.string().nullable().meta({ description: 'Null: by night' }) })
      .nullable(),
  })
  .meta({ id: 'SealState' })
export type SealState = z.infer<typeof sealState>
