import { z } from 'zod'
import type { ContactsDb } from '#features/contacts/server/tables.ts'
import type { TableOf } from '#platform/database.ts'

export const mergePartTable = z.object({
  runId: z.string(),
  contactId: z.string(),
  place: z.number(),
  lastActivityAt: z.string(),
})

export const mergeMoveTable = z.object({
  runId: z.string(),
  fromId: z.string(),
  attachment: z.string(),
  recordKey: z.string(),
})

export interface DuplicatesDb extends ContactsDb {
  mergePart: TableOf<typeof mergePartTable>
  mergeMove: TableOf<typeof mergeMoveTable>
}
