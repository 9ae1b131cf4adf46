import { sql } from 'kysely'
import { attachedBy } from '#platform/record-kinds.ts'
import type { BookkeepingDb } from './tables.ts'

/** The number in the books moves along when two contacts become one. */
export const debtorAttachment = attachedBy<BookkeepingDb>('debtor', 'contact_id', {
  key: sql`number`,
  holds: true,
})
