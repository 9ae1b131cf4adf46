import { z } from 'zod'
import type { MoneyDb } from '#features/money/server/tables.ts'
import type { TableOf } from '#platform/database.ts'

const text = z.string().nullable()

export const taxTable = z.object({
  id: z.string(),
  code: text,
  name: z.string(),
  category: z.enum(['S', 'Z', 'E', 'AE', 'K', 'G', 'O']),
  reason: z.record(z.string(), z.unknown()),
  reasonCode: text,
  country: z.string(),
  description: z.string(),
  position: z.number(),
  retiredAt: text,
  createdAt: z.string(),
  updatedAt: z.string(),
  version: z.number(),
})

export const taxRateTable = z.object({
  taxId: z.string(),
  validFrom: z.string(),
  rate: z.string(),
})

export const itemTable = z.object({
  id: z.string(),
  kind: z.enum(['service', 'product']),
  sku: text,
  name: z.string(),
  description: z.string(),
  unit: z.string(),
  price: z.string(),
  taxId: text,
  nature: z.enum(['other', 'building-cleaning', 'construction', 'real-estate']),
  labourShare: text,
  revenueAccount: text,
  tracksStock: z.boolean(),
  stock: z.string(),
  retiredAt: text,
  search: z.string(),
  sortKey: z.string(),
  createdBy: text,
  updatedBy: text,
  createdAt: z.string(),
  updatedAt: z.string(),
  version: z.number(),
  deletedAt: text,
  deletedBy: text,
  sample: z.boolean(),
})

export const itemPriceTable = z.object({
  itemId: z.string(),
  currency: z.string(),
  validFrom: z.string(),
  price: z.string(),
})

export const stockMovementTable = z.object({
  id: z.string(),
  itemId: z.string(),
  quantity: z.string(),
  reason: z.enum(['purchase', 'count', 'correction', 'invoice', 'cancellation']),
  note: z.string(),
  invoiceId: text,
  createdBy: text,
  createdAt: z.string(),
})

export interface ItemsDb extends MoneyDb {
  tax: TableOf<typeof taxTable, 'reason' | 'country' | 'description' | 'createdAt' | 'updatedAt' | 'version'>
  taxRate: TableOf<typeof taxRateTable>
  item: TableOf<
    typeof itemTable,
    | 'kind'
    | 'description'
    | 'unit'
    | 'price'
    | 'nature'
    | 'tracksStock'
    | 'stock'
    | 'createdAt'
    | 'updatedAt'
    | 'version'
    | 'deletedAt'
    | 'deletedBy'
    | 'sample'
  >
  itemPrice: TableOf<typeof itemPriceTable>
  stockMovement: TableOf<typeof stockMovementTable, 'note' | 'createdAt'>
}
