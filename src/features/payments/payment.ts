import { z } from 'zod'
import { decimal } from '#kernel/decimal.ts'

/** What settles an invoice: money, Skonto, what is given up, what is set off; a refund is negative. */
export const PAYMENT_KINDS = ['payment', 'skonto', 'writeoff', 'refund', 'setoff'] as const
export const paymentKind = z.enum(PAYMENT_KINDS)
export type PaymentKind = z.infer<typeof paymentKind>

export const payment = z
  .object({
    id: z.uuid(),
    invoiceId: z.uuid(),
    kind: paymentKind,
    amount: z.string(),
    day: z.string(),
    note: z.string(),
    bankEntryId: z.uuid().nullable(),
    createdBy: z.uuid().nullable(),
    createdAt: z.string(),
    revokedAt: z.string().nullable().meta({ description: 'Taken back then; it stays written down' }),
  })
  .meta({ id: 'Payment' })
export type Payment = z.infer<typeof payment>

export const paymentNew = z
  .object({
    amount: decimal({ whole: 12, places: 2 }).refine((text) => !/^-?0+(\.0+)?$/.test(text), 'Not nothing'),
    day: z.iso.date().optional().meta({ description: 'Today when left out' }),
    kind: paymentKind.default('payment'),
    note: z.string().trim().max(500).default(''),
    takeSkonto: z
      .boolean()
      .default(false)
      .meta({ description: 'Books the rest as Skonto, when it was paid in its days' }),
  })
  .meta({ id: 'PaymentNew' })
export type PaymentNew = z.infer<typeof paymentNew>

/** How an invoice stands: what was paid, what is missing, what is too much. */
export const paymentState = z
  .object({
    items: z.array(payment),
    currency: z.string(),
    status: z.enum(['draft', 'issued', 'paid', 'accepted', 'rejected', 'cancelled']),
    payable: z.string(),
    settled: z.string(),
    open: z.string(),
    overpaid: z.string().meta({ description: 'What was paid beyond it; "0.00" where nothing was' }),
    skonto: z
      .object({ until: z.string(), amount: z.string(), payable: z.string() })
      .nullable()
      .meta({ description: 'Until when how much less may be paid' }),
    offer: z
      .string()
      .nullable()
      .meta({ description: 'The rest, where it is Skonto that was earned: book it as such' }),
  })
  .meta({ id: 'PaymentState' })
export type PaymentState = z.infer<typeof paymentState>
