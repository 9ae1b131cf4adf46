import { z } from 'zod'
import type { PaymentsDb } from '#features/payments/server/tables.ts'
import type { TableOf } from '#platform/database.ts'

export const debtorTable = z.object({
  contactId: z.string(),
  number: z.number(),
})

export interface BookkeepingDb extends PaymentsDb {
  debtor: TableOf<typeof debtorTable>
}
