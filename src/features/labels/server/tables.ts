import { z } from 'zod'
import type { NotificationsDb } from '#features/notifications/server/tables.ts'
import type { TableOf } from '#platform/database.ts'
import { labelList, labelScope } from '../label.ts'

export const labelTable = z.object({
  id: z.string(),
  list: labelList,
  scope: labelScope,
  name: z.string(),
  description: z.string(),
  color: z.string().nullable(),
  icon: z.string().nullable(),
  position: z.number(),
  retiredAt: z.string().nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
  version: z.number(),
})

export interface LabelsDb extends NotificationsDb {
  label: TableOf<typeof labelTable, 'scope' | 'description' | 'createdAt' | 'updatedAt' | 'version'>
}
