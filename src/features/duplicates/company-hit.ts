import { z } from 'zod'
import { companyMatch } from './company-match.ts'

/** A company that a person may work for, by name; only such as the caller may see. */
export const companyHit = companyMatch.extend({ displayName: z.string() }).meta({ id: 'CompanyHit' })

export const companyMatchAnswer = z.object({
  matches: z.array(companyHit).meta({ description: 'Surest first' }),
  chosen: z.uuid().nullable().meta({ description: 'The one to be set without asking' }),
})
export type CompanyMatchAnswer = z.infer<typeof companyMatchAnswer>
