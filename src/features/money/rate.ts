import { z } from 'zod'
import { decimal } from '#kernel/decimal.ts'
import { CURRENCIES } from './currencies.ts'

export const currency = z
  .string()
  .refine((code) => CURRENCIES.includes(code), { message: 'A currency code of ISO 4217, such as EUR' })
  .meta({ description: 'ISO 4217' })

export const RATE_SOURCES = ['own', 'ecb'] as const

const day = z.iso.date()
const fields = {
  from: currency,
  to: currency,
  day: day.meta({ description: 'Holds from this day until the next' }),
  rate: decimal({ whole: 12, places: 6, least: 0.000001 }).meta({
    description: 'What one unit of `from` is worth in `to`',
  }),
}

/** What one unit of a currency is worth in another from a day on. */
export const rate = z
  .object({
    id: z.uuid(),
    ...fields,
    source: z.enum(RATE_SOURCES).meta({ description: "The firm's own, or the European Central Bank's" }),
    createdBy: z.uuid().nullable(),
    createdAt: z.string(),
    updatedAt: z.string(),
    version: z.int(),
  })
  .meta({ id: 'Rate' })
export type Rate = z.infer<typeof rate>

export const rateNew = z
  .object(fields)
  .refine(({ from, to }) => from !== to, { path: ['to'], message: 'Another currency' })
  .meta({ id: 'RateNew' })
export type RateNew = z.infer<typeof rateNew>

export const rateChange = z
  .object({ day: fields.day, rate: fields.rate })
  .partial()
  .meta({ id: 'RateChange' })
export type RateChange = z.infer<typeof rateChange>

export const rateQuery = z.object({
  from: currency.optional(),
  to: currency.optional(),
  source: z.enum(RATE_SOURCES).optional(),
  day: day
    .optional()
    .meta({ description: 'Only what holds on this day: the newest of each pair and source' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
})
export type RateQuery = z.infer<typeof rateQuery>

export const ratePage = z
  .object({ items: z.array(rate), nextCursor: z.string().nullable() })
  .meta({ id: 'RatePage' })

/** A rate as a conversion used it. */
export const usedRate = z.object({
  from: z.string(),
  to: z.string(),
  day: z.string(),
  rate: z.string(),
  source: z.enum(RATE_SOURCES),
})
export type UsedRate = z.infer<typeof usedRate>

export const conversionQuery = z.object({
  from: currency,
  to: currency,
  day: day.optional().meta({ description: 'Today, when left out' }),
  amount: decimal({ whole: 15, places: 4 }).default('1'),
})
export type ConversionQuery = z.infer<typeof conversionQuery>

export const conversion = z
  .object({
    amount: z.string().nullable().meta({ description: 'Rounded as the currency is; null: no rate is known' }),
    rate: z.string().nullable().meta({ description: 'Six places, for reading; the amount is exact' }),
    used: z.array(usedRate).meta({ description: 'The rates it was made with: none, one, or two over EUR' }),
  })
  .meta({ id: 'Conversion' })
export type Conversion = z.infer<typeof conversion>

export const ecbImport = z
  .object({ added: z.int(), changed: z.int(), lastDay: z.string(), currencies: z.int() })
  .meta({ id: 'EcbImport' })
