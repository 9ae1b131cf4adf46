import { z } from 'zod'
import { decimal, unitPrice } from '#kernel/decimal.ts'
import { currency } from '#features/money/rate.ts'
import { taxCategory } from './tax.ts'

export const ITEM_KINDS = ['service', 'product'] as const

/** What decides who owes the tax (UStG § 13b Abs. 2 Nr. 4 and 8, § 3a Abs. 3). */
export const NATURES = ['other', 'building-cleaning', 'construction', 'real-estate'] as const

/** An amount of money for one unit; four places, because screws are cheap. */
const price = decimal({ whole: 12, places: 4, least: 0, written: unitPrice })

/** A price of another currency, or a later one. */
export const itemPrice = z.object({
  currency,
  from: z.iso.date().meta({ description: 'Holds from this day until the next' }),
  price,
})
export type ItemPrice = z.infer<typeof itemPrice>

const fields = {
  kind: z.enum(ITEM_KINDS),
  sku: z.string().trim().min(1).max(100).nullable().meta({ description: 'Number of the article; once' }),
  name: z.string().trim().min(1).max(255),
  description: z.string().max(20_000).meta({ description: 'Stands below the name on documents' }),
  unit: z
    .string()
    .regex(/^[A-Z0-9]{1,3}$/)
    .meta({ description: 'UN/ECE recommendation 20: C62 piece, HUR hour, MTK m², MON month' }),
  price: price.meta({ description: 'Net, for one unit, in the currency of the firm' }),
  taxId: z.uuid().nullable().meta({ description: 'Null: by the rules of tax cases' }),
  nature: z.enum(NATURES).meta({ description: 'What decides who owes the tax (UStG § 13b)' }),
  labourShare: decimal({ whole: 3, places: 2, least: 0, most: 100 })
    .nullable()
    .meta({ description: 'Work in per cent of the price (EStG § 35a)' }),
  revenueAccount: z
    .string()
    .regex(/^[0-9]{3,9}$/)
    .nullable(),
  tracksStock: z.boolean().meta({ description: 'Products only' }),
}
const prices = z
  .array(itemPrice)
  .max(200)
  .refine((all) => new Set(all.map((one) => `${one.currency} ${one.from}`)).size === all.length, {
    message: 'Two prices of a currency begin on the same day.',
  })
const stock = decimal({ whole: 12, places: 3 }).meta({
  description: 'What is there; writing it counts as a count of the stock',
})

export const item = z
  .object({
    id: z.uuid(),
    ...fields,
    prices: z.array(z.object({ currency: z.string(), from: z.string(), price: z.string() })),
    stock: z.string().meta({ description: 'May be below nothing: sold before it was bought in' }),
    currency: z.string().meta({ description: 'The currency of the firm, of `price`' }),
    tax: z
      .object({ id: z.uuid(), name: z.string(), category: taxCategory, rate: z.string() })
      .nullable()
      .meta({ description: 'With its rate of today' }),
    retired: z.boolean().meta({ description: 'Offered no more' }),
    createdAt: z.string(),
    updatedAt: z.string(),
    version: z.int(),
    can: z.array(z.enum(['change', 'delete'])),
  })
  .meta({ id: 'Item' })
export type Item = z.infer<typeof item>

export const itemNew = z
  .object({ ...fields, prices, stock })
  .partial()
  .required({ name: true })
  .meta({ id: 'ItemNew' })
export type ItemNew = z.infer<typeof itemNew>

export const itemChange = z
  .object({ ...fields, prices, stock, retired: z.boolean() })
  .partial()
  .meta({ id: 'ItemChange' })
export type ItemChange = z.infer<typeof itemChange>
