import { z } from 'zod'
import type { ContactsDb } from '#features/contacts/server/tables.ts'
import type { TableOf } from '#platform/database.ts'

export const qualityWeekTable = z.object({
  week: z.string(),
  contacts: z.number(),
  whole: z.number(),
})

export interface QualityDb extends ContactsDb {
  qualityWeek: TableOf<typeof qualityWeekTable>
}
