import { z } from 'zod'
import type { RunsDb } from '#features/runs/server/tables.ts'
import type { TableOf } from '#platform/database.ts'
import { appliesTo, fieldKind, fieldType } from '../custom-field.ts'
import type { CustomValue } from '../custom-field.ts'

export const customFieldTable = z.object({
  id: z.string(),
  kind: fieldKind,
  appliesTo,
  key: z.string(),
  name: z.string(),
  type: fieldType,
  options: z.array(z.string()),
  required: z.boolean(),
  defaultValue: z.custom<CustomValue>().nullable(),
  hint: z.string(),
  position: z.number(),
  retiredAt: z.string().nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
  version: z.number(),
})

export interface CustomFieldsDb extends RunsDb {
  customField: TableOf<typeof customFieldTable, 'kind' | 'hint' | 'createdAt' | 'updatedAt' | 'version'>
}
