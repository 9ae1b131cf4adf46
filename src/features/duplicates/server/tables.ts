import { z } from 'zod'
import type { ContactsDb } from '#features/contacts/server/tables.ts'
import type { TableOf } from '#platform/database.ts'
import { reason, verdict } from '../verdict.ts'
import { pairState } from '../pair.ts'

export const duplicatePairTable = z.object({
  id: z.string(),
  leftId: z.string(),
  rightId: z.string(),
  leftVersion: z.number(),
  rightVersion: z.number(),
  verdict,
  score: z.number(),
  reasons: z.array(reason),
  evidence: z.number(),
  state: pairState,
  clusterId: z.string(),
  place: z.number(),
  examinedAt: z.string(),
  decidedAt: z.string().nullable(),
  decidedBy: z.string().nullable(),
  createdAt: z.string(),
})

export const duplicateScanTable = z.object({
  id: z.boolean(),
  jobId: z.string().nullable(),
  scannedAt: z.string().nullable(),
  followedAt: z.string(),
  followedId: z.string(),
  learnsSince: z.string(),
})

export const duplicateBlockTable = z.object({ id: z.number(), members: z.array(z.string()) })

export interface DuplicatesDb extends ContactsDb {
  duplicatePair: TableOf<typeof duplicatePairTable, 'state' | 'examinedAt' | 'createdAt'>
  duplicateScan: TableOf<typeof duplicateScanTable, 'id' | 'followedAt' | 'followedId' | 'learnsSince'>
  duplicateBlock: TableOf<typeof duplicateBlockTable>
}
