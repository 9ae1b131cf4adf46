import { sql } from 'kysely'
import { attachedBy } from '#platform/record-kinds.ts'
import type { ImportsDb } from './tables.ts'

/** The rows an import left out because the contact was there already. */
export const importRowAttachment = attachedBy<ImportsDb>('import_row', 'contact_id', {
  key: sql`import_id || ' ' || number`,
})
