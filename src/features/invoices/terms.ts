import { z } from 'zod'
import { decimal } from '#kernel/decimal.ts'
import { invoiceKind } from './invoice.ts'

const days = z.int().min(0).max(3650)
const skonto = z.object({
  days: z.int().min(1).max(3650),
  percent: decimal({ whole: 2, places: 2, least: 0.01, most: 99.99 }),
})
const termFields = {
  name: z.string().trim().min(1).max(100),
  days: days.meta({ description: 'From the date of the document to the day on which it is due' }),
  skonto: skonto.nullable().meta({ description: 'A reduction for paying sooner' }),
  isDefault: z.boolean(),
  retired: z.boolean(),
  order: z.int().min(0).max(10_000),
}
const sooner = ({
  days: all,
  skonto: own,
}: {
  days?: number | undefined
  skonto?: { days: number } | null | undefined
}) => !own || all === undefined || own.days <= all
const SOONER = { path: ['skonto', 'days'], message: 'Skonto ends before the payment is due.' }

/** When what is billed has to be paid. */
export const paymentTerm = z
  .object({ ...termFields, id: z.uuid(), createdAt: z.string(), updatedAt: z.string(), version: z.int() })
  .meta({ id: 'PaymentTerm' })
export type PaymentTerm = z.infer<typeof paymentTerm>

export const paymentTermNew = z
  .object(termFields)
  .partial()
  .required({ name: true, days: true })
  .refine(sooner, SOONER)
  .meta({ id: 'PaymentTermNew' })
export type PaymentTermNew = z.infer<typeof paymentTermNew>

export const paymentTermChange = z
  .object(termFields)
  .partial()
  .refine(sooner, SOONER)
  .meta({ id: 'PaymentTermChange' })
export type PaymentTermChange = z.infer<typeof paymentTermChange>

const blockFields = {
  place: z.enum(['intro', 'closing', 'mail', 'reminder']),
  kind: invoiceKind.nullable().meta({ description: 'The documents it is for; null: all' }),
  language: z.enum(['de', 'en']),
  name: z.string().trim().min(1).max(100),
  text: z.string().max(20_000),
  isDefault: z.boolean().meta({ description: 'Stands on each new document' }),
  order: z.int().min(0).max(10_000),
}

/** A text to choose from: how a document begins and ends, what the mail with it says. */
export const textBlock = z
  .object({ ...blockFields, id: z.uuid(), createdAt: z.string(), updatedAt: z.string(), version: z.int() })
  .meta({ id: 'TextBlock' })
export type TextBlock = z.infer<typeof textBlock>

export const textBlockNew = z
  .object(blockFields)
  .partial()
  .required({ place: true, language: true, name: true, text: true })
  .meta({ id: 'TextBlockNew' })
export type TextBlockNew = z.infer<typeof textBlockNew>

export const textBlockChange = z.object(blockFields).partial().meta({ id: 'TextBlockChange' })
export type TextBlockChange = z.infer<typeof textBlockChange>
