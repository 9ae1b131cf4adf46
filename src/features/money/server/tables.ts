import { z } from 'zod'
import type { DuplicatesDb } from '#features/duplicates/server/tables.ts'
import type { TableOf } from '#platform/database.ts'

const text = z.string().nullable()

export const rateTable = z.object({
  id: z.string(),
  fromCurrency: z.string(),
  toCurrency: z.string(),
  day: z.string(),
  rate: z.string(),
  source: z.enum(['own', 'ecb']),
  createdBy: text,
  createdAt: z.string(),
  updatedAt: z.string(),
  version: z.number(),
})

export interface MoneyDb extends DuplicatesDb {
  rate: TableOf<typeof rateTable, 'source' | 'createdAt' | 'updatedAt' | 'version'>
}
