import { z } from 'zod'
import { contactNew } from '#features/contacts/contact.ts'

/**
 * Whether a contact is there already. *sure*: nobody but the same one is like this, so it is not brought in a second
 * time; *possible*: a human should look; *none* otherwise.
 */
export const VERDICTS = ['sure', 'possible', 'none'] as const
export const verdict = z.enum(VERDICTS)
export type Verdict = z.infer<typeof verdict>

/** Why a verdict is what it is; shown to the user in words. */
export const REASONS = [
  'email',
  'name_and_mobile',
  'vat_id',
  'shared_role_email',
  'name_and_phone',
  'name_and_company',
  'name_and_domain',
  'same_mobile',
  'full_name',
  'email_local_part',
  'name_and_place',
  'name_and_birthday',
  'company_name',
  'company_domain',
  'score',
] as const
export const reason = z.enum(REASONS)
export type Reason = z.infer<typeof reason>

/** What a comparison found. `evidence` is kept with the decision of a user, to recalibrate the weights by. */
export interface Comparison {
  verdict: Verdict
  reasons: Reason[]
  /** The sum of the evidence in bits; 0 where nothing speaks for the pair. */
  score: number
  evidence: number
}

export const duplicateHit = z
  .object({
    contactId: z.uuid().optional().meta({ description: 'Only when the caller may see the contact' }),
    displayName: z.string().optional().meta({ description: 'Only when the caller may see the contact' }),
    verdict: verdict.exclude(['none']),
    reasons: z.array(reason),
    score: z.number().meta({ description: 'Weight of the evidence in bits (log2 of the likelihood ratio)' }),
  })
  .meta({ id: 'DuplicateHit' })
export type DuplicateHit = z.infer<typeof duplicateHit>

export const duplicateCheck = z
  .object({ verdict, hits: z.array(duplicateHit).meta({ description: 'Surest first' }) })
  .meta({ id: 'DuplicateCheck' })
export type DuplicateCheck = z.infer<typeof duplicateCheck>

/** A contact that is not there yet, as far as it is known; `id` leaves itself out of the search. */
export const duplicateQuestion = contactNew.extend({ id: z.uuid().optional() }).meta({
  id: 'DuplicateQuestion',
})
