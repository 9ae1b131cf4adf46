import { z } from 'zod'
import type { ContactsDb } from '#features/contacts/server/tables.ts'
import type { TableOf } from '#platform/database.ts'
import { dialect, encoding, importColumn, importRow, mapping, runOptions } from '../import.ts'

export const importTable = z.object({
  id: z.string(),
  entity: z.literal('contacts'),
  ownerId: z.string(),
  fileHash: z.string().nullable(),
  fileName: z.string(),
  fileSize: z.number(),
  encoding,
  dialect,
  columns: z.array(importColumn),
  mapping,
  options: runOptions.nullable(),
  rowEstimate: z.number(),
  doneTo: z.number(),
  created: z.number(),
  updated: z.number(),
  skipped: z.number(),
  failed: z.number(),
  jobId: z.string().nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
  version: z.number(),
})

export const importRowTable = importRow.extend({ importId: z.string(), contactId: z.string().nullable() })

type Filled = 'doneTo' | 'created' | 'updated' | 'skipped' | 'failed' | 'createdAt' | 'updatedAt' | 'version'

export interface ImportsDb extends ContactsDb {
  import: TableOf<typeof importTable, Filled>
  importRow: TableOf<typeof importRowTable>
}
