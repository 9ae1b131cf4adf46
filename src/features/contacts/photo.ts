import { z } from 'zod'

/** What a picture may be when it is sent; it is kept as WebP. */
export const PHOTO_TYPES = ['image/png', 'image/jpeg', 'image/webp'] as const
export const PHOTO_LIMIT = 1024 * 1024

/** Asks for a picture back that the contact had; its hash stands in the audit trail under `photo`. */
export const formerPhoto = z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/) }).meta({ id: 'FormerPhoto' })

export const photoQuery = z.object({
  former: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional()
    .meta({ description: 'The one with this hash, which the contact had before or could have had' }),
  size: z.literal('thumbnail').optional().meta({ description: '64 × 64 instead of at most 200 × 300' }),
  v: z
    .string()
    .max(64)
    .optional()
    .meta({ description: 'Stands in the address of `photo`; lets browsers keep it' }),
})
