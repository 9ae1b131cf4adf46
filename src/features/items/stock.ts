import { z } from 'zod'
import { decimal } from '#kernel/decimal.ts'

export const STOCK_REASONS = ['purchase', 'count', 'correction', 'invoice', 'cancellation'] as const

const quantity = decimal({ whole: 12, places: 3 })

/** What came into stock or left it. */
export const stockMovement = z
  .object({
    id: z.uuid(),
    itemId: z.uuid(),
    quantity: z.string().meta({ description: 'Below nothing: left' }),
    reason: z.enum(STOCK_REASONS),
    note: z.string(),
    invoiceId: z.uuid().nullable(),
    by: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    createdAt: z.string(),
  })
  .meta({ id: 'StockMovement' })
export type StockMovement = z.infer<typeof stockMovement>

export const stockPage = z
  .object({ items: z.array(stockMovement), nextCursor: z.string().nullable() })
  .meta({ id: 'StockPage' })

/** What people say of the stock; documents say theirs themselves. */
export const stockNew = z
  .object({
    reason: z.enum(['purchase', 'count', 'correction']),
    quantity: quantity.meta({
      description:
        'Of a count: what is there; of a purchase or correction: what came (or left, below nothing)',
    }),
    note: z.string().max(1000).default(''),
  })
  .refine(({ reason, quantity: said }) => reason !== 'purchase' || Number(said) > 0, {
    path: ['quantity'],
    message: 'What was bought in is more than nothing.',
  })
  .refine(({ reason, quantity: said }) => reason !== 'correction' || Number(said) !== 0, {
    path: ['quantity'],
    message: 'A correction by nothing changes nothing.',
  })
  .meta({ id: 'StockNew' })
export type StockNew = z.infer<typeof stockNew>
