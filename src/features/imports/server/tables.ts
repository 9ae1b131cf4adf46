import { z } from 'zod'
import type { BookkeepingDb } from '#features/bookkeeping/server/tables.ts'
import type { TableOf } from '#platform/database.ts'
import { dialect, encoding, format, importColumn, importRow, mapping, origin, runOptions } from '../import.ts'

export const importTable = z.object({
  id: z.string(),
  entity: z.literal('contacts'),
  ownerId: z.string(),
  fileHash: z.string().nullable(),
  fileName: z.string(),
  fileSize: z.number(),
  format,
  sheets: z.array(z.string()),
  sheet: z.string().nullable(),
  encoding,
  dialect,
  columns: z.array(importColumn),
  mapping,
  options: runOptions.nullable(),
  rowEstimate: z.number(),
  rowsExact: z.boolean(),
  origin: origin.nullable(),
  doneTo: z.number(),
  created: z.number(),
  updated: z.number(),
  skipped: z.number(),
  failed: z.number(),
  held: z.number(),
  possible: z.number(),
  jobId: z.string().nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
  version: z.number(),
})

export const importRowTable = importRow.extend({ importId: z.string(), contactId: z.string().nullable() })

export const importMappingTable = z.object({
  ownerId: z.string(),
  headingsHash: z.string(),
  mapping,
  updatedAt: z.string(),
})

type Filled =
  | 'doneTo'
  | 'created'
  | 'updated'
  | 'skipped'
  | 'failed'
  | 'held'
  | 'possible'
  | 'createdAt'
  | 'updatedAt'
  | 'version'

export interface ImportsDb extends BookkeepingDb {
  import: TableOf<typeof importTable, Filled>
  importRow: TableOf<typeof importRowTable, 'corrected'>
  importMapping: TableOf<typeof importMappingTable, 'updatedAt'>
}
