import { z } from 'zod'
import type { Day } from '#kernel/day.ts'
import { decimal, plain } from '#kernel/decimal.ts'

/** EN 16931, UNTDID 5305: standard, zero, exempt, reverse charge, intra-community, export, outside of the scope. */
export const TAX_CATEGORIES = ['S', 'Z', 'E', 'AE', 'K', 'G', 'O'] as const
export const taxCategory = z.enum(TAX_CATEGORIES)
export type TaxCategory = z.infer<typeof taxCategory>

const sentence = z.string().trim().max(500)
export const taxReason = z
  .object({ de: sentence, en: sentence })
  .partial()
  .meta({ description: 'Why there is no tax, as it is printed on documents of this language' })

export const taxRate = z.object({
  from: z.iso.date().meta({ description: 'Holds from this day until the next' }),
  rate: decimal({ whole: 3, places: 4, least: 0, most: 100 }),
})
export type TaxRate = z.infer<typeof taxRate>

const rates = z
  .array(taxRate)
  .min(1)
  .max(50)
  .refine((all) => new Set(all.map(({ from }) => from)).size === all.length, {
    message: 'Two rates begin on the same day.',
  })
  .transform((all) => all.toSorted((a, b) => (a.from < b.from ? -1 : 1)))

const fields = {
  name: z.string().trim().min(1).max(100),
  category: taxCategory,
  reason: taxReason,
  reasonCode: z
    .string()
    .regex(/^VATEX-[A-Z0-9-]{2,34}$/)
    .nullable()
    .meta({ description: 'Of the VATEX code list, such as VATEX-EU-AE' }),
  country: z.string().regex(/^[A-Z]{2}$/),
  description: z.string().max(1000),
}

/** A tax by its reason; its rates follow each other in time. */
export const tax = z
  .object({
    id: z.uuid(),
    code: z
      .string()
      .nullable()
      .meta({ description: 'Where the tax comes with Kontor and rules speak of it, such as `standard`' }),
    ...fields,
    rate: z.string().meta({ description: 'In per cent, today or on the day that was asked for' }),
    rates: z.array(z.object({ from: z.string(), rate: z.string() })),
    order: z.int(),
    retired: z.boolean().meta({ description: 'Offered no more; what carries it keeps it' }),
    usageCount: z.int().optional().meta({ description: 'Items and lines of documents that carry it' }),
    createdAt: z.string(),
    updatedAt: z.string(),
    version: z.int(),
  })
  .meta({ id: 'Tax' })
export type Tax = z.infer<typeof tax>

/** Only a standard tax is more than nothing (EN 16931, BR-Z-05 and its like); standard is what has no category. */
export const fitsCategory = ({
  category = 'S',
  rates: all,
}: {
  category?: TaxCategory | undefined
  rates: TaxRate[]
}) => category === 'S' || all.every(({ rate }) => Number(rate) === 0)
const NOT_TAXED = { path: ['rates'], message: 'Where there is no tax its rate is 0.' }

export const taxNew = z
  .object({ ...fields, rates })
  .partial()
  .required({ name: true, rates: true })
  .refine(fitsCategory, NOT_TAXED)
  .meta({ id: 'TaxNew' })
export type TaxNew = z.infer<typeof taxNew>

export const taxChange = z
  .object({ ...fields, rates, retired: z.boolean(), order: z.int().min(0).max(10_000) })
  .partial()
  .meta({ id: 'TaxChange' })
export type TaxChange = z.infer<typeof taxChange>

/** What the tax was on a day; before its first day already what it was then. */
export function taxRateOn(rates: readonly TaxRate[], day: Day): string {
  const sorted = rates.toSorted((a, b) => (a.from < b.from ? -1 : 1))
  const known = sorted.findLast(({ from }) => from <= day) ?? sorted[0]
  return plain(known?.rate ?? '0')
}
