import { z } from 'zod'
import type { CardItem } from '#kernel/groupware/card-item.ts'
import type { SyncDb } from '#features/sync/server/tables.ts'
import { verdict } from '#features/duplicates/verdict.ts'
import type { TableOf } from '#platform/database.ts'
import { EXPORT_OUTCOMES, EXPORT_WANTS } from '../../people-export.ts'
import { OFFER_STATES } from '../../people-import.ts'
import type { CardChoice } from '../../people-import.ts'

export const cardOfferTable = z.object({
  id: z.string(),
  accountId: z.string(),
  collectionId: z.string(),
  remoteId: z.string(),
  uid: z.string(),
  card: z.custom<CardItem>((value) => value !== null),
  name: z.string(),
  verdict,
  twinId: z.string().nullable(),
  twinVerdict: verdict.exclude(['none']).nullable(),
  state: z.enum(OFFER_STATES),
  choice: z.custom<CardChoice | null>(),
  jobId: z.string().nullable(),
  place: z.number().nullable(),
  contactId: z.string().nullable(),
  fault: z.string().nullable(),
  reading: z.string(),
  updatedAt: z.string(),
})

export const cardExportTable = z.object({
  jobId: z.string(),
  contactId: z.string(),
  wanted: z.enum(EXPORT_WANTS),
  before: z.string().nullable(),
  outcome: z.enum(EXPORT_OUTCOMES).nullable(),
  fault: z.string().nullable(),
})

export interface PeopleDb extends SyncDb {
  cardOffer: TableOf<
    typeof cardOfferTable,
    | 'verdict'
    | 'twinId'
    | 'twinVerdict'
    | 'state'
    | 'choice'
    | 'jobId'
    | 'place'
    | 'contactId'
    | 'fault'
    | 'updatedAt'
  >
  cardExport: TableOf<typeof cardExportTable, 'before' | 'outcome' | 'fault'>
}
