import { z } from 'zod'
import { bulkAccess, bulkTags, bulkTargets, meansOneWay, saysWhat } from '#features/runs/bulk.ts'
import type { BulkWords } from '#features/runs/bulk.ts'
import { opportunityQuestion } from './opportunity-list.ts'

/** One change for many opportunities: those named, or everything a filter of the list finds. */
export const opportunityBulkChange = z
  .object({
    ...bulkTags,
    ownerId: z.uuid(),
    stageId: z.uuid(),
    lostReasonId: z.uuid().nullable().meta({ description: 'Only with a stage for lost ones' }),
    ...bulkAccess,
    delete: z.literal(true),
  })
  .partial()
export type OpportunityBulkChange = z.infer<typeof opportunityBulkChange>

export const opportunityBulk = z
  .object({ ...bulkTargets(opportunityQuestion), ...opportunityBulkChange.shape })
  .refine(...meansOneWay)
  .refine(...saysWhat)
  .meta({ id: 'OpportunitiesBulk' })

/** How the run is called: "12 Verkaufschancen: Phase". */
export const opportunityBulkWords: BulkWords<OpportunityBulkChange> = {
  records: {
    de: { one: 'Verkaufschance', many: 'Verkaufschancen' },
    en: { one: 'opportunity', many: 'opportunities' },
  },
  fields: [
    [['stageId'], 'Phase', 'stage'],
    [['ownerId'], 'Zuständigkeit', 'owner'],
    [['addTags', 'removeTags'], 'Schlagwörter', 'tags'],
    [['visibility', 'access'], 'Zugriff', 'access'],
  ],
}
