import { z } from 'zod'
import type { HistoryDb } from '#features/history/server/tables.ts'
import type { TableOf } from '#platform/database.ts'
import type { ViewState } from '../view.ts'

export const savedViewTable = z.object({
  id: z.string(),
  list: z.string(),
  name: z.string(),
  ownerId: z.string(),
  shared: z.boolean(),
  state: z.custom<ViewState>((value) => value !== null),
  position: z.number(),
  createdAt: z.string(),
  updatedAt: z.string(),
  version: z.number(),
})

export interface ViewsDb extends HistoryDb {
  savedView: TableOf<typeof savedViewTable, 'createdAt' | 'updatedAt' | 'version'>
}
