import { z } from 'zod'
import { bulkAccess, bulkTags, bulkTargets, meansOneWay, saysWhat } from '#features/runs/bulk.ts'
import type { BulkWords } from '#features/runs/bulk.ts'
import { eventQuestion } from './event-list.ts'

/** One change for many events: those named, or everything a filter of the list finds. */
export const eventBulkChange = z
  .object({ ...bulkTags, closed: z.boolean(), ...bulkAccess, delete: z.literal(true) })
  .partial()
export type EventBulkChange = z.infer<typeof eventBulkChange>

export const eventBulk = z
  .object({ ...bulkTargets(eventQuestion), ...eventBulkChange.shape })
  .refine(...meansOneWay)
  .refine(...saysWhat)
  .meta({ id: 'EventsBulk' })

/** How the run is called: "12 Veranstaltungen: Schlagwörter". */
export const eventBulkWords: BulkWords<EventBulkChange> = {
  records: {
    de: { one: 'Veranstaltung', many: 'Veranstaltungen' },
    en: { one: 'event', many: 'events' },
  },
  fields: [
    [['addTags', 'removeTags'], 'Schlagwörter', 'tags'],
    [['closed'], 'Status', 'status'],
    [['visibility', 'access'], 'Zugriff', 'access'],
  ],
}
