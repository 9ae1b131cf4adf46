import { randomUUIDv7 } from 'node:crypto'
import type { ImportsDb } from '#features/imports/server/tables.ts'
import type { By } from '#kernel/rights.ts'
import { transaction } from '#platform/database.ts'
import type { Database } from '#platform/database.ts'
import { record } from '#platform/journal.ts'

/** Writes down that data left the house, and which: who asks later can be told (GDPR Art. 5 (2), 33). */
export function recordExport(
  db: Database<ImportsDb>,
  by: By,
  { file, query = {} }: { file: string; query?: object },
): Promise<void> {
  const asked = Object.entries(query).filter(([, value]) => value !== undefined)
  const diff = asked.map(([field, to]) => ({ field, from: null, to: to as unknown }))
  return transaction(db, (tx) =>
    record(tx, by, {
      action: 'export.made',
      kind: 'export',
      id: randomUUIDv7(),
      title: file,
      diff,
      readers: [by.id],
    }),
  )
}
