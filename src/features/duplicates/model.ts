import { z } from 'zod'

/** What two contacts can have in common, or what speaks against them. The place in this list is the bit it is kept in. */
export const EVIDENCE = [
  'mobile_same',
  'mobile_different',
  'landline_same',
  'landline_different',
  'trunk_same',
  'birthday_same',
  'birthday_near',
  'birthday_different',
  'last_same',
  'last_part',
  'last_similar',
  'last_different',
  'first_same',
  'first_similar',
  'first_initial',
  'first_different',
  'company_same',
  'company_different',
  'domain_same',
  'domain_different',
  'place_same',
  'place_different',
  'gender_different',
  'email_same',
  'email_different',
  'local_same',
] as const
export const evidence = z.enum(EVIDENCE)
export type Evidence = z.infer<typeof evidence>

/** How much each evidence counts, in bits: log2 of how much oftener it is seen on one person than on two. */
export const model = z
  .object({
    weights: z.record(evidence, z.number()),
    possibleFrom: z.number().meta({ description: 'From this sum on a pair is possible' }),
    namesakeFrom: z.number().meta({ description: 'From this sum on the same full name alone is possible' }),
  })
  .meta({ id: 'DuplicateModel' })
export type Model = z.infer<typeof model>

/** The weights a new installation begins with. `last_same` is that of a rare name; Müller counts less. */
export const SHIPPED: Model = {
  weights: {
    mobile_same: 12,
    mobile_different: -3,
    landline_same: 7,
    landline_different: -2,
    trunk_same: 2,
    birthday_same: 10,
    birthday_near: 4,
    birthday_different: -6,
    last_same: 10,
    last_part: 5,
    last_similar: 4,
    last_different: -6,
    first_same: 5,
    first_similar: 2,
    first_initial: 2,
    first_different: -4,
    company_same: 6,
    company_different: -1,
    domain_same: 3,
    domain_different: -2,
    place_same: 3,
    place_different: -3,
    gender_different: -3,
    email_same: 14,
    email_different: -1,
    local_same: 6,
  },
  possibleFrom: 8,
  namesakeFrom: 11,
}

/** The evidence of a comparison as the numbers it was kept in. */
export function evidenceOf(bits: number): Evidence[] {
  return EVIDENCE.filter((_, place) => bits & (1 << place))
}
