import { z } from 'zod'
import type { PaymentsDb } from '#features/payments/server/tables.ts'
import type { TableOf } from '#platform/database.ts'

export const debtorTable = z.object({
  number: z.number(),
  contactId: z.string(),
})

export interface BookkeepingDb extends PaymentsDb {
  debtor: TableOf<typeof debtorTable>
}
