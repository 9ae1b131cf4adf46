import { z } from 'zod'
import { contact } from '#features/contacts/contact.ts'
import { reason, verdict } from './verdict.ts'

/** A pair waits to be looked at, or somebody has said that both are the same one, or that they are not. */
export const pairState = z.enum(['open', 'same', 'different'])
export type PairState = z.infer<typeof pairState>

export const duplicatePair = z
  .object({
    id: z.uuid(),
    clusterId: z
      .uuid()
      .meta({ description: 'Pairs that hang together have the same; they follow one another' }),
    verdict: verdict,
    reasons: z.array(reason),
    score: z.number().meta({ description: 'Weight of the evidence in bits' }),
    state: pairState,
    contacts: z.array(contact).meta({ description: 'The two of them, as the caller sees them' }),
    decidedAt: z.string().nullable(),
    decidedBy: z.uuid().nullable(),
    createdAt: z.string(),
  })
  .meta({ id: 'DuplicatePair' })
export type DuplicatePair = z.infer<typeof duplicatePair>

export const pairPage = z.object({
  items: z.array(duplicatePair),
  nextCursor: z.string().nullable(),
  total: z.int().optional(),
})
export type PairPage = z.infer<typeof pairPage>

export const pairQuery = z.object({
  state: pairState.default('open'),
  verdict: verdict.exclude(['none']).optional(),
  contact: z.uuid().optional().meta({ description: 'Only pairs with this contact' }),
  run: z
    .uuid()
    .optional()
    .meta({ description: 'Only pairs with a contact that this run (an import) created' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
  count: z.enum(['true', 'capped']).optional(),
})
export type PairQuery = z.infer<typeof pairQuery>

/** `open` takes a decision back. */
export const pairDecision = z.object({ decision: pairState }).meta({ id: 'DuplicateDecision' })

/** How current the work list is. */
export const scanState = z
  .object({
    jobId: z.uuid().nullable().meta({ description: 'The scan under way' }),
    done: z.int(),
    total: z.int().nullable(),
    scannedAt: z.string().nullable().meta({ description: 'When everything was looked through last' }),
  })
  .meta({ id: 'DuplicateScan' })
export type ScanState = z.infer<typeof scanState>
